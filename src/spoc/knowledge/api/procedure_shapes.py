"""Procedures as machines read and write them."""

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from spoc.knowledge import procedure_access as access
from spoc.knowledge.activities.procedures import Terms, Text
from spoc.knowledge.models import Acknowledgement, Procedure, ProcedureVersion
from spoc.knowledge.rules.procedure import AUDIENCES, CAPACITIES, PROCESSES, State, moves_from
from spoc.people.access import communities_visible_to, teams_visible_to
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.site.machines import Key, OneOf, named

Title = Annotated[str, Field(min_length=1, max_length=120)]
Words = Annotated[str, Field(min_length=1, max_length=30_000)]


class ProcedureWordsOut(Schema):
    """A title and words in one language."""

    title: str
    words: str


class ProcedureVersionOut(Schema):
    """One version; `moves` are what its state allows, `told` further languages."""

    number: int
    state: Annotated[str, OneOf(tuple(State))]
    title: str
    words: str
    told: dict[str, ProcedureWordsOut]
    change: str
    author: int
    approver: int | None
    written_at: datetime
    approved_at: datetime | None
    published_at: datetime | None
    superseded_at: datetime | None
    review_on: date | None
    moves: list[str]


class ProcedureOut(Schema):
    """A procedure, with the versions the caller may read, the newest last."""

    id: int
    reference: str
    process: Annotated[str, OneOf(PROCESSES)]
    audience: Annotated[str, OneOf(AUDIENCES)]
    owner: int
    version: int
    versions: list[ProcedureVersionOut]


class ProceduresOut(Schema):
    """A page of procedures, and the mark of the next page."""

    items: list[ProcedureOut]
    next: str | None


class ProcedureWordsIn(Schema):
    """A title and words in one further language."""

    title: Title
    words: Words


class ProcedureTextIn(Schema):
    """What a version says, in its first language and in Swedish."""

    title: Title
    words: Words
    sv: ProcedureWordsIn | None = None
    change: str = Field("", max_length=300)


class ProcedureTermsIn(Schema):
    """About which process it is, for whom, whose, and who reads it; no owner is as before."""

    process: Annotated[str, OneOf(PROCESSES)]
    audience: Annotated[str, OneOf(AUDIENCES)] = "desk"
    communities: list[Key] = Field([], max_length=50)
    teams: list[Key] = Field([], max_length=50)
    governing: list[Key] = Field([], max_length=50)
    owner: Key | None = None
    review_months: int = Field(12, ge=1, le=60)
    days_to_read: int = Field(14, ge=1, le=90)


class ProcedureIn(ProcedureTextIn, ProcedureTermsIn):
    """A procedure: what it says, about which process, and for whom."""


class ProcedureReasonIn(Schema):
    """Why something is no longer in force."""

    reason: str = Field(min_length=1, max_length=300)


class ProcedureReaderIn(Schema):
    """Who is asked to read what is in force, and in what capacity."""

    person: Key
    capacity: Annotated[str, OneOf(CAPACITIES)] | None = None


class ProcedureReaderOut(Schema):
    """Who was asked to read the version in force, and when they said they have."""

    person: int
    capacity: Annotated[str, OneOf(CAPACITIES)]
    asked_at: datetime
    due_on: date
    at: datetime | None


def text_of(asked: ProcedureTextIn) -> Text:
    """Return what a version is to say."""
    told = {"sv": {"title": asked.sv.title, "words": asked.sv.words}} if asked.sv else {}
    return Text(asked.title, asked.words, told, asked.change)


def terms_of(by: Person, asked: ProcedureTermsIn) -> Terms:
    """Return what is to hold for every version, as far as the caller knows whom it names."""
    people, teams = people_visible_to(by), teams_visible_to(by)
    communities = communities_visible_to(by)
    return Terms(
        process=asked.process,
        audience=asked.audience,
        owner=named(people, asked.owner, "owner"),
        communities=tuple(named(communities, each, "communities") for each in asked.communities),
        teams=tuple(named(teams, each, "teams") for each in asked.teams),
        governing=tuple(named(people, each, "governing") for each in asked.governing),
        review_months=asked.review_months,
        days_to_read=asked.days_to_read,
    )


def procedure_out(row: Procedure, by: Person) -> ProcedureOut:
    """Return a procedure with the versions the caller may read."""
    return procedures_out([row], by)[0]


def procedures_out(found: list[Procedure], by: Person) -> list[ProcedureOut]:
    """Write procedures out, each with the versions the caller may read."""
    rows = access.versions_visible_to(by).filter(procedure__in=found).order_by("number")
    versions: dict[int, list[ProcedureVersionOut]] = {}
    for each in rows:
        versions.setdefault(each.procedure_id, []).append(version_out(each))
    return [
        ProcedureOut(
            id=row.pk,
            reference=row.reference,
            process=row.process,
            audience=row.audience,
            owner=row.owner_id,
            version=row.version,
            versions=versions.get(row.pk, []),
        )
        for row in found
    ]


def version_out(row: ProcedureVersion) -> ProcedureVersionOut:
    """Return a version."""
    names = (
        *("number", "state", "title", "words", "change", "written_at", "approved_at"),
        *("published_at", "superseded_at", "review_on"),
    )
    return ProcedureVersionOut(
        told={language: ProcedureWordsOut(**said) for language, said in row.told.items()},
        author=row.author_id,
        approver=row.approver_id,
        moves=[each for each in moves_from(row.state) if each != "supersede"],
        **{name: getattr(row, name) for name in names},
    )


def reader_out(row: Acknowledgement) -> ProcedureReaderOut:
    """Return who was asked to read."""
    return ProcedureReaderOut(
        person=row.person_id,
        capacity=row.capacity,
        asked_at=row.asked_at,
        due_on=row.due_on,
        at=row.at,
    )
