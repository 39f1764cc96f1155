"""The basket: what somebody means to order, and what they ordered at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spoc.kit.errors import NotPossible, Refusal
from spoc.people.models import Person
from spoc.requests.activities.basket import order_basket, take_out
from spoc.requests.models import Basket
from spoc.requests.order_access import baskets_visible_to, items_of
from spoc.requests.portal.order_about import gone
from spoc.requests.portal.order_given import person_of
from spoc.requests.queries.orders import basket_shown, ordered_in


@login_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show what is in the basket, and what it comes to."""
    return _page(request, person_of(request))


@login_required
@require_POST
def removal(request: HttpRequest, number: int) -> HttpResponse:
    """Take something out again."""
    person = person_of(request)
    item = items_of(person).select_related("basket", "offering").filter(pk=number).first()
    if item is None:
        raise gone()
    take_out(item.basket, by=person, item=item)
    messages.success(request, _("%(name)s is out of your basket.") % {"name": item.offering})
    return HttpResponseRedirect(reverse("requests:basket"))


@login_required
@require_POST
def ordering(request: HttpRequest, number: int) -> HttpResponse:
    """Order all that is in a basket; sent twice it is ordered once."""
    person = person_of(request)
    basket = _found(person, number)
    try:
        order_basket(basket, by=person)
    except NotPossible as refusal:
        return _page(request, person, refusal)
    messages.success(request, _("We have your orders."))
    return HttpResponseRedirect(reverse("requests:ordered-basket", kwargs={"number": basket.pk}))


@login_required
@require_safe
def ordered(request: HttpRequest, number: int) -> HttpResponse:
    """Show what was ordered with a basket, and how far each of it is."""
    person = person_of(request)
    basket = _found(person, number)
    if basket.state != "ordered":
        return HttpResponseRedirect(reverse("requests:basket"))
    context = {"basket": basket, "rows": ordered_in(basket, person)}
    return render(request, "requests/orders/ordered.html", context)


def _found(person: Person, number: int) -> Basket:
    basket = baskets_visible_to(person).filter(pk=number).first()
    if basket is None:
        raise gone()
    return basket


def _page(request: HttpRequest, person: Person, refusal: Refusal | None = None) -> HttpResponse:
    context = {"basket": basket_shown(person), "refusal": refusal}
    status = refusal.status if refusal else 200
    return render(request, "requests/orders/basket.html", context, status=status)
