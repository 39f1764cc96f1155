"""`deliver_update`: one update reaches one request, in its own thread, once."""

from django.db import transaction
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.channels.queries.ways import wants_every_step
from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.classify import Classification
from spoc.requests.activities.describe import TypeFields
from spoc.requests.activities.reply import reply
from spoc.requests.activities.resolve import ClosureCheck, Resolution, resolve
from spoc.requests.models import MajorDelivery, MajorUpdate, SupportRequest
from spoc.requests.rules.lifecycle import OPEN, WORKED
from spoc.requests.rules.major import words_in

LEAST_IMPACT, LEAST_URGENCY = 3, 2


@activity
def deliver_update(delivery: MajorDelivery, *, by: Person) -> MajorDelivery:
    """Say an update in the thread of a request; the last one resolves it with the same words.

    A request that was merged is told where it went on. Whom the coordinator may not see is told
    by the system: the words are the same, and nobody is named to anybody.
    """
    if delivery.state != "waiting":
        return delivery
    update, told = delivery.update, _end_of(delivery.support_request)
    if _is_reached(delivery, told):
        return _settle(delivery, "left_out", told, _("It was merged with one that is told."))
    if told.status not in OPEN:
        return _settle(delivery, "left_out", told, _("It is over."))
    speaker = update.by if access.may_work(update.by, told) else by
    text = words_in(update.words, told.language or told.requester.speaks)
    lacking = _resolved(update, told, speaker, text) if update.is_final else None
    if lacking == "":
        _settle(delivery, "resolved", told)
    else:
        is_written = update.is_final or wants_every_step(told.requester)
        reply(told, by=speaker, text=text, mail=is_written)
        _settle(delivery, "told", told, lacking or "")
    record("major.told", told, by=by, update=update.pk)
    return delivery


def _end_of(support_request: SupportRequest) -> SupportRequest:
    """Return where a request goes on: itself, or the one it was merged into, however often."""
    while support_request.merged_into is not None:
        support_request = support_request.merged_into
    return support_request


def _is_reached(delivery: MajorDelivery, told: SupportRequest) -> bool:
    """Tell whether this update is said, or to be said, in that request by another delivery."""
    others = delivery.update.deliveries.exclude(pk=delivery.pk)
    is_reached = others.filter(reached=told).exists()
    return is_reached or (
        told.pk != delivery.support_request_id and others.filter(support_request=told).exists()
    )


def _resolved(update: MajorUpdate, told: SupportRequest, speaker: Person, text: str) -> str | None:
    """Resolve a request as its major incident was; return what keeps it from that, "" if nothing.

    What waits for its requester's word already is told alone: None.
    """
    if told.status not in WORKED:
        return None
    parent, major = update.major.support_request, update.major
    as_found = Classification(
        "incident",
        parent.service,
        parent.category,
        told.impact or LEAST_IMPACT,
        told.urgency or LEAST_URGENCY,
    )
    is_incident = told.type in ("incident", "unclassified")
    fields: TypeFields = {"restored_at": major.restored_at, "verification": major.verification}
    resolution = Resolution(
        text=text,
        method=update.method,
        closure_code=update.closure_code,
        minutes=0,
        check=ClosureCheck(no_problem_reason=_("The review of the major incident decides.")),
        type_fields=fields if is_incident else None,
    )
    try:
        with transaction.atomic():
            resolve(told, by=speaker, resolution=resolution, classification=as_found)
    except NotPossible as refusal:
        told.refresh_from_db()
        return refusal.sentence
    return ""


def _settle(
    delivery: MajorDelivery, state: str, told: SupportRequest, reason: str = ""
) -> MajorDelivery:
    """Note what became of it; where nothing was said, nothing was reached."""
    delivery.state, delivery.reason, delivery.at = state, reason[:600], now()
    delivery.reached = None if state == "left_out" else told
    delivery.save(update_fields=["state", "reason", "at", "reached"])
    return delivery
