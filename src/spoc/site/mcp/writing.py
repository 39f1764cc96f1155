"""The tools that act, by the same activities as the pages; words to a requester wait for a person.

Only where SPOC_MACHINES_SEND says so may an agent send a reply itself.
"""

from typing import Annotated

from django.conf import settings
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from spoc.intake.activities import Question, ask
from spoc.kit.errors import NotAllowed
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.requests import access, activities
from spoc.requests.activities.reply import Words
from spoc.requests.api.shapes import (
    ClassificationIn,
    RequestOut,
    classification_of,
    request_now,
    request_seen,
)
from spoc.requests.models import SupportRequest
from spoc.site.machines import Key, OneOf, named
from spoc.site.mcp.toolbox import Asked, tool

Text = Annotated[str, Field(min_length=1, max_length=100_000)]
Number = Annotated[Key, Field(description="The number without R-.")]


class NeedIn(Asked):
    """What somebody needs."""

    description: Text
    title: str = Field("", max_length=200)
    requester: Key | None = Field(None, description="Whose need it is; without one, the person's.")
    is_complaint: bool = False


class ReplyIn(Asked):
    """Words for the other side."""

    number: Number
    text: Text
    send: bool = Field(False, description="Send it at once, where the desk lets machines send.")


class NoteIn(Asked):
    """Words for the desk alone."""

    number: Number
    text: Text


class ClassifyIn(ClassificationIn, Asked):
    """What a request is found to be; services and categories by their numbers."""

    number: Number


class WrittenOut(Schema):
    """What became of the words: a draft that waits for a person, sent, or kept inside."""

    request: str
    state: Annotated[str, OneOf(("draft", "sent", "noted"))]
    address: str


@tool("Create a request", scope="write")
def create_request(by: Person, asked: NeedIn) -> RequestOut:
    """Register a support request, of the person's own or for somebody they may register for."""
    known = people_visible_to(by).select_related("organisation", "community")
    requester = named(known, asked.requester, "requester") or by
    question = Question(
        asked.description, title=asked.title, channel="api", is_complaint=asked.is_complaint
    )
    return request_now(ask(requester, by=by, question=question).pk, by)


@tool("Reply", scope="write")
def reply(by: Person, asked: ReplyIn) -> WrittenOut:
    """Answer in a request.

    From the desk it becomes a draft that a person reads and sends; from the requester it is heard
    at once.
    """
    row = request_seen(asked.number, by)
    if by.pk == row.requester_id or not access.may_work(by, row):
        activities.hear(row, by=by, channel="api", words=Words(asked.text))
        return _written(row, "sent")
    if not asked.send:
        activities.draft_reply(row, by=by, text=asked.text)
        return _written(row, "draft")
    if not settings.SPOC_MACHINES_SEND:
        words = _("Machines send nothing here: leave a draft, and a person will send it.")
        raise NotAllowed(words)
    activities.reply(row, by=by, text=asked.text)
    return _written(row, "sent")


@tool("Add a note", scope="write")
def note(by: Person, asked: NoteIn) -> WrittenOut:
    """Add a note to a request for the desk alone; the requester never reads it."""
    row = request_seen(asked.number, by)
    activities.note(row, by=by, text=asked.text)
    return _written(row, "noted")


@tool("Classify a request", scope="write")
def classify(by: Person, asked: ClassifyIn) -> RequestOut:
    """Say which type a request is, which service it is about, and how much it hurts."""
    row = request_seen(asked.number, by)
    activities.classify(row, by=by, classification=classification_of(asked, by))
    return request_now(asked.number, by)


def _written(row: SupportRequest, state: str) -> WrittenOut:
    address = f"{settings.SPOC_URL}/requests/{row.pk}"
    return WrittenOut(request=row.reference, state=state, address=address)
