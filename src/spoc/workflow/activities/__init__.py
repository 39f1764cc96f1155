"""Workflow: activities."""
