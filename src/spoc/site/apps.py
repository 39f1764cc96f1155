"""The site app: pages that belong to no other."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The first page, about, sign-in, refusals."""

    name = "spoc.site"
    label = "spoc_site"
