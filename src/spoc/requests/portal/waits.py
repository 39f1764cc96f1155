"""What waits for somebody in the portal: to answer, to confirm, to approve, to read, to say."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from spoc.feedback.links import survey_word
from spoc.feedback.queries.waiting import surveys_to_answer
from spoc.knowledge.queries.procedures import waiting_for as procedures_waiting
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.requests.queries.own import needing
from spoc.work.queries.approvals import waiting_for as approvals_waiting

MOST_APPROVALS = 3


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits: what is to be done, about what, and where."""

    icon: str
    todo: str
    title: str
    detail: str
    href: str


def waiting_for(person: Person, moment: datetime) -> list[Waits]:
    """Return what waits for somebody, what keeps others waiting first."""
    return [
        *_approvals(person),
        *(_request(row) for row in needing(person)),
        *_procedures(person),
        *_surveys(person, moment),
    ]


def _approvals(person: Person) -> list[Waits]:
    rows = approvals_waiting(person, None).rows
    return [
        Waits(
            "check",
            _("Approve or deny"),
            row.title,
            _("For %(name)s") % {"name": row.beneficiary} if row.beneficiary else row.price,
            reverse("requests:portal-approval", kwargs={"pk": row.pk}),
        )
        for row in rows[:MOST_APPROVALS]
    ]


def _request(row: SupportRequest) -> Waits:
    is_solved = row.status == "resolved"
    return Waits(
        "done" if is_solved else "reply",
        _("Say if it works") if is_solved else _("Answer our question"),
        row.title,
        row.reference,
        reverse("requests:portal-request", kwargs={"number": row.pk}),
    )


def _procedures(person: Person) -> list[Waits]:
    return [
        Waits(
            "article",
            _("Read this and say that you have"),
            row.title,
            _("How we work"),
            reverse("knowledge:portal-procedure", kwargs={"pk": row.pk}),
        )
        for row in procedures_waiting(person)
    ]


def _surveys(person: Person, moment: datetime) -> list[Waits]:
    return [
        Waits(
            "chat",
            _("Say how it was"),
            row.support_request.title,
            row.support_request.reference,
            reverse("feedback:survey", kwargs={"word": survey_word(row)}),
        )
        for row in surveys_to_answer(person, moment)
    ]
