"""The look of the product: templates, styles, elements, live updates."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Registers the look as an app, so that its templates and static files are found."""

    name = "spoc.ui"
    label = "ui"
