"""The services on the live board: which have a major incident, which open incidents, which none."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, FilteredRelation, Q, Subquery
from django.utils.translation import ngettext

from spoc.catalogue.access import visible_to
from spoc.people.models import Person
from spoc.requests.queries.rows import Filters
from spoc.requests.queries.slices import Rows

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


def services_now(person: Person, rows: Rows, tier: str, *, is_wall: bool) -> ServicesNow:
    """Return how each service a person may see stands, by the open incidents among the rows."""
    incidents = rows.filter(type="incident").order_by().values("pk")
    services = visible_to(person).filter(is_unknown=False).only("key", "name", "names")
    known = services.annotate(
        incident=FilteredRelation("requests", condition=Q(requests__in=Subquery(incidents))),
        count=Count("incident", distinct=True),
        majors=Count("incident", distinct=True, filter=Q(incident__is_major=True)),
    )
    stand = [(str(each), each.key, each.majors, each.count) for each in known]
    stand.sort(key=lambda each: (not each[2], -each[3], each[0]))
    troubled = [
        Troubled(name, _list(key, tier), count, bool(majors), _words(count, majors))
        for name, key, majors, count in stand
        if count
    ]
    calm = [name for name, _key, _majors, count in stand if not count]
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
