"""Who may see orders and baskets."""

from datetime import datetime

from django.db.models import QuerySet

from spoc.people.models import Person
from spoc.requests.access import visible_to
from spoc.requests.models import Basket, BasketItem, Fulfilment
from spoc.requests.rules.fulfilment import KEPT_FOR


def orders_visible_to(person: Person) -> QuerySet[Fulfilment]:
    """Return the orders of the requests a person may read."""
    within = visible_to(person).values("pk")
    return Fulfilment.objects.exclude(stage="").filter(support_request__in=within)


def baskets_visible_to(person: Person) -> QuerySet[Basket]:
    """Return a person's own baskets: nobody else looks into one."""
    return Basket.objects.filter(person=person)


def forgotten_baskets(moment: datetime) -> QuerySet[Basket]:
    """Return the baskets that something waits in for longer than things are kept."""
    rows = Basket.objects.filter(state="open", items__added_at__lt=moment - KEPT_FOR)
    return rows.distinct().order_by("pk")


def items_of(person: Person) -> QuerySet[BasketItem]:
    """Return what somebody means to order."""
    return BasketItem.objects.filter(basket__person=person, basket__state="open")
