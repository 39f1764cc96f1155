"""The audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Facts and the seals over them."""

    name = "spoc.audit"
