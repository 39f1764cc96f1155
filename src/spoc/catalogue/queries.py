"""Reading the catalogue."""

from django.db.models import Q, QuerySet

from spoc.catalogue.models import Category, Service


def live_services() -> QuerySet[Service]:
    """Return the services that requests can be about, the bucket for unknown ones last."""
    return Service.objects.filter(is_live=True).order_by("is_unknown", "name")


def unknown_service() -> Service:
    """Return the bucket for requests whose service nobody could tell."""
    return Service.objects.get(is_unknown=True)


def categories_for(service: Service | None) -> QuerySet[Category]:
    """Return the categories that fit a service, and those that fit every one."""
    fits = Q(service=None) | Q(service=service) if service else Q(service=None)
    return Category.objects.filter(fits, is_live=True).order_by("name")


def service_by_key(key: str) -> Service | None:
    """Return the live service with this key."""
    return Service.objects.filter(key=key, is_live=True).first() if key else None


def category_by_key(key: str) -> Category | None:
    """Return the live category with this key."""
    return Category.objects.filter(key=key, is_live=True).first() if key else None
