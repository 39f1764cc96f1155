"""What machines are told of the request that something became."""

from ninja import Schema

from spoc.requests.models import SupportRequest


class TakenInOut(Schema):
    """The request it became, and how it stands."""

    request: int
    reference: str
    status: str


def taken_in(row: SupportRequest) -> TakenInOut:
    """Return the request that something became, as machines read it."""
    return TakenInOut(request=row.pk, reference=row.reference, status=row.status)
