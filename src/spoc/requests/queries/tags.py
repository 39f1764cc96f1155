"""The tags of requests, as they are shown and offered."""

from collections.abc import Iterable

from django.db.models import QuerySet

from spoc.requests.models import SupportRequest, Tag

MOST_OFFERED = 500


def tags_of(support_request: SupportRequest) -> list[str]:
    """Return what a request is tagged with, by name."""
    return by_name(names_on(support_request))


def names_on(support_request: SupportRequest) -> QuerySet[Tag, str]:
    """Return the names of the tags on a request, in no order."""
    rows = Tag.objects.filter(tagged__support_request=support_request)
    return rows.values_list("name", flat=True)


def by_name(names: Iterable[str]) -> list[str]:
    """Return tags in the order in which they are read."""
    return sorted(names, key=str.casefold)


def known_tags() -> list[str]:
    """Return the tags there are, to be offered while one writes."""
    return list(Tag.objects.order_by("name").values_list("name", flat=True)[:MOST_OFFERED])
