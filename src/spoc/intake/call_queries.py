"""Calls as they are read: who, how long they waited and talked, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoc.channels.models import Interaction
from spoc.intake.models import PhoneCall
from spoc.people.models import Person
from spoc.people.rules import normal_address
from spoc.requests.access import visible_to as requests_visible_to
from spoc.requests.models import Contact, SupportRequest

MINUTE = 60
CAME_OF_IT = {
    "request_new": gettext_lazy("New request"),
    "request_update": gettext_lazy("More about a request"),
    "quick_answer": gettext_lazy("Answered at once"),
    "wrong_number": gettext_lazy("Wrong number"),
    "spam": gettext_lazy("Spam"),
    "sales_lead": gettext_lazy("Wants to buy"),
}


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call as it is read: who, how long they waited, how long they talked, what came of it."""

    pk: int
    at: datetime
    who: str
    person: Person | None
    number: str
    dialled: str
    agent: str
    waited: str
    talked: str
    state: str
    tone: str
    requests: list[SupportRequest]
    recording: str
    href: str


def with_people(calls: QuerySet[PhoneCall]) -> QuerySet[PhoneCall]:
    """Return calls with who called and who answered."""
    return calls.select_related("interaction__person", "interaction__agent")


def rows_of(calls: Iterable[PhoneCall], person: Person) -> list[CallRow]:
    """Return calls as rows, each with those of its requests that the person may see."""
    found = list(calls)
    seen = requests_visible_to(person).values("pk")
    contacts = Contact.objects.filter(
        interaction__in=[call.interaction_id for call in found], support_request__in=seen
    )
    about: dict[int, list[SupportRequest]] = {}
    for contact in contacts.select_related("support_request").order_by("id"):
        about.setdefault(contact.interaction_id, []).append(contact.support_request)
    return [_row(call, about.get(call.interaction_id, [])) for call in found]


def _row(call: PhoneCall, requests: list[SupportRequest]) -> CallRow:
    contact = call.interaction
    state, tone = _state(contact)
    return CallRow(
        pk=call.pk,
        at=contact.started_at,
        who=contact.person.name if contact.person else call.number or _("Number withheld"),
        person=contact.person,
        number=call.number,
        dialled=normal_address("phone", call.number),
        agent=_agent(contact),
        waited=_length(contact.started_at, contact.answered_at or contact.ended_at),
        talked=_length(contact.answered_at, contact.ended_at),
        state=state,
        tone=tone,
        requests=requests,
        recording=call.recording,
        href=_written_down_at(call),
    )


def _agent(contact: Interaction) -> str:
    """Return who answered; a telephone system may not say who, and then nobody is named."""
    agent = contact.agent
    return agent.name if agent is not None and agent.kind != Person.Kind.SYSTEM else ""


def _written_down_at(call: PhoneCall) -> str:
    """Return the address of the intake form, with the caller filled in."""
    person = call.interaction.person
    given = {"channel": "phone", "who": person.name if person else call.number}
    if person is not None:
        given["caller"] = str(person.pk)
    return f"/requests/new?{urlencode(given)}"


def _state(contact: Interaction) -> tuple[str, str]:
    if contact.answered_at is None:
        return (_("Rings"), "info") if contact.ended_at is None else (_("Not answered"), "bad")
    if contact.ended_at is None:
        return _("Speaking"), "good"
    return str(CAME_OF_IT.get(contact.disposition, _("Answered"))), "plain"


def _length(began: datetime | None, ended: datetime | None) -> str:
    """Return how long it took as minutes and seconds; empty where it is not over."""
    if began is None or ended is None:
        return ""
    seconds = max(0, round((ended - began).total_seconds()))
    return f"{seconds // MINUTE}:{seconds % MINUTE:02d}"
