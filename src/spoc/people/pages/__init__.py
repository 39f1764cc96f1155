"""What the desk sees of people, and what everybody sees of themselves."""
