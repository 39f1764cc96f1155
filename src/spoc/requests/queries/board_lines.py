"""The lists of the live board: who has how much, what waits for whom, and what is out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.people.models import Person, Team
from spoc.requests.queries.board_sums import Group, Sums
from spoc.requests.queries.rows import Filters
from spoc.requests.rules.board import AGES
from spoc.requests.rules.words import PENDING_REASONS
from spoc.rota.queries.posts import Post as OnDuty
from spoc.rota.queries.posts import There

MOST_PEOPLE, MOST_SUPPLIERS = 8, 6
# addresses that boards show: of every person, team and supplier, in each tier
MOST_KNOWN = 8_192


@dataclass(frozen=True, slots=True)
class Line:
    """A figure with the list behind it; `share` is of the largest beside it, of a hundred."""

    label: str
    href: str
    count: int
    overdue: int = 0
    oldest: datetime | None = None
    share: int = 0


@dataclass(frozen=True, slots=True)
class OnShift:
    """Somebody on duty now: how much they have open, and until when they are there."""

    person: Person
    href: str
    count: int
    until: datetime
    is_on_call: bool
    instead_of: str


@dataclass(frozen=True, slots=True)
class Post:
    """A team or a role with shifts, and who is there now."""

    name: str
    people: list[OnShift]


def teams(sums: Sums, named: Iterable[Team]) -> list[Line]:
    """Return the load of each team."""
    told = {team.pk: (team.name, f"/queues/{team.key}") for team in named}
    return _load(sums, "team_id", told)


def people(sums: Sums, names: Mapping[int, str], filters: Filters) -> list[Line]:
    """Return the load of those who have most."""
    told = {pk: (name, _list(filters, f"person-{pk}")) for pk, name in names.items()}
    return _load(sums, "assignee_id", told)[:MOST_PEOPLE]


def posts(on_duty: Iterable[OnDuty], groups: list[Group], filters: Filters) -> list[Post]:
    """Return who is on duty now, with how much each has."""
    has: dict[int, int] = defaultdict(int)
    for group in groups:
        has[group["assignee_id"]] += group["count"]
    return [
        Post(post.name, [_on_shift(each, has[each.person.pk], filters) for each in post.there])
        for post in on_duty
    ]


def _on_shift(each: There, count: int, filters: Filters) -> OnShift:
    href = _list(filters, f"person-{each.person.pk}")
    instead_of = each.instead_of.name if each.instead_of else ""
    return OnShift(each.person, href, count, each.until, each.is_on_call, instead_of)


def waiting(sums: Sums, filters: Filters) -> list[Line]:
    """Return what waits, by what it waits for."""
    counts: dict[str, int] = defaultdict(int)
    for group in sums.groups:
        counts[group["pending_reason"]] += group["count"]
    oldest = sums.oldest["pending_reason"]
    return [
        Line(
            label("pending", reason),
            _list(filters, f"waits-{reason}"),
            counts[reason],
            oldest=oldest.get(reason),
        )
        for reason in PENDING_REASONS
    ]


def ages(fresh: Mapping[str, int], filters: Filters) -> list[Line]:
    """Return what nobody has classified, by how long."""
    words = {
        "hour": _("Under an hour"),
        "morning": _("1 to 4 hours"),
        "day": _("4 to 24 hours"),
        "older": _("Over a day"),
    }
    return [Line(words[age], _list(filters, f"new-{age}"), fresh[age]) for age in AGES]


def out(found: Iterable[tuple[str, str, int, datetime]], filters: Filters) -> list[Line]:
    """Return what suppliers have, by supplier."""
    lines = [
        Line(name, _list(filters, f"out-{key}"), count, oldest=oldest)
        for key, name, count, oldest in found
    ]
    return sorted(lines, key=lambda line: (-line.count, line.label))[:MOST_SUPPLIERS]


def total(groups: Iterable[Group], name: str) -> int:
    """Return how many there are in all."""
    return sum(group[name] for group in groups)


def _load(sums: Sums, by: str, told: dict[int, tuple[str, str]]) -> list[Line]:
    """Return the load of each that has any, the heaviest first."""
    parts: dict[int, list[Group]] = defaultdict(list)
    for group in sums.groups:
        if group[by] in told:
            parts[group[by]].append(group)
    counts = {pk: total(found, "count") for pk, found in parts.items()}
    most = max(counts.values(), default=1)
    return [
        Line(
            *told[pk],
            counts[pk],
            total(parts[pk], "overdue"),
            sums.oldest[by].get(pk),
            round(100 * counts[pk] / most),
        )
        for pk in sorted(parts, key=lambda pk: (-counts[pk], told[pk][0]))
    ]


def _list(filters: Filters, only: str) -> str:
    return address_of(replace(filters, only=only))


@lru_cache(maxsize=MOST_KNOWN)
def address_of(filters: Filters, key: str = "all") -> str:
    """Return where the requests are that the filters leave of a queue."""
    query = urlencode(filters.chosen())
    return f"/queues/{key}?{query}" if query else f"/queues/{key}"
