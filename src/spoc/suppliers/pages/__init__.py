"""Suppliers in the settings, and handovers as the desk works with them."""
