"""`mention`: a colleague named in a note follows the request from then on, and is told."""

from spoc.audit.activities import activity, record
from spoc.channels.activities import News, notify
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.records.activities import watch
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.queries.mentions import mentioned_in


@activity
def mention(support_request: SupportRequest, *, by: Person, text: str) -> list[Person]:
    """Let those named after an at sign in a note watch the request, and tell them of it."""
    demand(access.may_write_inside(by, support_request))
    people = mentioned_in(text, support_request, by)
    for person in people:
        watch(support_request, by=by, person=person)
        notify(person, by=by, news=News("mentioned", support_request, {"by": by.name}))
    if people:
        names = ", ".join(person.name for person in people)
        record("request.mentioned", support_request, by=by, names=names)
    return people
