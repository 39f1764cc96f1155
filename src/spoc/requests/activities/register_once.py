"""`register_once`: the same call made twice is one request."""

from spoc.audit.activities import activity
from spoc.people.models import Person
from spoc.requests.activities.only_once import only_once
from spoc.requests.activities.register import Registration, register
from spoc.requests.models import SupportRequest


@activity
def register_once(
    requester: Person, *, by: Person, registration: Registration, key: str, digest: str
) -> tuple[SupportRequest, bool]:
    """Register under a key the sender chose; a second time the same comes back, and nothing new."""
    return only_once(by, key, digest, lambda: register(requester, by=by, registration=registration))
