"""Many at once, for machines: each is done by itself, and each is answered."""

from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from spoc.kit.errors import Refusal
from spoc.people.models import Person
from spoc.requests import access, activities
from spoc.requests.api.requests import RequestIn, register_asked
from spoc.requests.api.shapes import ClassificationIn, classification_of
from spoc.site.machines import Key, Problem, answers, find
from spoc.site.tokens import caller

router = Router()

MOST = 1_000
Item = TypeVar("Item")
KeyOfOne = Annotated[str, Field(max_length=200, pattern=r"^[\x21-\x7e]*$")]


class NewOneIn(RequestIn):
    """What somebody needs. Sent again with the same key within a day, it is the same request."""

    key: KeyOfOne = ""


class NewOnesIn(Schema):
    """What is needed, up to 1,000 at once."""

    requests: list[NewOneIn] = Field(min_length=1, max_length=MOST)


class RequestNoteIn(Schema):
    """A note for the desk on one request."""

    request: Key
    text: str = Field(min_length=1, max_length=100_000)
    is_marked: bool = False


class NotesIn(Schema):
    """Notes for the desk, up to 1,000 at once."""

    notes: list[RequestNoteIn] = Field(min_length=1, max_length=MOST)


class ClassifiedIn(ClassificationIn):
    """What one request is found to be."""

    request: Key


class ClassifiedOnesIn(Schema):
    """What requests are found to be, up to 1,000 at once."""

    classifications: list[ClassifiedIn] = Field(min_length=1, max_length=MOST)


class DoneOut(Schema):
    """What became of one: the request it is about, or why it was refused."""

    status: int = Field(description="As if it had been sent alone: 200, 201, or the refusal's.")
    request: int | None
    problem: Problem | None


class AllDoneOut(Schema):
    """What became of each, in the order they were sent."""

    items: list[DoneOut]
    done: int
    refused: int


@router.post("/bulk/requests", response=answers(AllDoneOut))
def register_requests(request: HttpRequest, asked: NewOnesIn) -> AllDoneOut:
    """Make many requests; one that is refused does not keep the others from being made."""
    by = caller(request)

    def register(each: NewOneIn) -> tuple[int, int]:
        made, is_new = register_asked(each, by, each.key)
        return (201 if is_new else 200), made.pk

    return _all_of(asked.requests, register)


@router.post("/bulk/notes", response=answers(AllDoneOut))
def note_requests(request: HttpRequest, asked: NotesIn) -> AllDoneOut:
    """Add notes for the desk to many requests."""
    by = caller(request)

    def note(each: RequestNoteIn) -> tuple[int, int]:
        row = find(access.visible_to(by), each.request)
        activities.note(row, by=by, text=each.text, is_marked=each.is_marked)
        return 201, row.pk

    return _all_of(asked.notes, note)


@router.post("/bulk/classifications", response=answers(AllDoneOut))
def classify_requests(request: HttpRequest, asked: ClassifiedOnesIn) -> AllDoneOut:
    """Say of many requests which type they are, which service, and how much it hurts."""
    by = caller(request)

    def classify(each: ClassifiedIn) -> tuple[int, int]:
        return _classified(each, by)

    return _all_of(asked.classifications, classify)


def _classified(each: ClassifiedIn, by: Person) -> tuple[int, int]:
    row = find(access.visible_to(by), each.request)
    activities.classify(row, by=by, classification=classification_of(each, by))
    return 200, row.pk


def _all_of(items: Sequence[Item], act: Callable[[Item], tuple[int, int]]) -> AllDoneOut:
    done = [_done(each, act) for each in items]
    refused = sum(each.problem is not None for each in done)
    return AllDoneOut(items=done, done=len(done) - refused, refused=refused)


def _done(item: Item, act: Callable[[Item], tuple[int, int]]) -> DoneOut:
    """Do one; what is refused is its own answer, and the next one is done."""
    try:
        status, number = act(item)
    except Refusal as refusal:
        problem = Problem(
            title=refusal.title,
            status=refusal.status,
            detail=refusal.sentence,
            errors=refusal.fields or None,
        )
        return DoneOut(status=refusal.status, request=None, problem=problem)
    return DoneOut(status=status, request=number, problem=None)
