"""Who of the desk may be mentioned in a note, and who is."""

from django.db.models import QuerySet

from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.people.queries import matching
from spoc.people.rules import DESK_ROLES
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.rules.mentions import candidates, mentioned

MOST_SHOWN = 8


def desk_people(person: Person) -> QuerySet[Person]:
    """Return those who work at the desk, as far as this person may know of them."""
    people = people_visible_to(person).filter(is_active=True, kind=Person.Kind.HUMAN)
    return people.filter(grants__role__in=DESK_ROLES).distinct()


def mentionable(person: Person, words: str) -> list[Person]:
    """Return the first of the desk's people that fit what was written after the at signs."""
    people = desk_people(person).exclude(pk=person.pk)
    found = matching(people, words) if words.strip() else people
    return list(found.order_by("sort_name", "id")[:MOST_SHOWN])


def mentioned_in(text: str, support_request: SupportRequest, by: Person) -> list[Person]:
    """Return who is mentioned and may read the inner side of the request: nobody else learns."""
    names = candidates(text)
    if not names:
        return []
    known = {each.name: each for each in desk_people(by).filter(name__in=names)}
    people = [known[name] for name in mentioned(text, known) if known[name].pk != by.pk]
    return [each for each in people if access.may_read_inside(each, support_request)]
