"""Knowledge: queries."""
