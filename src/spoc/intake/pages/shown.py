"""What the parts of the intake form show, from what was given so far."""

from typing import TypedDict

from spoc.audit.activities import label
from spoc.catalogue.models import Service
from spoc.catalogue.queries import guide
from spoc.catalogue.rules import Entitlement, supportability_for
from spoc.intake.pages.known import articles_shown
from spoc.intake.reading import Taken, is_changed, said_by, taken
from spoc.kit.time import now
from spoc.people.access import visible_to
from spoc.people.models import Person
from spoc.people.queries import matching
from spoc.requests import access
from spoc.requests.asking import asked_at_intake
from spoc.requests.choices import Choices, classification
from spoc.requests.models import SupportRequest
from spoc.requests.queries.alike import Alike, alike_to
from spoc.requests.rules import Likeness

ALIKE_FROM = 8
# the last one is carried out on the page of declining
DECISIONS = ("supported", "chargeable", "undecided", "unsupported")
LONGEST_KEY = 18


class Callers(TypedDict):
    """Who it may be, who is chosen, and what they have open."""

    who: str
    found: list[Person]
    chosen: str
    caller: Person | None
    their_open: list[SupportRequest]


def callers_shown(person: Person, given: dict[str, str]) -> Callers:
    """Return who it may be; the first found is chosen until the agent says another."""
    who = given.get("who", "").strip()
    found = list(matching(visible_to(person), who)[:6]) if len(who) > 1 else []
    chosen = given.get("caller", "")
    if chosen not in {str(each.pk) for each in found} | {"nobody"}:
        chosen = str(found[0].pk) if found else "nobody"
    caller = next((each for each in found if str(each.pk) == chosen), None)
    rows = access.visible_to(person).filter(requester=caller) if caller else None
    return {
        "who": who,
        "found": found,
        "chosen": chosen,
        "caller": caller,
        "their_open": [r for r in rows.order_by("-id")[:20] if r.is_open][:5] if rows else [],
    }


def caller_of(person: Person, given: dict[str, str]) -> Person | None:
    """Return the person chosen in the form, if the agent may know them."""
    pk = given.get("caller", "")
    if not pk.isdecimal() or len(pk) > LONGEST_KEY:
        return None
    return visible_to(person).select_related("organisation").filter(pk=int(pk)).first()


def what_shown(person: Person, given: dict[str, str]) -> dict[str, object]:
    """Return the questions, how it is all read, and whether the caller is entitled to it."""
    guided = guide(given)
    read = taken(given, guided)
    caller = caller_of(person, given)
    return {
        "guide": guided,
        "suggestion": read.suggestion,
        "fresh": read.fresh,
        "shown": read.shown,
        "why": _why(read),
        "as_answered": said_by(guided.ending),
        "choices": _choices(read),
        "custom": asked_at_intake(person, read.shown["type"], read.suggestion.service),
        "given": given,
        "wrong": {},
        "alike": _alike(person, given, read, caller),
        **articles_shown(person, given, read.suggestion.service),
        **entitlement_shown(given, caller, read.suggestion.service),
    }


def entitlement_shown(
    given: dict[str, str], caller: Person | None, service: Service | None
) -> dict[str, object]:
    """Return whether the caller is entitled to the service, and what is decided of it."""
    organisation = caller.organisation if caller else None
    code = service.entitles(organisation) if service else Entitlement.NOT_KNOWN
    fresh = supportability_for(code)
    name = "supportability"
    return {
        "entitled": code,
        "organisation": organisation.name if organisation else "",
        "fresh_supportability": fresh,
        "supportability": given[name] if is_changed(given, name) else fresh,
        "supportabilities": [(each, label(name, each)) for each in DECISIONS],
    }


def _choices(read: Taken) -> Choices:
    """Return what the reading can be changed to; categories are those of the service."""
    categories = [(each.key, str(each)) for each in read.suggestion.categories]
    return {**classification(None), "category": categories}


def _why(read: Taken) -> dict[str, str]:
    """Return the words that led to each part."""
    found = read.suggestion.reading
    return {
        "type": found.type_why,
        "service": found.service_why,
        "priority": ", ".join(filter(None, (found.impact_why, found.urgency_why))),
    }


def _alike(
    person: Person, given: dict[str, str], read: Taken, caller: Person | None
) -> list[Alike]:
    """Return what may be about the same, once there are words enough to tell."""
    words = given.get("need", "")
    if len(words) <= ALIKE_FROM:
        return []
    wanted = Likeness(words[:120], now(), None, read.suggestion.service.pk, None)
    return alike_to(wanted, caller.pk if caller else None, person)
