"""Workflow: queries."""
