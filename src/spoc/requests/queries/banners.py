"""The disturbances that go on, in a line each: for all they concern, and for the desk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from spoc.catalogue.queries import names_told
from spoc.people.access import reach
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import MajorIncident
from spoc.requests.queries.major import active_majors, latest_words, own_affected
from spoc.requests.rules.major import words_in

MOST_ON_TOP = 5
# of a major incident, all that a line tells
TOLD = (
    *("state", "next_update_at", "coordinator__name", "support_request__title"),
    *("support_request__service__name", "support_request__service__names"),
)
# what the open pages listen for: the desk hears of proposals too, the portal of what is told
MAJORS, DISTURBANCES = "majors", "disturbances"


@dataclass(frozen=True, slots=True)
class Banner:
    """A disturbance as the portal tells of it; `own` is the reader's own request about it."""

    number: int
    title: str
    words: str
    since: datetime | None
    next_update_at: datetime | None
    own: int | None


def banners_for(person: Person) -> list[Banner]:
    """Return the disturbances of services that concern a person, in the language they read."""
    return banners_told(person, list(active_majors(access.majors_concerning(person))))


def banners_told(person: Person, majors: Sequence[MajorIncident]) -> list[Banner]:
    """Return disturbances as somebody reads of them, with their own request about each."""
    if not majors:
        return []
    numbers = [major.pk for major in majors]
    words, own = latest_words(numbers), own_affected(person, numbers)
    names = names_told([major.support_request.service for major in majors], person.community)
    return [
        _banner(major, names[index], words.get(major.pk, {}), own.get(major.pk))
        for index, major in enumerate(majors)
    ]


@dataclass(frozen=True, slots=True)
class OnTop:
    """A major incident in a line, for whoever looks at a queue."""

    number: int
    reference: str
    state: str
    title: str
    about: str
    lead: str
    next_update_at: datetime | None


def on_top(person: Person) -> list[OnTop]:
    """Return what goes on, and what is proposed to whoever decides, for the top of the queues."""
    return told_on_top(person, majors_on_top(person))


def majors_on_top(person: Person) -> QuerySet[MajorIncident]:
    """Return the first of what goes on and what is proposed, with all that a line tells of it."""
    rows = access.majors_visible_to(person).filter(state__in=("active", "proposed"))
    rows = rows.select_related("coordinator", "support_request__service").only(*TOLD)
    return rows.order_by("state", "-pk")[:MOST_ON_TOP]


def told_on_top(person: Person, majors: Iterable[MajorIncident]) -> list[OnTop]:
    """Return major incidents in a line each; proposals to whoever decides."""
    decides = any(reach(person, "major", verb).beyond_own for verb in "XA")
    return [
        OnTop(
            number=major.pk,
            reference=major.support_request.reference,
            state=major.state,
            title=_("Major incident") if major.state == "active" else _("A major incident?"),
            about=str(major.support_request.service or major.support_request.title),
            lead=major.coordinator.name if major.coordinator else "",
            next_update_at=major.next_update_at,
        )
        for major in majors
        if decides or major.state == "active"
    ]


def _banner(
    major: MajorIncident, service: str, words: Mapping[str, str], own: int | None
) -> Banner:
    said = words_in(words, get_language() or "")
    return Banner(
        number=major.pk,
        title=_("Disturbance: %(service)s") % {"service": service},
        words=said or _("We know of it and work on it."),
        since=major.decided_at,
        next_update_at=major.next_update_at,
        own=own,
    )
