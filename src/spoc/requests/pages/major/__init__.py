"""Major incidents as the desk sees them: the list, one of them, its steps, and their terms."""
