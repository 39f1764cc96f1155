"""The catalogue as customers and prospects read it."""
