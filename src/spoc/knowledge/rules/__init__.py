"""Knowledge: rules."""
