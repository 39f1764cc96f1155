"""Persons: listed, read, written down, changed, and one way more to reach them."""

from typing import Annotated
from zoneinfo import available_timezones

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.people import access, activities
from spoc.people.api.shapes import (
    BY_NAME,
    LONGEST_NAME,
    ONE_PERSON,
    AddressIn,
    PeopleIn,
    PeopleOut,
    PersonChangeIn,
    PersonIn,
    PersonOut,
    person_of,
    person_out,
)
from spoc.people.models import Organisation, Person
from spoc.people.queries import matching, with_addresses
from spoc.site.machines import answers, named, page_of
from spoc.site.tokens import caller

router = Router()


@router.get("/people", response=answers(PeopleOut))
def list_people(request: HttpRequest, asked: Annotated[PeopleIn, Query()]) -> PeopleOut:
    """List or search the people the caller may know of."""
    people = access.visible_to(caller(request)).filter(merged_into=None)
    if asked.q.strip():
        people = matching(people, asked.q)
    if asked.organisation:
        people = people.filter(organisation=asked.organisation)
    rows, mark = page_of(with_addresses(people), BY_NAME, asked)
    return PeopleOut(items=[person_out(row) for row in rows], next=mark)


@router.post("/people", response=answers(PersonOut, 201))
def add_person(request: HttpRequest, asked: PersonIn) -> Status[PersonOut]:
    """Write down somebody the house does not know."""
    by = caller(request)
    made = activities.add_person(
        one_line(asked.name or asked.mail or asked.phone, LONGEST_NAME),
        by=by,
        mail=asked.mail,
        phone=asked.phone,
        title=asked.title,
        place=asked.place,
        language=asked.language,
        organisation=_organisation(by, asked.organisation),
    )
    return Status(201, person_out(person_of(request, made.pk)))


@router.get(ONE_PERSON, response=answers(PersonOut))
def read_person(request: HttpRequest, person: int) -> PersonOut:
    """Read a person."""
    return person_out(person_of(request, person))


@router.patch(ONE_PERSON, response=answers(PersonOut))
def change_person(request: HttpRequest, person: int, asked: PersonChangeIn) -> PersonOut:
    """Change what is kept of a person."""
    by, row = caller(request), person_of(request, person)
    wanted = asked.dict(exclude_none=True)
    if wanted.get("zone") and wanted["zone"] not in available_timezones():
        words = _("Choose a time zone by its name, such as Europe/Stockholm.")
        raise NotPossible(words, fields={"zone": words})
    if "organisation" in wanted:
        access.demand(access.may_record_people(by))
        wanted["organisation"] = _organisation(by, asked.organisation)
    if "manager" in wanted:
        access.demand(access.may_record_people(by))
        wanted["manager"] = named(access.visible_to(by), asked.manager, "manager")
    activities.change_person(row, by=by, **wanted)
    return person_out(person_of(request, person))


@router.post(f"{ONE_PERSON}/addresses", response=answers(PersonOut, 201))
def add_address(request: HttpRequest, person: int, asked: AddressIn) -> Status[PersonOut]:
    """Add a way to reach somebody; a mail address is one person's only."""
    by, row = caller(request), person_of(request, person)
    activities.add_address(row, by=by, kind=asked.kind, value=asked.value)
    return Status(201, person_out(person_of(request, person)))


def _organisation(by: Person, pk: int | None) -> Organisation | None:
    found: Organisation | None = named(access.organisations_visible_to(by), pk, "organisation")
    return found
