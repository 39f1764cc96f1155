"""What the desk sees of support requests."""
