"""Configuration items: what services run on."""
