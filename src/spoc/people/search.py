"""What of a person can be found: name, title, place, organisation and addresses."""

from spoc.people.models import Person
from spoc.search.registry import Findable, findable


def describe(person: Person) -> Findable:
    """Return the words of a person; of one merged into another nothing is found."""
    if person.merged_into_id or person.kind == Person.Kind.SYSTEM:
        return Findable("", "")
    addresses = person.addresses.values_list("value", "normal")
    organisation = person.organisation.name if person.organisation else ""
    words = [person.title, person.place, organisation, *(w for pair in addresses for w in pair)]
    return Findable(person.name, " ".join(words))


findable("person", describe)
