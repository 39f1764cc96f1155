"""The search app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """See the docstring of the package."""

    name = "spoc.search"
