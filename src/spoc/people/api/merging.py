"""Making one of two rows for the same human: what would go along, and doing it."""

from django.http import HttpRequest
from ninja import Router, Schema

from spoc.people import access, activities
from spoc.people.api.shapes import ONE_PERSON, PersonOut, person_of, person_out
from spoc.people.models import Person
from spoc.people.queries import going_along
from spoc.site.machines import answers
from spoc.site.tokens import caller

router = Router()
ONE = f"{ONE_PERSON}/merging/{{int:into}}"


class MergingOut(Schema):
    """What a merge would bring along; it cannot be undone."""

    person: int
    into: int
    requests: int
    addresses: int
    contacts: int
    roles: int
    teams: int


@router.get(ONE, response=answers(MergingOut))
def preview_merging(request: HttpRequest, person: int, into: int) -> MergingOut:
    """Read what a person would bring along into another."""
    row, other = _both(request, person, into)
    return MergingOut(person=row.pk, into=other.pk, **going_along(row))


@router.post(ONE, response=answers(PersonOut))
def merge_people(request: HttpRequest, person: int, into: int) -> PersonOut:
    """Make one person of two: all that names the first names the second from now on."""
    row, other = _both(request, person, into)
    activities.merge_people(row, by=caller(request), into=other)
    return person_out(person_of(request, into))


def _both(request: HttpRequest, person: int, into: int) -> tuple[Person, Person]:
    row, other = person_of(request, person), person_of(request, into)
    access.demand(access.may_record_people(caller(request)))
    return row, other
