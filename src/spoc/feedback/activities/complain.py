"""Somebody complains: by themselves, through the desk, or by a request that is a complaint."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.feedback import access
from spoc.feedback.models import Complaint
from spoc.feedback.queries import business_days_after, has_complaint, terms
from spoc.feedback.rules import CATEGORIES, SEVERITIES
from spoc.kit.errors import NotPossible
from spoc.kit.text import tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.requests.activities.describe import describe
from spoc.requests.models import SupportRequest

LONGEST_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Grievance:
    """What somebody complains of: in their words, about a request or in general."""

    words: str
    category: str = "other"
    severity: str = "normal"
    support_request: SupportRequest | None = None


@activity
def receive_complaint(person: Person, *, by: Person, grievance: Grievance) -> Complaint:
    """Write down what somebody complains of; the time to acknowledge it begins."""
    demand(access.may_receive(by, person))
    about = grievance.support_request
    if about is not None:
        demand(
            access.may_praise(by, about) and access.may_praise(person, about),
            _("Choose a request that both of you may see."),
        )
    complaint = _written(person, by, grievance)
    if about is not None and not about.is_complaint:
        describe(about, by=system(), is_complaint=True)
    return complaint


@activity
def receive_flagged(support_request: SupportRequest, *, by: Person) -> Complaint | None:
    """Take a request that is marked as a complaint for one, once; its words are the complaint."""
    if not support_request.is_complaint or has_complaint(support_request):
        return None
    words = f"{support_request.title}\n\n{support_request.description}"
    grievance = Grievance(words=words, support_request=support_request)
    return _written(support_request.requester, by, grievance)


def checked(values: dict[str, str]) -> dict[str, str]:
    """Return category and severity as they may be; what is none of them is named."""
    known = {"category": CATEGORIES, "severity": SEVERITIES}
    wrong = {
        name: _("Choose one of the values offered.")
        for name, value in values.items()
        if value not in known[name]
    }
    if wrong:
        raise NotPossible(_("Choose one of the values offered."), fields=wrong)
    return values


def _written(person: Person, by: Person, grievance: Grievance) -> Complaint:
    words = tidy(grievance.words).strip()[:LONGEST_WORDS]
    if not words:
        sentence = _("Say what you complain of.")
        raise NotPossible(sentence, fields={"words": sentence})
    about, moment = grievance.support_request, now()
    community = (about.community if about else None) or person.community
    days = terms().acknowledge_weekdays
    complaint = Complaint.objects.create(
        person=person,
        by=by,
        organisation=(about.organisation if about else None) or person.organisation,
        community=community,
        support_request=about,
        team=about.team if about else None,
        language=(about.language if about else "") or person.speaks,
        words=words,
        received_at=moment,
        due_at=business_days_after(moment, days, community.pk if community else None),
        **checked({"category": grievance.category, "severity": grievance.severity}),
    )
    record("complaint.received", complaint, by=by, reference=complaint.reference)
    return complaint
