"""What may be typed about calendars and agreements."""
