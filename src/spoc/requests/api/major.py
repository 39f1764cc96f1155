"""Major incidents for machines: reading them, proposing, declaring and telling of them."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Status

from spoc.people.access import communities_visible_to
from spoc.requests import access, activities
from spoc.requests.activities.major import Declaration, Word
from spoc.requests.api.major_shapes import (
    DeclarationIn,
    MajorOut,
    MajorReasonIn,
    MajorsIn,
    MajorsOut,
    MajorUpdateOut,
    MajorUpdatesOut,
    MajorWordIn,
    major_now,
    major_out,
    major_seen,
)
from spoc.requests.api.shapes import found
from spoc.requests.queries.major import (
    SHOWN_WITH,
    Reached,
    affected_counts,
    leaders,
    reached_by,
    updates_of,
)
from spoc.site.machines import all_named, answers, named, page_of
from spoc.site.tokens import caller

router = Router()

MOST_UPDATES = 200


@router.get("/majors", response=answers(MajorsOut))
def list_majors(request: HttpRequest, asked: Annotated[MajorsIn, Query()]) -> MajorsOut:
    """List the major incidents the caller may see, proposals among them."""
    rows = access.majors_visible_to(caller(request)).select_related(*SHOWN_WITH)
    if asked.state:
        rows = rows.filter(state=asked.state)
    shown, mark = page_of(rows, ("-pk",), asked)
    affected = affected_counts([major.pk for major in shown])
    return MajorsOut(items=[major_out(major, affected) for major in shown], next=mark)


@router.get("/majors/{int:number}", response=answers(MajorOut))
def read_major(request: HttpRequest, number: int) -> MajorOut:
    """Read a major incident."""
    return major_now(caller(request), number)


@router.get("/majors/{int:number}/updates", response=answers(MajorUpdatesOut))
def list_major_updates(request: HttpRequest, number: int) -> MajorUpdatesOut:
    """List the word that was given of a major incident."""
    major = major_seen(caller(request), number)
    rows = list(updates_of([major.pk])[:MOST_UPDATES])
    reached = reached_by(rows)
    return MajorUpdatesOut(
        items=[
            MajorUpdateOut(
                id=each.pk,
                at=each.at,
                words=each.words,
                internal=each.internal,
                told=reached.get(each.pk, Reached()).told,
                waits=reached.get(each.pk, Reached()).waits,
            )
            for each in rows
        ]
    )


@router.post("/requests/{int:number}/major-proposal", response=answers(MajorOut, 201))
def propose_major(request: HttpRequest, number: int, asked: MajorReasonIn) -> Status[MajorOut]:
    """Say that a request looks like a major incident; a coordinator decides."""
    by, row = caller(request), found(request, number)
    activities.propose_major(row, by=by, reason=asked.reason)
    return Status(201, major_now(by, number))


@router.post("/requests/{int:number}/major", response=answers(MajorOut, 201))
def declare_major(request: HttpRequest, number: int, asked: DeclarationIn) -> Status[MajorOut]:
    """Declare a request a major incident."""
    by, row = caller(request), found(request, number)
    word = Word(asked.words, asked.internal)
    declaration = Declaration(
        asked.reason,
        named(leaders(), asked.coordinator, "coordinator"),
        communities=all_named(communities_visible_to(by), asked.communities, "communities"),
        cadence_minutes=asked.cadence_minutes,
        word=word if any(asked.words.values()) else None,
    )
    activities.declare_major(row, by=by, declaration=declaration)
    return Status(201, major_now(by, number))


@router.post("/majors/{int:number}/updates", response=answers(MajorOut, 201))
def update_major(request: HttpRequest, number: int, asked: MajorWordIn) -> Status[MajorOut]:
    """Give word to all affected, each in their own request."""
    by = caller(request)
    word = Word(asked.words, asked.internal)
    activities.update_major(major_seen(by, number).support_request, by=by, word=word)
    return Status(201, major_now(by, number))
