"""The intake app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """See the docstring of the package."""

    name = "spoc.intake"
