"""The steps that say something to the requester or to the desk, or end or rest the work."""

from datetime import datetime, time, timedelta

from spoc.kit.time import now
from spoc.kit.zones import zone
from spoc.people.models import Person
from spoc.requests.activities.describe import TypeFields
from spoc.requests.activities.pause import pause
from spoc.requests.activities.reply import note, reply
from spoc.requests.activities.resolve import Resolution, resolve
from spoc.requests.activities.resume import resume
from spoc.requests.activities.steps.named import Back, number_of
from spoc.requests.models import SupportRequest
from spoc.requests.queries.placeholders import demand_filled, language_of
from spoc.requests.rules.macro import Step, words_in

WAKES_AT = time(8)


def reply_step(sr: SupportRequest, by: Person, step: Step) -> Back:
    """Answer the requester in the request's language."""
    reply(sr, by=by, text=_to_requester(sr, by, step))
    return None


def note_step(sr: SupportRequest, by: Person, step: Step) -> Back:
    """Write to the desk in the agent's language."""
    note(sr, by=by, text=demand_filled(words_in(step, by.speaks), sr, by, by.speaks))
    return None


def pause_step(sr: SupportRequest, by: Person, step: Step) -> Back:
    """Wait for the requester, some days or a supplier."""
    reason = step["reason"]
    question = _to_requester(sr, by, step) if reason == "customer" else ""
    wake_at = _morning(by, number_of(step, "days") or 1) if reason == "scheduled" else None
    pause(sr, by=by, reason=reason, question=question, wake_at=wake_at)
    return None if reason == "customer" else [{"do": "resume"}]


def resume_step(sr: SupportRequest, by: Person, step: Step) -> None:
    """Go on with what waits."""
    resume(sr, by=by)


def resolve_step(sr: SupportRequest, by: Person, step: Step) -> Back:
    """Say how the need was met."""
    resolution = Resolution(
        text=_to_requester(sr, by, step),
        method=step["method"],
        closure_code=step["code"],
        minutes=number_of(step, "minutes"),
        type_fields=_type_fields(sr, step) or None,
    )
    resolve(sr, by=by, resolution=resolution)
    return None


def _type_fields(sr: SupportRequest, step: Step) -> TypeFields:
    """Return what a step says of what only this type has: the moment is that of the step."""
    fields: TypeFields = {}
    if sr.type == "incident" and step.get("is_now"):
        fields["restored_at"] = now()
    if sr.type == "incident" and step.get("verification"):
        fields["verification"] = step["verification"]
    if sr.type == "fulfilment" and step.get("is_now"):
        fields["delivered_at"] = now()
    if sr.type == "information" and step.get("is_gap"):
        fields["is_gap"] = True
    return fields


def _to_requester(sr: SupportRequest, by: Person, step: Step) -> str:
    language = language_of(sr)
    return demand_filled(words_in(step, language), sr, by, language)


def _morning(by: Person, days: int) -> datetime:
    here = zone(by.lives_in)
    day = now().astimezone(here).date() + timedelta(days=days)
    return datetime.combine(day, WAKES_AT, here)
