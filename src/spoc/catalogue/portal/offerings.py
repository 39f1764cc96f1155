"""What can be ordered, told before anybody orders; and what one has."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.catalogue import access
from spoc.catalogue.models import Offering
from spoc.catalogue.queries import SPOKEN_TO, offers, spoken_to
from spoc.catalogue.queries.ordering import with_audience
from spoc.kit.errors import NotFound
from spoc.people.models import Community, Person
from spoc.requests.queries.held import held_shown


@require_safe
def offering(request: HttpRequest, key: str) -> HttpResponse:
    """Tell of one offering: what it is, what it costs, who approves, and whether one may.

    Whoever works at the desk is a customer here; what is not meant for them they read there.
    """
    person, community = _reader(request)
    rows = access.shown_to(person) if person else access.public_offerings(community)
    row = with_audience(rows).filter(key=key).first()
    if row is None:
        return _at_desk(person, key)
    context = {
        **offers.told_whole(row, person, community),
        "may_order": bool(person) and row.is_orderable,
        "orders_for_others": bool(person and _orders_for_others(person, row)),
        "is_preview": False,
    }
    return render(request, "catalogue/portal/offering.html", context)


@require_safe
@login_required
def held(request: HttpRequest) -> HttpResponse:
    """List what one has, since when, and what may be done with it."""
    person, _community = _reader(request)
    rows = held_shown(offers.held_by(person), person) if person else []
    return render(request, "catalogue/portal/held.html", {"held": rows})


def _at_desk(person: Person | None, key: str) -> HttpResponse:
    if person is not None and access.may_read_offerings(person):
        row = access.offerings_visible_to(person).filter(key=key).first()
        if row is not None:
            return redirect("catalogue:offering", pk=row.pk)
    raise NotFound(_("There is nothing at this address, or it is not yours to see."))


def _orders_for_others(person: Person, row: Offering) -> bool:
    others = access.orderable_for(person).exclude(pk=person.pk)
    return row.is_requestable_for_others and row.is_orderable and others.exists()


def _reader(request: HttpRequest) -> tuple[Person | None, Community]:
    person = get_user(request)
    known = person if isinstance(person, Person) else None
    return known, spoken_to(known, request.COOKIES.get(SPOKEN_TO, ""))
