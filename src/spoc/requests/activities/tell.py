"""Writing the letters that follow from what happened, each once."""

from collections.abc import Callable

from spoc.audit.activities import activity, record
from spoc.channels.models import Letter
from spoc.people.models import Person
from spoc.requests import letters
from spoc.requests.models import SupportRequest


@activity
def acknowledge(support_request: SupportRequest, *, by: Person) -> Letter | None:
    """Tell the requester that we have it; nothing is written twice, or about what is over."""
    is_told = Letter.objects.filter(
        noun="request", subject_id=support_request.pk, is_incoming=False
    ).exists()
    if is_told or not support_request.is_open or support_request.status == "resolved":
        return None
    return tell(support_request, by=by, write=letters.acknowledge)


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
