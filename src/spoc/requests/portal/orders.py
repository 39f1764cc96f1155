"""Ordering in the portal: the form of an offering, and what somebody ordered so far."""

import secrets
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.catalogue.models import Offering
from spoc.kit.errors import NotPossible, Refusal, Stale
from spoc.people.models import Person
from spoc.requests.activities.basket import Chosen, put_in_basket
from spoc.requests.activities.order import Wish
from spoc.requests.activities.order_once import order_once
from spoc.requests.order_words import purpose_words
from spoc.requests.portal.order_about import found
from spoc.requests.portal.order_given import (
    digest_of,
    files_in,
    first_given,
    given_in,
    person_of,
)
from spoc.requests.queries.order_form import Given, order_form, whom
from spoc.requests.queries.orders import in_basket, own_orders

MARK_LENGTH = 24


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest, key: str) -> HttpResponse:
    """Show what an offering asks, and order it; sent twice it is ordered once."""
    person = person_of(request)
    offering = found(request, person, key)
    if request.method != "POST":
        return _page(request, person, offering, first_given(request, person, offering))
    given = given_in(request, person, offering)
    then = request.POST.get("then", "order")
    if then == "look":
        return _page(request, person, offering, given)
    try:
        is_put = then == "basket" and given.held is None
        return (_put if is_put else _ordered)(request, person, offering, given)
    except (NotPossible, Stale) as refusal:
        return _refused(request, person, offering, given, refusal)


@login_required
@require_POST
def form(request: HttpRequest, key: str) -> HttpResponse:
    """Draw the form anew: what was answered may show further fields, and change the price."""
    person = person_of(request)
    offering = found(request, person, key)
    given = given_in(request, person, offering)
    return render(request, "requests/orders/_form.html", _shown(request, person, offering, given))


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List what somebody ordered, the newest first."""
    person = person_of(request)
    listed = own_orders(person, after=request.GET.get("after"))
    context = {"listed": listed, "after": request.GET.get("after", "")}
    return render(request, "requests/orders/mine.html", context)


def _ordered(
    request: HttpRequest, person: Person, offering: Offering, given: Given
) -> HttpResponse:
    whose = _whom(offering, person, given)
    wish = Wish(
        offering,
        answers=given.answers,
        quantity=given.held.quantity if given.held and given.purpose == "end" else given.count,
        purpose=given.purpose,
        held=given.held,
        cost_centre=request.POST.get("cost_centre", ""),
        files=files_in(request),
    )
    mark = request.POST.get("once", "")[:MARK_LENGTH] or secrets.token_hex(8)
    digest = digest_of(offering, given)
    made, _is_new = order_once(whose, by=person, wish=wish, key=f"order-{mark}", digest=digest)
    if made.is_open:
        messages.success(request, _("We have your order: %(number)s.") % {"number": made.reference})
    is_theirs = person.pk in (made.requester_id, made.on_behalf_of_id)
    page = "requests:portal-request" if is_theirs else "requests:request"
    return HttpResponseRedirect(reverse(page, kwargs={"number": made.pk}))


def _put(request: HttpRequest, person: Person, offering: Offering, given: Given) -> HttpResponse:
    whose, files = _whom(offering, person, given), files_in(request)
    chosen = Chosen(offering, whose, given.answers, given.count, files)
    put_in_basket(person, by=person, chosen=chosen)
    messages.success(request, _("%(name)s is in your basket.") % {"name": offering})
    return HttpResponseRedirect(reverse("requests:basket"))


def _whom(offering: Offering, person: Person, given: Given) -> Person:
    found_one = given.held.holder if given.held else whom(offering, person, given.whom)
    if found_one is None:
        words = _("Nobody was found by this: write the whole name, or a mail address.")
        raise NotPossible(words, fields={"for": words})
    return found_one


def _refused(
    request: HttpRequest, person: Person, offering: Offering, given: Given, refusal: Refusal
) -> HttpResponse:
    """Show the form again with all that was typed, and what is wrong beside it."""
    wrong = refusal.fields or {"": refusal.sentence}
    kept = replace(given, wrong=wrong)
    return _page(request, person, offering, kept, status=refusal.status)


def _page(
    request: HttpRequest, person: Person, offering: Offering, given: Given, status: int = 200
) -> HttpResponse:
    context = _shown(request, person, offering, given)
    return render(request, "requests/orders/order.html", context, status=status)


def _shown(
    request: HttpRequest, person: Person, offering: Offering, given: Given
) -> dict[str, object]:
    shown = order_form(offering, person, given)
    names = {f"field-{each.key}": each.name for each in shown.fields}
    names |= {"for": _("Who is it for?"), "quantity": _("How many")}
    return {
        "offering": offering,
        "title": purpose_words(given.purpose, str(offering)),
        "form": shown,
        "given": given,
        # what is wrong with no field in sight stands by itself
        "wrong": [
            (key if key in names else "", names.get(key, ""), words)
            for key, words in given.wrong.items()
        ],
        "once": request.POST.get("once") or secrets.token_hex(8),
        "cost_centre": request.POST.get("cost_centre", ""),
        "at": reverse("requests:order", kwargs={"key": offering.key}),
        "basket_count": in_basket(person),
    }
