"""Spoc: a service desk and service support management system."""
