"""The tags of requests, as they are shown and offered."""

from spoc.requests.models import SupportRequest, Tag

MOST_OFFERED = 500


def tags_of(support_request: SupportRequest) -> list[str]:
    """Return what a request is tagged with, by name."""
    names = Tag.objects.filter(tagged__support_request=support_request)
    return sorted(names.values_list("name", flat=True), key=str.casefold)


def known_tags() -> list[str]:
    """Return the tags there are, to be offered while one writes."""
    return list(Tag.objects.order_by("name").values_list("name", flat=True)[:MOST_OFFERED])
