"""Writing the letters that follow from what happened, each once."""

from collections.abc import Callable

from django.conf import settings

from spoc.audit.activities import activity, record
from spoc.audit.queries import story
from spoc.channels.activities import one_by_one
from spoc.channels.models import Letter
from spoc.channels.queries.ways import wants_every_step
from spoc.people.models import Person
from spoc.requests import letters
from spoc.requests.access import coordinators_of
from spoc.requests.letters import letters_to_requester
from spoc.requests.models import SupportRequest
from spoc.requests.queries.strangers import MARK, is_stranger, strangers_told

# no acknowledgement was written
LEFT_OUT = "request.unacknowledged"


@activity
def acknowledge(support_request: SupportRequest, *, by: Person) -> Letter | None:
    """Tell the requester that we have it; nothing is written twice, or about what is over.

    Anybody can write in the name of others: of those known by letters alone only so many a minute
    are written to, and the request says that one was left out.
    """
    if (
        letters_to_requester(support_request).exists()
        or not support_request.is_open
        or support_request.status == "resolved"
        or story(support_request).filter(kind=LEFT_OUT).exists()
        or not wants_every_step(support_request.requester)
    ):
        return None
    if not is_stranger(support_request.requester):
        return tell(support_request, by=by, write=letters.acknowledge)
    community = support_request.community
    mailbox = community.mail if community else ""
    one_by_one(f"acknowledgements of {mailbox}")
    if strangers_told(mailbox) >= settings.SPOC_STRANGERS_PER_MINUTE:
        record(LEFT_OUT, support_request, by=by)
        return None
    letter = tell(support_request, by=by, write=letters.acknowledge)
    if letter is not None:
        letter.marks[MARK] = True
        letter.save(update_fields=["marks"])
    return letter


@activity
def tell_declined(support_request: SupportRequest, *, by: Person) -> Letter | None:
    """Tell the requester that we cannot help, and who can; nothing is written twice."""
    since = support_request.updated_at
    is_told = letters_to_requester(support_request).filter(at__gte=since).exists()
    if is_told or support_request.status != "rejected":
        return None
    return tell(support_request, by=by, write=letters.tell_declined)


@activity
def tell(
    support_request: SupportRequest,
    *,
    by: Person,
    write: Callable[..., Letter | None],
) -> Letter | None:
    """Write one letter about the request and note that it was written."""
    letter = write(support_request, by=by)
    if letter is not None:
        record("request.told", support_request, by=by, to=", ".join(letter.to_addresses))
    return letter


@activity
def tell_coordinators(
    support_request: SupportRequest, *, by: Person, about: str = "returned"
) -> list[Letter]:
    """Write to the incident coordinators whose request comes back, or goes from team to team."""
    written = [
        letter
        for coordinator in coordinators_of(support_request)
        if (
            letter := letters.tell_coordinator(
                support_request, by=by, person=coordinator, about=about
            )
        )
    ]
    if written:
        to = ", ".join(address for letter in written for address in letter.to_addresses)
        record("request.told", support_request, by=by, to=to)
    return written
