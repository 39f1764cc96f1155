"""What an agent sees of their own work: the timer, the work logs, the tasks."""
