"""`ask`: somebody writes in the portal what they need."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spoc.audit.activities import activity
from spoc.channels.activities import log_contact
from spoc.channels.queries.known_ways import is_closed
from spoc.kit.errors import NotPossible
from spoc.people.models import Person
from spoc.records.activities import Upload, attach
from spoc.requests.activities import Registration, guide, register
from spoc.requests.models import SupportRequest


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody wrote in the portal."""

    words: str
    title: str = ""
    channel: str = "portal"
    is_complaint: bool = False
    answers: Mapping[int, int | None] = field(default_factory=dict)
    files: list[Upload] = field(default_factory=list)
    custom: Mapping[str, object] = field(default_factory=dict)


@activity
def ask(person: Person, *, by: Person, question: Question) -> SupportRequest:
    """Register what somebody asks for themselves, with the files they sent along."""
    if question.channel == "portal" and is_closed(["portal"], person.community_id):
        raise NotPossible(_("The form is closed just now: write a mail or call us instead."))
    contact = log_contact(
        question.channel,
        by=by,
        person=person,
        subject=question.title,
        body=question.words,
        disposition="request_new",
    )
    support_request = register(
        person,
        by=by,
        registration=Registration(
            description=question.words,
            title=question.title,
            channel=question.channel,
            is_complaint=question.is_complaint,
            interaction=contact,
            custom=question.custom,
        ),
    )
    if question.answers:
        guide(support_request, by=by, answers=question.answers)
    entry = support_request.entries.first()
    for file in question.files:
        attach(
            support_request,
            by=by,
            upload=file,
            part_id=entry.pk if entry else None,
        )
    return support_request
