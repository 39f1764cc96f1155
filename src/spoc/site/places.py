"""The subjects of the settings, and who is offered which: nobody is led to a page that is shut."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spoc.catalogue.access import may_guide
from spoc.catalogue.access import may_shape as may_shape_services
from spoc.channels.access import may_read_letters
from spoc.channels.access import may_shape as may_shape_channels
from spoc.people.access import may_administer, may_read_trail
from spoc.people.models import Person


@dataclass(frozen=True, slots=True)
class Place:
    """One subject: where it is, what is decided there, and who may open it."""

    icon: str
    label: str | Promise
    href: str
    words: str | Promise
    may_open: Callable[[Person], bool] = may_administer


@dataclass(frozen=True, slots=True)
class Group:
    """Subjects that belong together."""

    title: str
    places: list[Place]


COMMUNITIES = Place(
    "house",
    _("Communities"),
    "/settings/communities",
    _("The voices you answer with: name, colour, language, addresses"),
)
TEAMS = Place(
    "people", _("Teams"), "/settings/teams", _("Who works which queue, and on which line")
)
SERVICES = Place(
    "list",
    _("Services and categories"),
    "/settings/services",
    _("What people ask about, and the words that point to it"),
    may_shape_services,
)
QUESTIONS = Place(
    "bulb",
    _("Guided questions"),
    "/settings/questions",
    _("What is asked step by step, and what the answers lead to"),
    may_guide,
)
ORGANISATIONS = Place(
    "building",
    _("Organisations"),
    "/settings/organisations",
    _("The parties people act for, and their mail domains"),
)
ROLES = Place(
    "lock",
    _("Roles and permissions"),
    "/settings/access",
    _("Who may do what, in one table; granted on each person's page"),
)
CHANNELS = Place(
    "mail",
    _("Channels"),
    "/settings/channels",
    _("The mailboxes letters come from, and whether they answer"),
    may_shape_channels,
)
LETTERS = Place(
    "send",
    _("Letters"),
    "/settings/letters",
    _("Every letter in and out, and what became of it"),
    may_read_letters,
)

TRAIL = Place(
    "list",
    _("What happened"),
    "/settings/trail",
    _("Every fact on record, as a file that others can verify"),
    may_read_trail,
)


def places_for(person: Person | None) -> list[Group]:
    """Return the subjects this person may open, in their groups."""
    groups = (
        (gettext("Service desk"), (COMMUNITIES, TEAMS)),
        (gettext("Services"), (SERVICES, QUESTIONS)),
        (gettext("People"), (ORGANISATIONS, ROLES, TRAIL)),
        (gettext("Letters"), (CHANNELS, LETTERS)),
    )
    offered = (
        Group(title, [place for place in places if person and place.may_open(person)])
        for title, places in groups
    )
    return [group for group in offered if group.places]
