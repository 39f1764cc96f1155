"""One request with all that its pages show of it; who may see it, the one who asks decides."""

from spoc.kit.prepared import Prepared
from spoc.requests.models import SupportRequest

WITH = (
    *("requester__organisation", "requester__community", "organisation", "community"),
    *("service__voice", "category", "team", "assignee", "owner", "on_behalf_of", "merged_into"),
    *("incident", "information", "fulfilment", "proposal", "major"),
)


def whole_of(number: int) -> SupportRequest | None:
    """Return the request of this number with what it points at; None where there is none."""
    return next(iter(_of(number)), None) if number < 2**63 else None


_of = Prepared(lambda number: SupportRequest.objects.select_related(*WITH).filter(pk=number))
