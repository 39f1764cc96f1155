"""Where the palette can lead: places of the desk, and what can be done with the request shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spoc.kit.text import sort_key
from spoc.people.access import may_work_at_desk
from spoc.people.models import Person
from spoc.people.queries import teams_in_order
from spoc.requests import access
from spoc.requests.queries.moves import moves_of
from spoc.site.places import places_for as settings_for

REQUEST_SHOWN = re.compile(r"/requests/(\d{1,18})(?:/.*)?")


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: its symbol, what it is called, its address, and the key that leads there."""

    icon: str
    label: str | Promise
    href: str
    key: str = ""


AT_DESK = (
    Place("plus", _("New request"), "/requests/new", "C"),
    Place("inbox", _("Assigned to me"), "/queues/mine"),
    Place("eye", _("Watching"), "/queues/watching"),
    Place("list", _("Everything open"), "/queues/all"),
    Place("filter", _("Not classified"), "/queues/new"),
)
FOR_ALL = (
    Place("people", _("People"), "/people"),
    Place("person", _("Your profile"), "/profile"),
)
LOOKED_AFTER = (Place("settings", _("Settings"), "/settings"),)
# the moves that have a form, under the noun of their address
ACTIONS = {
    "classify": ("tag", _("Classify"), "classification"),
    "assign": ("person", _("Assign"), "assignment"),
    "escalate": ("up", _("Escalate"), "escalation"),
    "pause": ("pause", _("Let it wait"), "pause"),
    "resolve": ("done", _("Resolve"), "resolution"),
    "confirm": ("check", _("Close on the requester's word"), "confirmation"),
    "reopen": ("history", _("Reopen"), "reopening"),
    "decline": ("x", _("Decline"), "decline"),
    "cancel": ("x", _("Cancel"), "cancellation"),
    "merge": ("merge", _("Merge"), "merge"),
}


def places_for(person: Person) -> list[Place]:
    """Return the places this person works at."""
    places = [*AT_DESK[0 if access.may_register(person) else 1 :]] if person.is_at_desk else []
    if person.is_at_desk:
        teams = teams_in_order()
        places += [Place("headset", team.name, f"/queues/{team.key}") for team in teams]
    may_look = may_work_at_desk(person) and settings_for(person)
    return [*places, *FOR_ALL, *(LOOKED_AFTER if may_look else ())]


def actions_at(person: Person, address: str) -> list[Place]:
    """Return what the person may do with the request this address shows; nothing elsewhere."""
    shown = REQUEST_SHOWN.fullmatch(address)
    rows = access.visible_to(person).filter(pk=int(shown[1])) if shown else None
    support_request = rows.first() if rows is not None else None
    if support_request is None:
        return []
    return [
        Place(icon, label, f"/requests/{support_request.pk}/{noun}")
        for verb in moves_of(support_request, person)
        for icon, label, noun in ([ACTIONS[verb]] if verb in ACTIONS else [])
    ]


def fitting(places: Sequence[Place], words: str) -> list[Place]:
    """Return the places whose name holds the beginnings typed, in either language."""
    asked = sort_key(words).split()
    return [place for place in places if any(_fits(name, asked) for name in _names(place))]


def _fits(name: str, asked: list[str]) -> bool:
    known = sort_key(name).split()
    return all(any(word.startswith(each) for word in known) for each in asked)


def _names(place: Place) -> set[str]:
    """Return what the place is called in every language: many people type the other one."""
    names = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            names.add(str(place.label))
    return names
