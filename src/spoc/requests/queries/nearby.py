"""The requests around one: before and after it in a queue, and what else its requester asked."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.db.models import QuerySet

from spoc.kit import keyset
from spoc.kit.gathered import gathered
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.queries.counts import CAP, Counted
from spoc.requests.queries.queue_onlooker import asked_by
from spoc.requests.queries.rows import TRIAGE, Filters, place_of_row, queue
from spoc.requests.queries.shape import Order
from spoc.requests.rules.lifecycle import WORKED

SHOWN = 5
Lists = Mapping[str, QuerySet[Any, Any]]
Read = Mapping[str, list[Any]]


def nearby(support_request: SupportRequest, person: Person, place: str, team: int | None) -> Read:
    """Return what is around a request in a queue that nothing narrows, as somebody sees it.

    That is the requests `before` and `after`, how many the requester has in `all` as far as they
    are counted, and the `others` that are open.
    """
    asks = _asks(place, is_of_team=team is not None)
    keys = ("number", "requester", "team")
    return asked_by(person, asks, *keys, values=TRIAGE_NAMES).read(
        number=support_request.pk,
        requester=support_request.requester_id,
        team=team or 0,
        **_place(support_request, TRIAGE),
    )


def nearby_in(
    rows: QuerySet[SupportRequest], support_request: SupportRequest, person: Person, order: Order
) -> Read:
    """Return what is around a request in a list of any sort, as `nearby` does."""
    place = _place(support_request, order)
    around = _neighbours(rows, place, order) if place else {}
    return gathered(**around, **_others(support_request, person))


TRIAGE_NAMES = TRIAGE.names


@cache
def _asks(place: str, *, is_of_team: bool) -> Callable[..., Lists]:
    def asks(person: Person, number: int, requester: int, team: int, **at: Any) -> Lists:
        this = SupportRequest(pk=number, requester_id=requester)
        rows = queue(person, place, team if is_of_team else None, Filters())
        return {**_neighbours(rows, at, TRIAGE), **_others(this, person)}

    return asks


def _neighbours(rows: QuerySet[SupportRequest], at: Mapping[str, Any], order: Order) -> Lists:
    names, keys = order.names, order.on(rows).values_list("pk")
    back, here = keyset.backwards(names), [at[name.removeprefix("-")] for name in names]
    return {
        "before": keys.filter(keyset.beyond(back, here)).order_by(*back)[:1],
        "after": keys.filter(keyset.beyond(names, here)).order_by(*names)[:1],
    }


def _others(support_request: SupportRequest, person: Person) -> Lists:
    requester = support_request.requester_id
    theirs = access.visible_to(person).filter(requester=requester).order_by("-id")
    still = theirs.filter(status__in=[str(each) for each in WORKED]).exclude(pk=support_request.pk)
    count = Counted(theirs.values("pk")[: CAP + 1])
    # found in the index first: of somebody with hundreds that are over, none is read
    shown = SupportRequest.objects.filter(pk__in=still.values("pk")[:SHOWN]).order_by("-id")
    return {
        "all": Person.objects.filter(pk=requester).annotate(count=count).values_list("count"),
        "others": shown.only("type", "title"),
    }


def _place(support_request: SupportRequest, order: Order) -> dict[str, Any]:
    """Return what the order asks of the request: read where it is of other records."""
    names = [each.removeprefix("-") for each in order.names]
    if order.made or any("__" in name for name in names):
        return place_of_row(support_request.pk, order) or {}
    return {name: getattr(support_request, name) for name in names}
