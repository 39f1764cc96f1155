"""`take_call`: somebody calls or comes by, and an agent writes it down as they talk."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spoc.audit.activities import activity
from spoc.channels.activities import log_contact
from spoc.channels.models import Interaction
from spoc.intake.activities.calls import written_down
from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.activities import add_person
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities import (
    Classification,
    Registration,
    Resolution,
    assign,
    classify,
    guide,
    resolve,
)
from spoc.requests.activities.describe import TypeFields
from spoc.requests.activities.register import begin
from spoc.requests.activities.templates import furnish
from spoc.requests.choices import fitting
from spoc.requests.models import RequestTemplate, SupportRequest

CHANNELS = ("phone", "walk_in", "email", "chat")


@dataclass(frozen=True, slots=True)
class Call:
    """What an agent wrote down: who, what, and how it was read; perhaps solved at once."""

    words: str
    person: Person | None = None
    unidentified: str = ""
    channel: str = "phone"
    minutes: int = 0
    is_complaint: bool = False
    answers: Mapping[int, int | None] = field(default_factory=dict)
    classification: Classification | None = None
    resolution: Resolution | None = None
    custom: Mapping[str, object] = field(default_factory=dict)
    template: RequestTemplate | None = None


def solved_on_the_line(kind: str, answer: str, minutes: int) -> Resolution:
    """Return how it was solved while they talked: they said so themselves, at this moment."""
    method, code = fitting(kind)
    fields: dict[str, TypeFields] = {
        "incident": {"restored_at": now(), "verification": "user"},
        "information": {"is_gap": True},
        "fulfilment": {"delivered_at": now()},
    }
    return Resolution(answer, method, code, minutes, fields.get(kind))


@activity
def take_call(agent: Person, *, by: Person, call: Call) -> SupportRequest:
    """Log the contact, register the request, classify it, and resolve it where it is solved."""
    demand(access.may_register(by))
    if call.channel not in CHANNELS:
        raise NotPossible(_("Choose how they got in touch."))
    requester = call.person or _written_down(call, by)
    contact = _contact(call, requester, by)
    support_request = begin(
        requester,
        by=by,
        registration=Registration(
            description=call.words,
            channel=call.channel,
            is_complaint=call.is_complaint,
            interaction=contact,
            custom=call.custom,
        ),
    )
    if call.answers:
        guide(support_request, by=by, answers=call.answers)
    if call.classification is not None:
        classify(support_request, by=by, classification=call.classification)
    if call.template is not None:
        furnish(support_request, by=by, template=call.template)
    if call.resolution is not None:
        if support_request.status == "new":
            assign(support_request, by=by, assignee=by)
        resolve(support_request, by=by, resolution=call.resolution)
    return support_request


def _contact(call: Call, requester: Person, by: Person) -> Interaction:
    """Write down the contact; a call that the telephone system told of is counted once."""
    led_to = "quick_answer" if call.resolution else "request_new"
    minutes, words = call.minutes, call.words
    if call.channel == "phone":
        known = written_down(
            by, requester=requester, words=words, minutes=minutes, disposition=led_to
        )
        if known is not None:
            return known
    return log_contact(
        call.channel,
        by=by,
        person=requester,
        agent=by,
        handling_minutes=minutes,
        body=words,
        disposition=led_to,
    )


def _written_down(call: Call, by: Person) -> Person:
    """Write down a caller nobody knows, by the number or name they gave."""
    given = call.unidentified.strip()
    if not given:
        raise NotPossible(
            _("Say who is calling: a name, number or mail address is enough."),
            fields={"who": _("Say who is calling.")},
        )
    is_number = sum(sign.isdigit() for sign in given) >= 5 and "@" not in given
    mail = given if "@" in given and " " not in given else ""
    return add_person(
        given,
        by=by,
        kind=Person.Kind.UNIDENTIFIED,
        mail=mail,
        phone=given if is_number else "",
        community=by.community,
    )
