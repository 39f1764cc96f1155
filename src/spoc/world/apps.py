"""The world app."""

from django.apps import AppConfig


class WorldConfig(AppConfig):
    """Norrvik and everybody in it."""

    name = "spoc.world"
