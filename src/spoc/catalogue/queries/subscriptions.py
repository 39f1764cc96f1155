"""The register of who has what, as lists and files show it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from spoc.catalogue.models import Subscription
from spoc.kit import keyset
from spoc.kit.keyset import Page
from spoc.kit.text import sort_key

ORDER = ("-id",)
SIZE = 50
BATCH = 500
SHOWN_WITH = ("offering", "service", "holder", "organisation")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What narrows the register: an offering, a person, an organisation, a service; held now."""

    offering: int | None = None
    holder: int | None = None
    organisation: int | None = None
    service: int | None = None
    words: str = ""
    is_held: bool = True


def narrowed(rows: QuerySet[Subscription], asked: Narrowed) -> QuerySet[Subscription]:
    """Return the subscriptions asked for."""
    for name in ("offering", "holder", "organisation", "service"):
        key = getattr(asked, name)
        rows = rows.filter(**{name: key}) if key else rows
    if asked.words.strip():
        rows = rows.filter(holder__sort_name__contains=sort_key(asked.words[:100]))
    return rows.filter(until=None) if asked.is_held else rows


def register_page(
    rows: QuerySet[Subscription], asked: Narrowed, after: str | None
) -> Page[Subscription]:
    """Return a page of the register, the newest first."""
    found = narrowed(rows, asked).select_related(*SHOWN_WITH)
    return keyset.page(found, ORDER, size=SIZE, after=after)


def register_whole(rows: QuerySet[Subscription], asked: Narrowed) -> Iterator[Subscription]:
    """Yield all of the register that was asked for, some hundred at a time."""
    found, after = narrowed(rows, asked).select_related(*SHOWN_WITH), None
    while True:
        page = keyset.page(found, ORDER, size=BATCH, after=after)
        yield from page.rows
        after = page.next
        if after is None:
            return


def count_open(rows: QuerySet[Subscription]) -> int:
    """Return how many of these are held now."""
    return rows.filter(until=None).count()


def held_now(rows: QuerySet[Subscription]) -> list[Subscription]:
    """Return what somebody has now, by name."""
    found = rows.filter(until=None).select_related("offering", "service")
    return sorted(found[:BATCH], key=lambda each: str(each.offering).casefold())
