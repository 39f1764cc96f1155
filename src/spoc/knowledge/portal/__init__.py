"""Knowledge in the portal."""
