"""What each step of a major incident does with what was written in its form."""

from collections.abc import Callable, Mapping
from dataclasses import fields

from django.conf import settings
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.people.access import communities_visible_to
from spoc.people.models import Person
from spoc.requests import activities
from spoc.requests.activities import moment_of
from spoc.requests.activities.major import Action, Declaration, Restoration, Review, Word
from spoc.requests.models import SupportRequest
from spoc.requests.queries.major import leaders
from spoc.rota.access import at_desk

Given = Mapping[str, str]
Act = Callable[[SupportRequest, Person, Given, list[str]], str]
ACTIONS_ASKED = 3


def propose(sr: SupportRequest, by: Person, given: Given, communities: list[str]) -> str:
    """Say that it looks like a major incident."""
    activities.propose_major(sr, by=by, reason=given.get("reason", ""))
    return _("It is proposed: a coordinator decides.")


def declare(sr: SupportRequest, by: Person, given: Given, communities: list[str]) -> str:
    """Declare it."""
    word = _word(given)
    concerned = communities_visible_to(by).filter(key__in=communities)
    declaration = Declaration(
        reason=given.get("reason", ""),
        coordinator=_leader(given),
        communities=list(concerned),
        cadence_minutes=_number(given, "cadence_minutes"),
        word=word if any(word.public.values()) else None,
    )
    major = activities.declare_major(sr, by=by, declaration=declaration)
    lead = major.coordinator.name if major.coordinator else ""
    return _("It is a major incident now, led by %(name)s.") % {"name": lead}


def decline(sr: SupportRequest, by: Person, given: Given, communities: list[str]) -> str:
    """Decline the proposal."""
    activities.decline_major(sr, by=by, reason=given.get("reason", ""))
    return _("It is no major incident.")


def update(sr: SupportRequest, by: Person, given: Given, communities: list[str]) -> str:
    """Give word."""
    activities.update_major(sr, by=by, word=_word(given))
    return _("The word is on its way to all affected.")


def coordinate(sr: SupportRequest, by: Person, given: Given, communities: list[str]) -> str:
    """Let somebody else lead."""
    lead = _leader(given)
    if lead is None:
        words = _("Choose who leads it.")
        raise NotPossible(words, fields={"coordinator": words})
    activities.coordinate_major(sr, by=by, coordinator=lead)
    return _("%(name)s leads it now.") % {"name": lead.name}


def restore(sr: SupportRequest, by: Person, given: Given, communities: list[str]) -> str:
    """Say that the service is back."""
    restoration = Restoration(
        word=_word(given),
        restored_at=moment_of(given.get("restored_at", ""), field="restored_at"),
        verification=given.get("verification", ""),
        method=given.get("method", ""),
        closure_code=given.get("closure_code", ""),
    )
    activities.restore_major(sr, by=by, restoration=restoration)
    return _("The service is back: all affected are told and their requests resolved.")


def downgrade(sr: SupportRequest, by: Person, given: Given, communities: list[str]) -> str:
    """Decide that it is none any more."""
    activities.downgrade_major(sr, by=by, reason=given.get("reason", ""))
    return _("It is handled as every other incident.")


def review(sr: SupportRequest, by: Person, given: Given, communities: list[str]) -> str:
    """Keep the review."""
    said = {each.name: given.get(each.name, "") for each in fields(Review)}
    actions = [_action(given, place) for place in range(ACTIONS_ASKED)]
    wanted = [action for action in actions if action is not None]
    activities.review_major(sr, by=by, review=Review(**said), actions=wanted)
    return _("The review is kept.")


def close(sr: SupportRequest, by: Person, given: Given, communities: list[str]) -> str:
    """End it."""
    activities.close_major(sr, by=by)
    return _("The major incident is closed.")


def _word(given: Given) -> Word:
    words = {code: given.get(f"words_{code}", "") for code, _name in settings.LANGUAGES}
    return Word(words, given.get("internal", ""))


def _leader(given: Given) -> Person | None:
    chosen = _number(given, "coordinator")
    return leaders().filter(pk=chosen).first() if chosen else None


def _action(given: Given, place: int) -> Action | None:
    """Return an action as it was written; None where the row was left empty."""
    words, due = given.get(f"action_{place}", ""), given.get(f"due_{place}", "")
    owner = _number(given, f"owner_{place}")
    if not (words.strip() or due or owner):
        return None
    person = at_desk().filter(pk=owner).first() if owner else None
    return Action(words, person, parse_date(due) if len(due) == len("2026-11-20") else None)


def _number(given: Given, name: str) -> int | None:
    text = given.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else None
