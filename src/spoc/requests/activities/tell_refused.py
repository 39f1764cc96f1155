"""`tell_refused`: who ordered it hears that it is not to be, why, and what they may do instead."""

from spoc.audit.activities import activity
from spoc.audit.queries import story
from spoc.channels.models import Letter
from spoc.people.models import Person
from spoc.requests import letters
from spoc.requests.activities.tell import tell
from spoc.requests.models import Fulfilment, SupportRequest


@activity
def tell_refused(support_request: SupportRequest, *, by: Person) -> Letter | None:
    """Write to who ordered that the order was refused; nothing is written twice."""
    order = Fulfilment.objects.filter(pk=support_request.pk, stage="refused").first()
    if order is None:
        return None
    refused = story(support_request).filter(kind="order.refused").order_by("id").last()
    told = story(support_request).filter(kind="request.told")
    if refused is None or told.filter(id__gt=refused.pk).exists():
        return None
    return tell(support_request, by=by, write=letters.tell_refused)
