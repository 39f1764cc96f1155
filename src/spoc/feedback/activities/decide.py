"""What becomes of a response: who complained accepts it, does not, or says nothing more."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity
from spoc.feedback import access
from spoc.feedback.activities.handle import LONGEST_WORDS, save, tell
from spoc.feedback.letters import write_to_complainant
from spoc.feedback.models import Complaint
from spoc.feedback.queries import business_days_after, terms, was_heard
from spoc.kit.errors import NotPossible
from spoc.kit.text import tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person


@activity
def accept_response(complaint: Complaint, *, by: Person) -> Complaint:
    """Close it, since who complained accepts the response, or the desk on their word."""
    demand(access.may_decide(by, complaint))
    complaint.move_to("accept", _("There is no response that waits to be accepted."))
    _end(complaint, "accepted")
    tell("complaint.accepted", complaint, by=by)
    return complaint


@activity
def escalate_complaint(complaint: Complaint, *, by: Person, words: str = "") -> Complaint:
    """Bring it before the management, since who complained does not accept the response."""
    demand(access.may_decide(by, complaint))
    complaint.move_to("escalate", _("There is no response that waits to be accepted."))
    complaint.objection = tidy(words).strip()[:LONGEST_WORDS]
    if not complaint.objection:
        sentence = _("Say what is still wrong.")
        raise NotPossible(sentence, fields={"words": sentence})
    complaint.escalated_at = now()
    save(complaint, ["state", "objection", "escalated_at"])
    write_to_complainant(complaint, by=by, template="escalated")
    tell("complaint.escalated", complaint, by=by)
    return complaint


@activity
def lapse_complaint(complaint: Complaint, *, by: Person) -> Complaint:
    """Close it, since nothing was heard of the response for the business days agreed."""
    said = complaint.responded_at
    is_waiting = complaint.allows("lapse") and not was_heard(complaint)
    if not is_waiting or said is None:
        return complaint
    if business_days_after(said, terms().silence_weekdays, complaint.community_id) > now():
        return complaint
    complaint.move_to("lapse", "")
    _end(complaint, "silence")
    write_to_complainant(complaint, by=by, template="lapsed")
    tell("complaint.lapsed", complaint, by=by)
    return complaint


def _end(complaint: Complaint, how: str) -> None:
    complaint.ending, complaint.closed_at = how, now()
    save(complaint, ["state", "ending", "closed_at"])
