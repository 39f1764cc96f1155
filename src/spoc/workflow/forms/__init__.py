"""What may be typed about workflow."""
