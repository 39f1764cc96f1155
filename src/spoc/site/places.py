"""Who is offered which subjects of the settings: nobody is led to a page that is shut."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from spoc.people.models import Person
from spoc.site.place import Place
from spoc.site.subjects import (
    ACTIONS,
    AGREEMENTS,
    CALENDARS,
    COMMUNITIES,
    DISPATCH,
    EXEMPTIONS,
    FEEDBACK,
    FIELDS,
    ITEMS,
    LADDERS,
    MACROS,
    MAINTENANCE,
    MAJORS,
    OFFERINGS,
    ORGANISATIONS,
    PORTFOLIO,
    PROCESSES,
    PROPOSALS,
    QUESTIONS,
    RECURRING,
    ROLES,
    ROTA,
    SERVICES,
    SNIPPETS,
    SUBSCRIPTIONS,
    SUGGESTIONS,
    SUPPLIERS,
    TEAMS,
    TEMPLATES,
    TIERS,
    TRAIL,
)
from spoc.site.ways import ALARM_TERMS, ALARMS, CALLS, CHANNELS, LETTERS, WEBHOOKS


@dataclass(frozen=True, slots=True)
class Group:
    """Subjects that belong together."""

    title: str
    places: list[Place]


GROUPS = (
    (_("Service desk"), (COMMUNITIES, TEAMS, DISPATCH, SUGGESTIONS, TIERS, FIELDS, ROTA, FEEDBACK)),
    (
        _("Services"),
        (
            *(SERVICES, PORTFOLIO, OFFERINGS, SUBSCRIPTIONS, PROPOSALS),
            *(PROCESSES, ITEMS, MAINTENANCE, QUESTIONS, SUPPLIERS, ACTIONS),
        ),
    ),
    (_("Promises"), (MAJORS, AGREEMENTS, CALENDARS, LADDERS, EXEMPTIONS)),
    (_("People"), (ORGANISATIONS, ROLES, TRAIL)),
    (_("Ways in and out"), (CHANNELS, LETTERS, CALLS, ALARMS, ALARM_TERMS, WEBHOOKS)),
    (_("Prepared"), (TEMPLATES, RECURRING, MACROS, SNIPPETS)),
)


def places_for(person: Person | None) -> list[Group]:
    """Return the subjects this person may open, in their groups."""
    offered = (
        Group(str(title), [place for place in places if person and place.may_open(person)])
        for title, places in GROUPS
    )
    return [group for group in offered if group.places]


def has_places(person: Person) -> bool:
    """Tell whether any subject is this person's to open; what most may is asked first."""
    return any(place.may_open(person) for _title, places in reversed(GROUPS) for place in places)
