"""Procedures shown together: the desk's list, what is published to a reader, and who has read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from spoc.audit.activities import sentence
from spoc.audit.queries import story, values_of
from spoc.knowledge import procedure_access as access
from spoc.knowledge.models import Acknowledgement, Procedure, ProcedureVersion
from spoc.people.access import may_work_at_desk
from spoc.people.models import Community, Person

SHOWS = ("force", "making", "due", "over", "all")
MOST_DUE = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A procedure in a list: the version it is shown by, and how many have read that."""

    pk: int
    reference: str
    title: str
    process: str
    audience: str
    state: str
    number: int
    owner: str
    since: datetime
    review_on: date | None
    is_overdue: bool
    asked: int
    read: int
    has_newer: bool


@dataclass(frozen=True, slots=True)
class Published:
    """A procedure as those it is published to find it, and whether they are to say they read it."""

    pk: int
    title: str
    process: str
    number: int
    published_at: datetime
    waits: bool


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that happened to a procedure."""

    at: datetime
    words: str


def listed(person: Person, show: str, today: date) -> QuerySet[Procedure]:
    """Return the procedures of a list: in force, in the making, due for review, over, or all."""
    rows = access.visible_to(person)
    versions = ProcedureVersion.objects.filter(procedure=OuterRef("pk"))
    in_force = Exists(versions.filter(state="published"))
    in_making = Exists(versions.filter(state__in=("draft", "approved")))
    chosen = {
        "force": Q(in_force),
        "making": Q(in_making),
        "due": Q(Exists(versions.filter(state="published", review_on__lte=today))),
        "over": ~Q(in_force) & ~Q(in_making),
        "all": Q(),
    }
    return rows.filter(chosen[show]).select_related("owner")


def rows_of(found: Sequence[Procedure], person: Person, today: date) -> list[Row]:
    """Return procedures as lines of the desk's list; drafts are told of to who may read them."""
    keys = [each.pk for each in found]
    rows = access.versions_visible_to(person).filter(procedure__in=keys).order_by("number")
    rows = rows.annotate(
        asked=Count("acknowledgements"),
        read=Count("acknowledgements", filter=Q(acknowledgements__at__isnull=False)),
    )
    versions: dict[int, list[ProcedureVersion]] = {}
    for version in rows:
        versions.setdefault(version.procedure_id, []).append(version)
    return [_row(each, versions[each.pk], today) for each in found if each.pk in versions]


def published_to(person: Person | None, community: Community) -> list[Published]:
    """Return what is published to a reader, by process and title."""
    rows = access.told_to(person) if person else access.public_for(community)
    rows = rows.filter(versions__state="published").distinct()
    in_force = ProcedureVersion.objects.filter(state="published")
    found = rows.prefetch_related(Prefetch("versions", queryset=in_force))[:MOST_DUE]
    waiting = _waiting(person)
    shown = [_published(each, version, waiting) for each in found if (version := each.in_force)]
    return sorted(shown, key=lambda each: (not each.waits, each.process, each.title))


def waiting_for(person: Person) -> list[Published]:
    """Return the procedures somebody was asked to read and has not said they have."""
    rows = list(unread(person))
    waiting = {each.procedure_version.procedure_id for each in rows}
    return [
        _published(each.procedure_version.procedure, each.procedure_version, waiting)
        for each in rows
    ]


def unread(person: Person) -> QuerySet[Acknowledgement]:
    """Return what somebody was asked to read and has not said they have."""
    rows = access.acknowledgements_of(person).filter(at=None)
    return rows.select_related("procedure_version__procedure").order_by("due_on")


def asked_on_publishing(procedure: Procedure) -> list[tuple[Person, str]]:
    """Return who is asked to read what comes into force: who governs, and who works by it."""
    people = Person.objects.filter(is_active=True, kind=Person.Kind.HUMAN)
    governing = people.filter(pk__in=procedure.governing.values("pk")).order_by("sort_name")
    teams = procedure.teams.values("pk")
    workers = people.filter(memberships__team__in=teams).distinct().order_by("sort_name")
    asked = {person.pk: (person, "reader") for person in workers}
    asked |= {person.pk: (person, "governing") for person in governing}
    return list(asked.values())


def readers_of(version: ProcedureVersion, person: Person) -> list[Acknowledgement]:
    """Return who was asked to read a version, those who have not first."""
    rows = access.acknowledgements_visible_to(person).filter(procedure_version=version)
    rows = rows.select_related("person").order_by("person__sort_name")
    return sorted(rows, key=lambda each: each.at is not None)


def course_of(procedure: Procedure) -> list[Done]:
    """Return what happened to a procedure, the latest last."""
    return [Done(fact.at, sentence(fact.kind, values_of(fact))) for fact in story(procedure)]


def capacity_of(person: Person) -> str:
    """Return in what capacity somebody is asked by name: at the desk, or for the customer."""
    return "reader" if may_work_at_desk(person) else "customer"


def to_remind(today: date) -> list[Acknowledgement]:
    """Return who was to have read by now and was not reminded, the longest due first."""
    rows = Acknowledgement.objects.filter(at=None, reminded_at=None, due_on__lt=today)
    rows = rows.filter(procedure_version__state="published", person__is_active=True)
    return list(
        rows.select_related("person", "procedure_version__procedure").order_by("due_on", "id")[
            :MOST_DUE
        ]
    )


def to_review(today: date) -> list[Procedure]:
    """Return the procedures that are to be looked at again, whose owners were not told."""
    rows = ProcedureVersion.objects.filter(
        state="published", review_told_at=None, review_on__lte=today
    )
    found = rows.select_related("procedure").order_by("review_on", "id")[:MOST_DUE]
    return [each.procedure for each in found]


def _row(procedure: Procedure, versions: list[ProcedureVersion], today: date) -> Row:
    in_force = next((each for each in versions if each.state == "published"), None)
    shown = in_force or versions[-1]
    review_on = in_force.review_on if in_force else None
    return Row(
        pk=procedure.pk,
        reference=procedure.reference,
        title=shown.heading,
        process=procedure.process,
        audience=procedure.audience,
        state=shown.state,
        number=shown.number,
        owner=procedure.owner.name,
        since=shown.superseded_at or shown.published_at or shown.approved_at or shown.written_at,
        review_on=review_on,
        is_overdue=review_on is not None and review_on <= today,
        asked=getattr(shown, "asked", 0),
        read=getattr(shown, "read", 0),
        has_newer=versions[-1].number > shown.number,
    )


def _published(procedure: Procedure, version: ProcedureVersion, waiting: set[int]) -> Published:
    return Published(
        pk=procedure.pk,
        title=version.heading,
        process=procedure.process,
        number=version.number,
        published_at=version.published_at or version.written_at,
        waits=procedure.pk in waiting,
    )


def _waiting(person: Person | None) -> set[int]:
    if person is None:
        return set()
    rows = access.acknowledgements_of(person).filter(at=None)
    return set(rows.values_list("procedure_version__procedure", flat=True))
