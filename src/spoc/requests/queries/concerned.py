"""Whom a fact about a request concerns: people of the desk, each with the news it is to them."""

from collections.abc import Callable, Iterable, Mapping

from spoc.people.models import Person
from spoc.records.queries import watchers_of
from spoc.requests import access
from spoc.requests.access import coordinators_of
from spoc.requests.models import SupportRequest
from spoc.requests.rules import concern
from spoc.service_levels.access import may_exempt

# the newest rungs among which those of a fact are looked for
NEWEST = 20
# who is to know of a major incident beside its coordinators and its team
RESPONSIBLE = ("CSM", "SL")
DECIDE = ("CSM", "SL", "IC")

Values = Mapping[str, object]


def concerned(support_request: SupportRequest, kind: str, values: Values) -> dict[Person, str]:
    """Return who is to be told of a fact, each with the news it is, in the order of their keys.

    Only who may read the request from inside at this moment is told at all.
    """
    found: dict[Person, str] = {}
    for event, who in concern.news_of(kind):
        for person in WHO[who](support_request, kind, values):
            found.setdefault(person, event)
    told = (person for person in found if access.may_read_inside(person, support_request))
    return {person: found[person] for person in sorted(told, key=lambda each: each.pk)}


def _assignee(support_request: SupportRequest, kind: str, values: Values) -> list[Person]:
    """Return who has it; of an assignment only who got it by that."""
    if kind == "request.assigned" and not concern.has_new_assignee(values):
        return []
    assignee = support_request.assignee
    return [assignee] if assignee else []


def _watchers(support_request: SupportRequest, kind: str, values: Values) -> list[Person]:
    return [watch.person for watch in watchers_of(support_request)]


def _told(support_request: SupportRequest, kind: str, values: Values) -> list[Person]:
    """Return whom a rung told: the newest of that sort with the names of the fact."""
    rows = support_request.escalations.filter(trigger=values.get("trigger"))
    for row in rows.prefetch_related("to").order_by("-id")[:NEWEST]:
        people = list(row.to.all())
        if {person.name for person in people} == set(str(values.get("to", "")).split(", ")):
            return people
    return []


def _named(support_request: SupportRequest, kind: str, values: Values) -> Iterable[Person]:
    """Return whom a fact names by their keys."""
    keys = values.get("people")
    return Person.objects.filter(pk__in=keys if isinstance(keys, list) else [])


def _deciders(support_request: SupportRequest, kind: str, values: Values) -> list[Person]:
    """Return who may decide that a promise does not count."""
    return [person for person in _with_roles(DECIDE) if may_exempt(person)]


def _leaders(support_request: SupportRequest, kind: str, values: Values) -> Iterable[Person]:
    """Return who is to know at once of a major incident: its people, its team, who answers."""
    own = [support_request.assignee, support_request.owner]
    team = support_request.team
    members = team.members.filter(is_active=True) if team else ()
    return [
        *(person for person in own if person),
        *coordinators_of(support_request),
        *members,
        *_with_roles(RESPONSIBLE),
    ]


def _with_roles(roles: Iterable[str]) -> Iterable[Person]:
    return Person.objects.filter(grants__role__in=roles, is_active=True).distinct()


WHO: dict[str, Callable[[SupportRequest, str, Values], Iterable[Person]]] = {
    concern.ASSIGNEE: _assignee,
    concern.WATCHERS: _watchers,
    concern.TOLD: _told,
    concern.NAMED: _named,
    concern.DECIDERS: _deciders,
    concern.LEADERS: _leaders,
}
