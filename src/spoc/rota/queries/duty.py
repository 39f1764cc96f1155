"""Who is on duty now, and who takes work."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from spoc.people.models import Grant, Person, Team
from spoc.rota import rules
from spoc.rota.models import Absence, Presence, Shift, pattern_of
from spoc.rota.models.shift import PATTERN

TURN = JSONObject(
    shift="pk", kind="kind", rank="rank", team="team_id", **{name: name for name in PATTERN}
)

# a shift of no team stands behind every rank of the team's own
FURTHER = 10


@dataclass(frozen=True, slots=True)
class Scope:
    """Where somebody is looked for: the team, service, community and organisation of a case."""

    team: int | None = None
    service: int | None = None
    community: int | None = None
    organisation: int | None = None

    @property
    def holds(self) -> Q:
        """Which grants reach a case there: those for all, and those for a place it is in."""
        places = ("team", "service", "community", "organisation")
        reach = Q(scope="all")
        for place in places:
            key = getattr(self, place)
            if key is not None:
                reach |= Q(scope=place, scope_id=key)
        return reach


def on_duty(role_or_team: str | Team, moment: datetime) -> list[Person]:
    """Return who is on duty in a role or for a team, at the desk first, then on call, by rank.

    Whoever is away is left out, or their deputy is named. One question to the database.
    """
    if isinstance(role_or_team, Team):
        return _there(Shift.objects.filter(team=role_or_team), moment)
    return _there(Shift.objects.filter(role=role_or_team), moment)


def on_duty_for(role: str, scope: Scope, moment: datetime) -> list[Person]:
    """Return who is on duty in a role for a case; where nobody is, whoever holds the role.

    The shifts of the case's team come before those of no team. Of those who hold the role, whoever
    is away is left to their deputy; where that leaves nobody, they all are named: somebody must be.
    """
    shifts = Shift.objects.filter(Q(team=None) | Q(team=scope.team), role=role)
    return _there(shifts, moment, scope.team) or _holders(role, scope, moment)


def takes_work(
    people: Iterable[Person], moment: datetime, open_counts: Mapping[int, int] | None = None
) -> list[Person]:
    """Return who of these takes new work: here, not away, with fewer open than they take.

    `open_counts` says how many open requests each has now, by their key.
    """
    known, counts = list(people), open_counts or {}
    rows = Person.objects.filter(pk__in=[person.pk for person in known], is_active=True)
    away = Absence.objects.at(moment).filter(person=OuterRef("pk"))
    said = rows.annotate(is_away=Exists(away)).values_list(
        "pk", "presence__state", "presence__capacity", "is_away"
    )
    takers = {
        pk
        for pk, state, capacity, is_away in said
        if rules.takes_work(state or "here", capacity, counts.get(pk, 0), is_absent=is_away)
    }
    return [person for person in known if person.pk in takers]


def presence_of(person: Person) -> Presence:
    """Return what somebody says of themselves; who said nothing is here and takes any number."""
    return Presence.objects.filter(person=person).first() or Presence(person=person)


def _there(shifts: QuerySet[Shift], moment: datetime, team: int | None = None) -> list[Person]:
    """Return who does these shifts at an instant, in their order; those of a team come first."""
    current = Absence.objects.at(moment)
    possible = shifts.filter(Q(last_at=None) | Q(last_at__gt=moment), first_at__lte=moment)
    own = possible.filter(person=OuterRef("pk"))
    people = _with_absences(Q(Exists(own)), current).annotate(
        turns=ArraySubquery(own.values(turn=TURN))
    )
    known = {person.pk: person for person in people}
    turns = [turn for person in known.values() for turn in _turns(person, team)]
    return _named(rules.on_duty(turns, _aways(known, moment), moment), known)


def _holders(role: str, scope: Scope, moment: datetime) -> list[Person]:
    held = Grant.objects.filter(scope.holds, role=role, person=OuterRef("pk"))
    rows = _with_absences(Q(Exists(held)), Absence.objects.at(moment)).annotate(holds=Exists(held))
    known: dict[int, Person] = {row.pk: row for row in rows.order_by("sort_name", "pk")}
    holders = [person for person in known.values() if _said(person, "holds")]
    aways = _aways(known, moment)
    there = (rules.stand_in(person.pk, moment, aways) for person in holders)
    return _named([pk for pk in dict.fromkeys(there) if pk is not None], known) or holders


def _with_absences(wanted: Q, current: QuerySet[Absence]) -> QuerySet[Person]:
    """Return the people wanted, with everybody who is away then and everybody who stands in."""
    concerned = current.filter(Q(person=OuterRef("pk")) | Q(deputy=OuterRef("pk")))
    away = current.filter(person=OuterRef("pk")).order_by("pk")
    people = Person.objects.filter(wanted | Q(Exists(concerned)), is_active=True)
    return people.annotate(
        away_then=ArraySubquery(away.values(said=JSONObject(deputy="deputy_id")))
    )


def _turns(person: Person, team: int | None) -> list[rules.Turn]:
    found: list[dict[str, Any]] = _said(person, "turns")
    return [
        rules.Turn(
            turn["shift"],
            person.pk,
            pattern_of(turn),
            turn["kind"],
            turn["rank"] + (0 if turn["team"] == team else FURTHER),
        )
        for turn in found
    ]


def _aways(known: Mapping[int, Person], moment: datetime) -> list[rules.Away]:
    """Return the absences at an instant; a deputy who works here no more is none."""
    return [
        rules.Away(
            person.pk,
            moment,
            moment + datetime.resolution,
            absence["deputy"] if absence["deputy"] in known else None,
        )
        for person in known.values()
        for absence in _said(person, "away_then")
    ]


def _named(keys: Iterable[int], known: Mapping[int, Person]) -> list[Person]:
    return [known[key] for key in keys if key in known]


def _said(person: Person, name: str) -> Any:
    """Return what the question to the database added to a person."""
    return person.__dict__[name]
