"""Writing the letters that follow from what happened, each once."""

from collections.abc import Callable

from spoc.audit.activities import activity, record
from spoc.channels.models import Letter
from spoc.people.models import Person
from spoc.requests import letters
from spoc.requests.letters import letters_to_requester
from spoc.requests.models import SupportRequest


@activity
def acknowledge(support_request: SupportRequest, *, by: Person) -> Letter | None:
    """Tell the requester that we have it; nothing is written twice, or about what is over."""
    if (
        letters_to_requester(support_request).exists()
        or not support_request.is_open
        or support_request.status == "resolved"
    ):
        return None
    return tell(support_request, by=by, write=letters.acknowledge)


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
