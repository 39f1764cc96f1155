"""What is shown together about support requests."""
