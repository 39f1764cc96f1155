"""What the tests stand on: a database each, people of the world, letters, jobs, no network."""
