"""`order_once`: the same order sent twice is one order."""

from spoc.audit.activities import activity
from spoc.people.models import Person
from spoc.requests.activities.only_once import only_once
from spoc.requests.activities.order import Wish, order
from spoc.requests.models import SupportRequest


@activity
def order_once(
    person: Person, *, by: Person, wish: Wish, key: str, digest: str
) -> tuple[SupportRequest, bool]:
    """Order under a key the sender chose; a second time the same comes back, and nothing new."""
    return only_once(by, key, digest, lambda: order(person, by=by, wish=wish))
