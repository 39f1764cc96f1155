"""Who or what does the steps of a version, as its page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from spoc.people.models import Person, Team
from spoc.workflow.allowed import allowed_as
from spoc.workflow.models import Action, DefinitionVersion
from spoc.workflow.process_words import APPROVER, DOES, STEP_KIND
from spoc.workflow.queries.processes import process_in
from spoc.workflow.rules.wiring import ACTION, ACTIVITY, APPROVAL, MAY_DO, Wire, parse_wiring

MOST_PEOPLE = 400


@dataclass(frozen=True, slots=True)
class WireShown:
    """One step: what it is called, its lane, and how it is done, in words."""

    element: str
    name: str
    kind: str
    sort: str
    lane: str
    how: Wire
    words: str


@dataclass(frozen=True, slots=True)
class LaneShown:
    """A lane and its team; the one without a name is that of steps in no lane."""

    name: str
    team: Team | None
    steps: int


def wires_shown(version: DefinitionVersion) -> list[WireShown]:
    """Return the steps that somebody or something does, in the order of the file."""
    process, wiring = process_in(version.source), parse_wiring(version.wiring)
    teams = Team.objects.in_bulk([*wiring.lanes.values()])
    names = _names(wiring.steps.values())
    titles = wiring.names_in(get_language() or "")
    found = []
    for node in process.outside():
        if node.kind not in MAY_DO:
            continue
        how, team = wiring.of(node), teams.get(wiring.lanes.get(node.lane, 0))
        words = _words(how, team, names)
        sort = str(STEP_KIND[node.kind])
        lane = team.name if team else node.lane
        title = titles.get(node.id, node.title)
        found.append(WireShown(node.id, title, node.kind, sort, lane, how, words))
    return found


def lanes_shown(version: DefinitionVersion) -> list[LaneShown]:
    """Return the lanes that have steps for people, with their teams."""
    process, wiring = process_in(version.source), parse_wiring(version.wiring)
    teams = Team.objects.in_bulk([*wiring.lanes.values()])
    counted: dict[str, int] = {}
    for node in process.outside():
        if node.kind in MAY_DO:
            counted[node.lane] = counted.get(node.lane, 0) + 1
    return [
        LaneShown(name, teams.get(wiring.lanes.get(name, 0)), count)
        for name, count in counted.items()
    ]


def teams_offered() -> list[Team]:
    """Return the teams that may do steps."""
    return list(Team.objects.filter(is_active=True).order_by("name"))


def people_offered() -> list[Person]:
    """Return the people of the desk, who may be named as approvers."""
    rows = Person.objects.filter(kind=Person.Kind.HUMAN, is_active=True, grants__isnull=False)
    return list(rows.distinct().order_by("sort_name")[:MOST_PEOPLE])


def _names(wires: Iterable[Wire]) -> dict[str, str]:
    """Return the names of the actions and persons that steps name, by how they are named."""
    rows = list(wires)
    keys = [each.key for each in rows if each.does == ACTION]
    people = [
        int(who.removeprefix("person:"))
        for each in rows
        for who in each.approvers
        if who.startswith("person:") and who.removeprefix("person:").isdecimal()
    ]
    found = dict(Action.objects.filter(key__in=keys).values_list("key", "name"))
    named = Person.objects.in_bulk(people)
    return {**found, **{f"person:{pk}": person.name for pk, person in named.items()}}


def _words(how: Wire, team: Team | None, names: dict[str, str]) -> str:
    if how.does == APPROVAL:
        who = [str(APPROVER.get(each) or names.get(each) or each) for each in how.approvers]
        return f"{DOES[APPROVAL]}: {', '.join(who)}" if who else str(DOES[APPROVAL])
    if how.does == ACTION:
        return f"{DOES[ACTION]}: {names.get(how.key) or how.key or '–'}"
    if how.does == ACTIVITY:
        marked = allowed_as(how.key)
        return f"{DOES[ACTIVITY]}: {marked.label if marked else how.key or '–'}"
    return f"{DOES['task']}: {team.name if team else '–'}"
