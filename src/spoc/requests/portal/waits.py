"""What waits for somebody in the portal: to answer, to confirm, to approve, to read, to say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from spoc.feedback.links import survey_word
from spoc.feedback.models import Survey
from spoc.knowledge.models import Acknowledgement
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.work.queries.approvals import Line, lines_of


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits: what is to be done, about what, and where."""

    icon: str
    todo: str
    title: str
    detail: str
    href: str


def waiting_for(person: Person, read: Mapping[str, list[Any]]) -> list[Waits]:
    """Return what waits for somebody, what keeps others waiting first."""
    return [
        *(_approval(line) for line in lines_of(read["approvals"], person)),
        *(_request(row) for row in read["needing"]),
        *(_procedure(row) for row in read["procedures"]),
        *(_survey(row) for row in read["surveys"]),
    ]


def _approval(line: Line) -> Waits:
    return Waits(
        "check",
        _("Approve or deny"),
        line.title,
        _("For %(name)s") % {"name": line.beneficiary} if line.beneficiary else line.price,
        reverse("requests:portal-approval", kwargs={"pk": line.pk}),
    )


def _request(row: SupportRequest) -> Waits:
    is_solved = row.status == "resolved"
    return Waits(
        "done" if is_solved else "reply",
        _("Say if it works") if is_solved else _("Answer our question"),
        row.title,
        row.reference,
        reverse("requests:portal-request", kwargs={"number": row.pk}),
    )


def _procedure(asked: Acknowledgement) -> Waits:
    shown = asked.procedure_version
    return Waits(
        "article",
        _("Read this and say that you have"),
        shown.heading,
        _("How we work"),
        reverse("knowledge:portal-procedure", kwargs={"pk": shown.procedure_id}),
    )


def _survey(row: Survey) -> Waits:
    return Waits(
        "chat",
        _("Say how it was"),
        row.support_request.title,
        row.support_request.reference,
        reverse("feedback:survey", kwargs={"word": survey_word(row)}),
    )
