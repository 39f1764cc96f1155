"""The services on the live board: which have a major incident, which open incidents, which none."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import ngettext

from spoc.requests.queries.board_read import Read
from spoc.requests.queries.board_sums import incidents_of
from spoc.requests.queries.rows import Filters

MOST_TROUBLED, MOST_ON_WALL = 7, 4


@dataclass(frozen=True, slots=True)
class Troubled:
    """A service with incidents that go on: what is so in words, and the list of them."""

    name: str
    href: str
    count: int
    is_major: bool
    words: str


@dataclass(frozen=True, slots=True)
class ServicesNow:
    """The services with incidents, the gravest first; how many more there are; the calm ones."""

    troubled: list[Troubled]
    further: int
    calm: list[str]


def services_now(read: Read, tier: str, *, is_wall: bool) -> ServicesNow:
    """Return how each service a person may see stands, by the open incidents within their reach."""
    counts = incidents_of(read)
    stand = [(str(each), each.key, *counts.get(each.pk, (0, 0))) for each in read["services"]]
    stand.sort(key=lambda each: (not each[3], -each[2], each[0]))
    troubled = [
        Troubled(name, _list(key, tier), count, bool(majors), _words(count, majors))
        for name, key, count, majors in stand
        if count
    ]
    calm = [name for name, _key, count, _majors in stand if not count]
    most = MOST_ON_WALL if is_wall else MOST_TROUBLED
    return ServicesNow(troubled[:most], len(troubled[most:]), calm)


def _words(count: int, majors: int) -> str:
    shown = {"count": count}
    if majors:
        return (
            ngettext(
                "Major incident, %(count)s open incident",
                "Major incident, %(count)s open incidents",
                count,
            )
            % shown
        )
    return ngettext("%(count)s open incident", "%(count)s open incidents", count) % shown


def _list(key: str, tier: str) -> str:
    chosen = Filters(type="incident", service=key, tier=tier).chosen()
    return f"/queues/all?{urlencode(chosen)}"
