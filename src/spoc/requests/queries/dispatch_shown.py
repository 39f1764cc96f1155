"""The table of dispatch as people read it, and what a change of it would do."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Left
from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.people.models import Person, Team
from spoc.people.queries import entry_team
from spoc.requests import access
from spoc.requests.models import DispatchRule, SupportRequest
from spoc.requests.queries.dispatch import (
    MOST_READ,
    as_rules,
    asked_of,
    calendars_of,
    items_of,
    staffed_teams,
)
from spoc.requests.rules.dispatch import Asked, Rule, covering, dispatched

TRIED = 500
MOST_LISTED = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A rule of the table in words; `after` is the rule that takes all of its requests before."""

    pk: int
    place: int
    name: str
    is_active: bool
    asks: list[tuple[str, str]]
    to: str
    who: str
    most_open: int | None
    after: str
    is_unstaffed: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A past request that would go elsewhere."""

    number: int
    title: str
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What a changed table would do with past requests: how many, where to, and some of them."""

    tried: int
    moved: int
    unroutable: int
    listed: list[Moved]


def lines_of(rows: QuerySet[DispatchRule]) -> list[Line]:
    """Return the whole table in words, in its order."""
    shown = rows.select_related(
        *("service", "category", "community", "item", "calendar", "team")
    ).order_by("rank", "pk")
    table, staffed = list(shown), staffed_teams()
    covered = covering(as_rules(table))
    return [
        Line(
            pk=row.pk,
            place=place,
            name=row.name,
            is_active=row.is_active,
            asks=_asks(row),
            to=row.team.name if row.team else _("The team of its service"),
            who=label("strategy", row.strategy),
            most_open=row.most_open,
            after=f"{covered[row.pk].place}, {covered[row.pk].name}" if row.pk in covered else "",
            is_unstaffed=row.team_id is not None and row.team_id not in staffed,
        )
        for place, row in enumerate(table, 1)
    ]


def _asks(row: DispatchRule) -> list[tuple[str, str]]:
    """Return what a rule asks for, each with its name."""
    hours = f"{row.calendar}, {label('rule_hours', row.hours)}" if row.calendar else ""
    said = [
        (_("Service"), str(row.service or "")),
        (_("Type"), label("request_type", row.type) if row.type else ""),
        (_("Category"), str(row.category or "")),
        (_("Community"), str(row.community or "")),
        (_("Configuration item"), str(row.item or "")),
        (_("Words"), ", ".join(row.words)),
        (_("Priority"), ", ".join(f"P{each}" for each in row.priorities)),
        (_("Hours"), hours),
    ]
    return [(name, words) for name, words in said if words]


def with_draft(
    table: Sequence[DispatchRule], draft: DispatchRule, place: int
) -> list[DispatchRule]:
    """Return the table with a rule that is not saved at its place, instead of what it was."""
    others = [row for row in table if draft.pk is None or row.pk != draft.pk]
    at = min(max(place, 1), len(others) + 1) - 1
    return [*others[:at], draft, *others[at:]]


def tried(before: Sequence[DispatchRule], after: Sequence[DispatchRule], viewer: Person) -> Trial:
    """Return what the changed table would make of the last requests; nothing is written.

    All are counted; only those the viewer may see are listed.
    """
    old, new = as_rules(before), as_rules(after)
    staffed, desk = staffed_teams(), entry_team()
    to = {team.pk: team.name for team in Team.objects.all()}
    nowhere = _("%(team)s, as nobody is found") % {"team": desk.name if desk else _("No team")}
    looked_at = _looked_at([*old, *new])
    moved, unroutable = {}, 0
    for number, asked in looked_at:
        now, then = dispatched(old, asked, staffed).team, dispatched(new, asked, staffed).team
        unroutable += then is None
        if now != then:
            moved[number] = (to.get(now or 0, nowhere), to.get(then or 0, nowhere))
    return Trial(len(looked_at), len(moved), unroutable, _listed(moved, viewer))


def _looked_at(rules: Sequence[Rule]) -> list[tuple[int, Asked]]:
    """Return the last requests that came as far as dispatch, as the rules look at them."""
    rows = SupportRequest.objects.filter(service__isnull=False).exclude(status="new")
    read = rows.select_related("service").defer("description").order_by("-pk")
    found = list(read.annotate(begun=Left("description", MOST_READ))[:TRIED])
    items = items_of([row.pk for row in found])
    calendars = calendars_of(rules)
    return [
        (
            row.pk,
            asked_of(
                row,
                text=row.begun,
                items=items.get(row.pk, ()),
                calendars=calendars,
                moment=row.created_at,
            ),
        )
        for row in found
    ]


def _listed(moved: dict[int, tuple[str, str]], viewer: Person) -> list[Moved]:
    seen = access.visible_to(viewer).filter(pk__in=moved).order_by("-pk")
    titles = seen.values_list("pk", "title")[:MOST_LISTED]
    return [Moved(number, title, *moved[number]) for number, title in titles]
