"""Workflow: models."""
