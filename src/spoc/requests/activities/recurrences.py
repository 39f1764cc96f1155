"""What comes back by itself: setting it up, pausing and ending it, and registering it in time."""

from datetime import datetime, timedelta
from typing import TypedDict, Unpack
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.activities.changes import change
from spoc.people.models import Person
from spoc.requests import field_access
from spoc.requests.activities.templates import begin_from
from spoc.requests.activities.touch import plain
from spoc.requests.field_words import rule_sentence
from spoc.requests.models import Recurrence, RequestTemplate, SupportRequest
from spoc.requests.queries.recurrences import next_moment, series_of
from spoc.requests.rules.recurrence import WHEN_CLOSED, due, fault_of, tidied
from spoc.service_levels.models import Calendar

MOMENT = timedelta(seconds=1)


class RecurrenceParticulars(TypedDict, total=False):
    """What may be said of what comes back: who asks, by which rule, from when on, and where."""

    requester: Person
    rule: str
    starts_at: datetime
    zone: str
    calendar: Calendar | None
    when_closed: str


@activity
def add_recurrence(
    template: RequestTemplate, *, by: Person, **particulars: Unpack[RecurrenceParticulars]
) -> Recurrence:
    """Let a request come back by itself, as a template has it, at the moments of a rule."""
    demand(field_access.may_shape_templates(by))
    if not template.is_live:
        words = _("This template is out of use: choose another.")
        raise NotPossible(words, fields={"template": words})
    recurrence = Recurrence(template=template, **particulars)
    settle(recurrence)
    recurrence.save()
    record("recurrence.added", recurrence, by=by, name=template.name, rule=recurrence.rule)
    return recurrence


@activity
def change_recurrence(
    recurrence: Recurrence,
    *,
    by: Person,
    template: RequestTemplate,
    **particulars: Unpack[RecurrenceParticulars],
) -> Recurrence:
    """Change what comes back, or when; what was registered stays."""
    demand(field_access.may_shape_templates(by))
    wanted: dict[str, object] = {"template": template, **particulars}
    before = {name: getattr(recurrence, name) for name in wanted}
    for name, value in wanted.items():
        setattr(recurrence, name, value)
    settle(recurrence)
    changes = {
        name: [plain(before[name]), plain(getattr(recurrence, name))]
        for name in wanted
        if before[name] != getattr(recurrence, name)
    }
    recurrence.save()
    if changes:
        record("recurrence.changed", recurrence, by=by, name=template.name, changes=changes)
    return recurrence


@activity
def set_recurrence(recurrence: Recurrence, *, by: Person, state: str) -> Recurrence:
    """Pause what comes back, let it go on from now, or end it for good."""
    demand(field_access.may_shape_templates(by))
    if recurrence.state == "ended" or state not in ("active", "paused", "ended"):
        raise NotPossible(_("It has ended: set up a new one."))
    wanted: dict[str, object] = {"state": state, "next_at": None}
    if state == "active":
        wanted["next_at"] = next_moment(recurrence, now())
        if wanted["next_at"] is None:
            raise NotPossible(_("Its rule has no further moment: change the rule."))
    changes = change(recurrence, {"state": state} | wanted)
    changes.pop("next_at", None)
    if changes:
        name = recurrence.template.name
        record(f"recurrence.{STATE_FACTS[state]}", recurrence, by=by, name=name)
    return recurrence


@activity
def register_due(recurrence: Recurrence, *, by: Person) -> SupportRequest | None:
    """Register what is due, once: of several missed moments the last, the others are on record.

    Safe to run twice: what is registered is due no more.
    """
    moment, planned = now(), recurrence.next_at
    if recurrence.state != "active" or planned is None or planned > moment:
        return None
    found = due(series_of(recurrence), planned - MOMENT, moment)
    recurrence.next_at = next_moment(recurrence, moment)
    recurrence.state = "active" if recurrence.next_at else "ended"
    if found is None:
        recurrence.save(update_fields=["next_at", "state"])
        return None
    template = recurrence.template
    made = begin_from(recurrence.requester, by=by, template=template, channel="schedule")
    recurrence.last_at, recurrence.last_request = found.at, made
    recurrence.save(update_fields=["next_at", "state", "last_at", "last_request"])
    kind = "request.caught_up" if found.missed else "request.recurred"
    missed = found.missed or None
    record(kind, made, by=by, template=template.name, count=missed)
    return made


def settle(recurrence: Recurrence) -> Recurrence:
    """Check what is said of it, and find its next moment; part of what says it, or tries it."""
    recurrence.rule = tidied(recurrence.rule)
    _demand(recurrence.zone in available_timezones(), "zone", _("Choose a time zone."))
    closed = recurrence.when_closed
    _demand(closed in WHEN_CLOSED, "when_closed", _("Choose what happens on closed days."))
    is_told = closed == "register" or recurrence.calendar is not None
    _demand(is_told, "calendar", _("Choose the calendar that says which days are closed."))
    if fault := fault_of(series_of(recurrence)):
        words = rule_sentence(fault)
        raise NotPossible(words, fields={"rule": words})
    if recurrence.state == "active":
        recurrence.next_at = next_moment(recurrence, now() - MOMENT)
        over = _("All its moments are over: choose a later end, or a later beginning.")
        _demand(recurrence.next_at is not None, "rule", over)
    return recurrence


def _demand(is_right: bool, field: str, sentence: str) -> None:
    if not is_right:
        raise NotPossible(sentence, fields={field: sentence})


STATE_FACTS = {"active": "resumed", "paused": "paused", "ended": "ended"}
