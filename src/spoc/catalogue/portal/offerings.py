"""What can be ordered, told before anybody orders; and what one has."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.catalogue import access
from spoc.catalogue.models import Offering
from spoc.catalogue.queries import SPOKEN_TO, offers, spoken_to, told_of, voice_for
from spoc.catalogue.queries.ordering import reader_of, with_audience
from spoc.kit.errors import NotFound
from spoc.people.models import Community, Person


@require_safe
def offering(request: HttpRequest, key: str) -> HttpResponse:
    """Tell of one offering: what it is, what it costs, who approves, and whether one may."""
    person, community = _reader(request)
    rows = access.offerings_visible_to(person) if person else access.public_offerings(community)
    row = with_audience(rows).filter(key=key).first()
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    context = {
        "offer": offers.offer_for(row, reader_of(person) if person else None),
        "voice": voice_for(community, row.service),
        "service": row.service,
        "service_name": told_of(row.service, community).name,
        "approvers": offers.asked_for(row, person) if person else [],
        "may_order": bool(person) and row.is_orderable,
        "orders_for_others": bool(person and _orders_for_others(person, row)),
    }
    return render(request, "catalogue/portal/offering.html", context)


@require_safe
@login_required
def held(request: HttpRequest) -> HttpResponse:
    """List what one has: since when, and from which order."""
    person, _community = _reader(request)
    rows = offers.held_by(person) if person else []
    return render(request, "catalogue/portal/held.html", {"held": rows})


def _orders_for_others(person: Person, row: Offering) -> bool:
    others = access.orderable_for(person).exclude(pk=person.pk)
    return row.is_requestable_for_others and row.is_orderable and others.exists()


def _reader(request: HttpRequest) -> tuple[Person | None, Community]:
    person = get_user(request)
    known = person if isinstance(person, Person) else None
    return known, spoken_to(known, request.COOKIES.get(SPOKEN_TO, ""))
