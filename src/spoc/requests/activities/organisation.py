"""`take_along`: who took how much of what their organisation asked along as a file is noted."""

from spoc.audit.activities import activity, record
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests.queries.own import answers_for_organisation


@activity
def take_along(person: Person, *, by: Person, count: int) -> None:
    """Note that somebody took the requests of the organisation they answer for along."""
    demand(by.pk == person.pk and answers_for_organisation(by))
    record("person.exported", person, by=by, count=count)
