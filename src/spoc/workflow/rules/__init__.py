"""Workflow: rules."""
