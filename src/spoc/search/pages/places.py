"""Where the palette can lead: places of the desk, and what can be done with the request shown."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spoc.people.access import may_work_at_desk
from spoc.people.models import Person
from spoc.people.queries import teams_in_order
from spoc.requests import access
from spoc.requests.queries.moves import moves_of
from spoc.requests.view_access import visible_to as views_visible_to
from spoc.site.places import Group
from spoc.site.places import places_for as settings_for

REQUEST_SHOWN = re.compile(r"/requests/(\d{1,18})(?:/.*)?")


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: its symbol, what it is called, its address, and the key that leads there."""

    icon: str
    label: str | Promise
    href: str
    key: str = ""

    @property
    def token(self) -> str:
        """What a browser remembers of it, to offer it first the next time."""
        return self.href


AT_DESK = (
    Place("plus", _("New request"), "/requests/new", "C"),
    Place("inbox", _("Assigned to me"), "/queues/mine"),
    Place("eye", _("Watching"), "/queues/watching"),
    Place("check", _("Tasks"), "/tasks"),
    Place("pause", _("Snoozed"), "/queues/snoozed"),
    Place("history", _("Recently seen"), "/recent", "G R"),
    Place("pulse", _("Live"), "/board", "G L"),
    Place("up", _("Escalations"), "/escalations"),
    Place("list", _("Everything open"), "/queues/all"),
    Place("filter", _("Not classified"), "/queues/new"),
)
FOR_ALL = (
    Place("people", _("People"), "/people"),
    Place("bell", _("Notices"), "/notices", "G N"),
    Place("person", _("Your profile"), "/profile"),
    Place("bell", _("How I am told"), "/profile/notices"),
    Place("keyboard", _("Keys"), "/profile/keys"),
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
        places += [
            Place("flag", view.name, f"/views/{view.pk}") for view in views_visible_to(person)
        ]
    subjects = settings_for(person) if may_work_at_desk(person) else []
    return [*places, *FOR_ALL, *(LOOKED_AFTER if subjects else ()), *_settings(subjects)]


def _settings(groups: list[Group]) -> list[Place]:
    return [Place(each.icon, each.label, each.href) for group in groups for each in group.places]


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
