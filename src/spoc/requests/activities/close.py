"""The end: the requester confirms, objects, or says nothing for long enough."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import tidy
from spoc.kit.time import add_weekdays, now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.assign import give
from spoc.requests.activities.hand_over_order import note_accepted, note_rejected
from spoc.requests.activities.promises import keep_promises
from spoc.requests.activities.reply import Words, say
from spoc.requests.activities.touch import Changes, put, save
from spoc.requests.letters import letters_to_requester, remind_to_confirm
from spoc.requests.models import SupportRequest
from spoc.requests.queries.course import course_of
from spoc.requests.queries.major import is_unreviewed
from spoc.requests.rules.first_contact import is_first_contact
from spoc.service_levels.activities import restart_clocks

REMINDERS_AFTER = (1, 3)


@dataclass(frozen=True, slots=True)
class Checklist:
    """What the requester says when it is closed: all is as it should be, and they tried it."""

    is_normal_again: bool = True
    is_verified: bool = True


@activity
def confirm(
    support_request: SupportRequest, *, by: Person, checklist: Checklist | None = None
) -> SupportRequest:
    """Close it, since the requester says the need is met, or an agent on their word.

    Without a checklist, confirming says yes to all of it.
    """
    demand(access.may_decide_as_requester(by, support_request))
    said = checklist or Checklist()
    if not said.is_normal_again:
        words = _("It is not as it should be yet: reopen it instead.")
        raise NotPossible(words, fields={"is_normal_again": words})
    how = "requester" if by.pk == support_request.requester_id else "desk"
    return _close(support_request, by, "confirm", how, said)


@activity
def auto_close(support_request: SupportRequest, *, by: Person) -> SupportRequest:
    """Close it, since nobody objected for the weekdays agreed, after at least one reminder."""
    if support_request.status != "resolved" or not is_due(support_request):
        return support_request
    if is_unreviewed(support_request):
        return support_request
    return _close(support_request, by, "auto_close", "timeout", None)


@activity
def remind(support_request: SupportRequest, *, by: Person) -> SupportRequest:
    """Ask once more whether it is solved; each reminder goes out once."""
    if support_request.status != "resolved" or reminders_due(support_request) == 0:
        return support_request
    support_request.reminders_sent = reminders_due(support_request, in_all=True)
    save(support_request, ["reminders_sent"])
    remind_to_confirm(support_request, by=by)
    record("request.reminded", support_request, by=by, nth=support_request.reminders_sent)
    return support_request


@activity
def reopen(support_request: SupportRequest, *, by: Person, reason: str) -> SupportRequest:
    """Take it up again, since the need is not met; work goes on where it was."""
    demand(access.may_decide_as_requester(by, support_request))
    words = tidy(reason).strip()
    if not words:
        raise NotPossible(
            _("Say what is still wrong."), fields={"reason": _("Say what is still wrong.")}
        )
    changes = support_request.move_to("reopen", _("Only a resolved request can be reopened."))
    support_request.reopen_count += 1
    put(support_request, {"resolved_at": None, "confirmed_by": ""})
    save(support_request, ["status", "reopen_count", "resolved_at", "confirmed_by"])
    unproven = _take_back_proof(support_request, by)
    if not access.may_work(by, support_request) or by.pk == support_request.requester_id:
        say(support_request, author=by, channel="portal", words=Words(words))
    metrics = ("resolution", "fulfilment", "work")
    restart_clocks(support_request, by=by, metrics=metrics)
    keep_promises(support_request, by=by)
    record(
        "request.reopened",
        support_request,
        by=by,
        reason=words[:300],
        times=support_request.reopen_count,
        changes={"status": changes, **unproven},
    )
    _give_to_people(support_request)
    return support_request


def _give_to_people(support_request: SupportRequest) -> None:
    """Let the team have what a machine resolved: somebody has to look at it now."""
    assignee = support_request.assignee
    if assignee is not None and assignee.kind == Person.Kind.SYSTEM:
        give(support_request, by=assignee, team=support_request.team, assignee=None)


def _take_back_proof(support_request: SupportRequest, by: Person) -> Changes:
    """Forget when it worked again and who saw that, or that it was delivered: it was not so."""
    if support_request.type == "fulfilment":
        return note_rejected(support_request, by=by)
    if support_request.type != "incident":
        return {}
    extension = support_request.incident
    changes = put(extension, PROOF)
    extension.save(update_fields=list(PROOF))
    return changes


PROOF: dict[str, object] = {
    "restored_at": None,
    "verification": "",
    "verified_by": None,
    "verified_at": None,
}


def is_due(support_request: SupportRequest) -> bool:
    """Tell whether the weekdays for objecting have passed in silence and a reminder went out."""
    if support_request.resolved_at is None or support_request.reminders_sent == 0:
        return False
    spoke = support_request.requester_spoke_at
    if spoke is not None and spoke > support_request.resolved_at:
        return False  # it may be thanks or an objection: somebody reads it first
    told = letters_to_requester(support_request).first()
    if told is not None and now() < add_weekdays(told.at, 1):
        return False  # after a standstill the reminder is as late as the closing: a day to answer
    return now() >= add_weekdays(support_request.resolved_at, settings.SPOC_CONFIRM_WEEKDAYS)


def reminders_due(support_request: SupportRequest, *, in_all: bool = False) -> int:
    """Return how many reminders are due by now and not sent, or in all."""
    if support_request.resolved_at is None:
        return 0
    due = sum(now() >= add_weekdays(support_request.resolved_at, d) for d in REMINDERS_AFTER)
    return due if in_all else max(0, due - support_request.reminders_sent)


def _close(
    support_request: SupportRequest, by: Person, verb: str, how: str, said: Checklist | None
) -> SupportRequest:
    """Close it with its checklist; what nobody said stays unsaid."""
    if is_unreviewed(support_request):
        raise NotPossible(_("This was a major incident: it is closed when its review is held."))
    changes = support_request.move_to(verb, _("Only a resolved request can be confirmed."))
    support_request.closed_at, support_request.confirmed_by = now(), how
    support_request.is_first_contact = is_first_contact(course_of(support_request))
    save(support_request, ["status", "closed_at", "confirmed_by", "is_first_contact"])
    closure = support_request.closure
    closure.is_normal_again = said.is_normal_again if said else None
    closure.is_verified_by_requester = said.is_verified if said else None
    closure.completed_at = support_request.closed_at
    closure.save()
    # silence accepts nothing
    if closure.is_verified_by_requester:
        note_accepted(support_request, by=by)
    record("request.closed", support_request, by=by, how=how, changes={"status": changes})
    return support_request
