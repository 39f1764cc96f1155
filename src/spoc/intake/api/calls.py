"""Calls for machines: the log of them, and writing one down as an agent does."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import Field

from spoc.catalogue.access import categories_visible_to
from spoc.catalogue.access import visible_to as services_visible_to
from spoc.catalogue.rules import Entitlement
from spoc.intake.activities import Call, take_call
from spoc.intake.activities.call import CHANNELS, solved_on_the_line
from spoc.intake.api.shapes import TakenInOut, taken_in
from spoc.intake.call_access import calls_visible_to
from spoc.intake.call_queries import CallRow, rows_of, with_people
from spoc.intake.models import PhoneCall
from spoc.kit.errors import NotPossible
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.requests.activities import Classification, Resolution
from spoc.requests.field_access import templates_usable_by
from spoc.requests.rules import TYPES
from spoc.site.machines import Key, OneOf, PageIn, Whole, answers, named, page_of
from spoc.site.tokens import caller
from spoc.work.activities import LONGEST

router = Router()

NEWEST = ("-id",)
Level = Annotated[Whole, Field(ge=1, le=3)]
Supportability = Annotated[str, OneOf(("undecided", "supported", "chargeable"))]


class CallReadingIn(Schema):
    """What somebody is found to need.

    Where `supportability` is left out, one who lacks the service is still to be decided about.
    """

    type: Annotated[str, OneOf(TYPES[1:])]
    service: Key
    category: Key | None = None
    impact: Level = 3
    urgency: Level = 3
    supportability: Supportability | None = None


class CallAnswerIn(Schema):
    """A guided question and its answer; no answer means that it is not known."""

    question: Key
    answer: Key | None = None


class CallIn(Schema):
    """What an agent writes down: who (a `person`, or `who` as they said it), and what they need.

    With an `answer` it was solved while they talked.
    """

    words: str = Field(min_length=1, max_length=100_000)
    person: Key | None = None
    who: str = Field("", max_length=160)
    channel: Annotated[str, OneOf(CHANNELS)] = "phone"
    minutes: Annotated[Whole, Field(ge=0, le=LONGEST)] = 0
    is_complaint: bool = False
    guided: list[CallAnswerIn] = Field([], max_length=50)
    reading: CallReadingIn | None = None
    answer: str = Field("", max_length=100_000)
    custom: dict[str, Any] = Field({}, max_length=100, description="Custom fields by key.")
    template: Key | None = None


class CallOut(Schema):
    """A call that a telephone system told of; `requests` are those the caller may see."""

    id: int
    number: str
    person: int | None
    agent: str
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    disposition: str
    recording: str
    requests: list[int]


class CallsOut(Schema):
    """A page of calls, the newest first, and the mark of the next page."""

    items: list[CallOut]
    next: str | None


class CallsIn(PageIn):
    """Which calls: all, those nobody answered, or those the caller answered."""

    show: Annotated[str, OneOf(("all", "missed", "mine"))] = "all"


@router.get("/calls", response=answers(CallsOut))
def list_calls(request: HttpRequest, asked: Annotated[CallsIn, Query()]) -> CallsOut:
    """List the calls the caller may know of."""
    by = caller(request)
    calls = calls_visible_to(by)
    if asked.show == "missed":
        calls = calls.filter(interaction__disposition="abandoned")
    elif asked.show == "mine":
        calls = calls.filter(interaction__agent=by)
    rows, mark = page_of(with_people(calls), NEWEST, asked)
    pairs = zip(rows, rows_of(rows, by), strict=True)
    return CallsOut(items=[_call(*pair) for pair in pairs], next=mark)


@router.post("/calls", response=answers(TakenInOut, 201))
def write_call_down(request: HttpRequest, asked: CallIn) -> Status[TakenInOut]:
    """Write down what somebody said who calls or comes by: it becomes a request."""
    by = caller(request)
    return Status(201, taken_in(take_call(by, by=by, call=_call_of(asked, by))))


def _call_of(asked: CallIn, by: Person) -> Call:
    person: Person | None = named(people_visible_to(by), asked.person, "person")
    reading = _classification(asked.reading, person, by) if asked.reading else None
    template = named(templates_usable_by(by), asked.template, "template")
    custom = template.custom if template else {}
    return Call(
        words=asked.words,
        person=person,
        unidentified="" if person else asked.who,
        channel=asked.channel,
        minutes=asked.minutes,
        is_complaint=asked.is_complaint,
        answers={each.question: each.answer for each in asked.guided},
        classification=reading,
        resolution=_resolution(asked, reading) if asked.answer.strip() else None,
        custom={**custom, **asked.custom},
        template=template,
    )


def _classification(asked: CallReadingIn, person: Person | None, by: Person) -> Classification:
    service = named(services_visible_to(by), asked.service, "service")
    lacks = service.entitles(person.organisation if person else None) is Entitlement.LACKS_IT
    return Classification(
        type=asked.type,
        service=service,
        category=named(categories_visible_to(by), asked.category, "category"),
        impact=asked.impact,
        urgency=asked.urgency,
        supportability=asked.supportability or ("undecided" if lacks else "supported"),
    )


def _resolution(asked: CallIn, reading: Classification | None) -> Resolution:
    if reading is None:
        words = _("Say which type the request is first.")
        raise NotPossible(words, fields={"reading": words})
    return solved_on_the_line(reading.type, asked.answer, asked.minutes)


def _call(call: PhoneCall, row: CallRow) -> CallOut:
    contact = call.interaction
    return CallOut(
        id=call.pk,
        number=call.number,
        person=contact.person_id,
        agent=row.agent,
        started_at=contact.started_at,
        answered_at=contact.answered_at,
        ended_at=contact.ended_at,
        disposition=contact.disposition,
        recording=call.recording,
        requests=[each.pk for each in row.requests],
    )
