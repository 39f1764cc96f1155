"""Knowledge: models."""
