"""Answering what was raised: acknowledging it, saying what was done, and its end."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests.ladder_access import may_answer, meant_for
from spoc.requests.models import Escalation, SupportRequest
from spoc.requests.queries.ladders import open_on


@activity
def acknowledge_escalation(
    support_request: SupportRequest, *, by: Person, escalation: Escalation
) -> Escalation:
    """Say that one has it: the ladder stops at this rung.

    All that waits for the same person on the request is acknowledged with it.
    """
    _demand_answer(by, escalation)
    if escalation.state == "closed":
        raise NotPossible(_("It is over: nothing of it waits any more."))
    own = open_on(support_request).filter(meant_for(by)).distinct()
    rows = {row.pk: row for row in (*own, escalation) if row.state == "raised"}
    for row in rows.values():
        row.state, row.answer_by = "acknowledged", None
        row.acknowledged_at, row.acknowledged_by = now(), by
        row.save()
    if rows:
        record("escalation.acknowledged", support_request, by=by, trigger=escalation.trigger)
    return escalation


@activity
def act_on_escalation(
    support_request: SupportRequest, *, by: Person, escalation: Escalation, action: str
) -> Escalation:
    """Say what was done about it."""
    _demand_answer(by, escalation)
    said = one_line(action, 300)
    if not said:
        words = _("Say what you did about it.")
        raise NotPossible(words, fields={"action": words})
    if escalation.state not in ("acknowledged", "actioned"):
        raise NotPossible(_("Acknowledge it first, then say what you did."))
    escalation.state, escalation.action = "actioned", said
    escalation.save(update_fields=["state", "action"])
    record("escalation.actioned", support_request, by=by, action=said)
    return escalation


@activity
def close_escalations(
    support_request: SupportRequest,
    *,
    by: Person,
    triggers: Collection[str] = (),
    occasion: str = "",
) -> int:
    """End what was raised on a request, since nobody needs to answer it any more.

    All of it, or what these triggers raised, or what was raised on occasions that begin so.
    """
    rows = [
        row
        for row in open_on(support_request)
        if (not triggers or row.trigger in triggers) and row.occasion.startswith(occasion)
    ]
    for row in rows:
        row.state, row.answer_by, row.closed_at = "closed", None, now()
        row.save(update_fields=["state", "answer_by", "closed_at"])
    if rows:
        record("escalation.closed", support_request, by=by, count=len(rows))
    return len(rows)


def _demand_answer(by: Person, escalation: Escalation) -> None:
    """Refuse whoever it was not raised to; what they answer is read as it is now."""
    demand(
        may_answer(by, escalation),
        _("Only those it was raised to, who stands in for them, and the service manager answer."),
    )
    escalation.refresh_from_db()
