"""Knowledge: activities."""
