"""What an ordering page is about: an offering, and what somebody has of it already."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from spoc.catalogue.access import (
    offering_of_held,
    orderable_for,
    shown_to,
    subscriptions_orderable_by,
)
from spoc.catalogue.models import Offering, Subscription
from spoc.catalogue.queries.ordering import with_audience
from spoc.kit.errors import NotFound
from spoc.people.models import Person
from spoc.requests.queries.order_form import named
from spoc.requests.rules.fulfilment import PURPOSES

LONGEST_KEY = 18


def gone() -> NotFound:
    """Say that there is nothing here, or nothing of theirs."""
    return NotFound(_("There is nothing at this address, or it is not yours to see."))


def purpose_in(request: HttpRequest) -> str:
    """Return what is to be done: get it, change it, or give it back."""
    said = _said(request, "purpose") or "begin"
    if said not in PURPOSES:
        raise gone()
    return said


def held_in(request: HttpRequest, person: Person) -> Subscription | None:
    """Return what is to be changed or given back; None where something new is ordered."""
    if purpose_in(request) == "begin":
        return None
    said = _said(request, "held")
    key = int(said) if said.isdecimal() and len(said) <= LONGEST_KEY else 0
    rows = subscriptions_orderable_by(person).select_related("offering", "holder__organisation")
    found = rows.filter(pk=key).first()
    if found is None:
        raise gone()
    return found


def found(request: HttpRequest, person: Person, key: str) -> Offering:
    """Return the offering at an address, as far as it is theirs to order.

    What is meant for them, or for whom they order it; and what is held, whatever became of it.
    """
    held = held_in(request, person)
    if held is not None:
        rows = offering_of_held(held).filter(key=key)
        offering = with_audience(rows.select_related("service__owner")).first()
    else:
        offering = _shown(person, key) or _shown(_whom(request, person), key)
    if offering is None:
        raise gone()
    return offering


def _shown(person: Person | None, key: str) -> Offering | None:
    if person is None:
        return None
    rows = shown_to(person).filter(key=key)
    return with_audience(rows.select_related("service__owner")).first()


def _whom(request: HttpRequest, person: Person) -> Person | None:
    """Return for whom it is ordered, where it is for somebody else."""
    said = _said(request, "for")
    is_other = request.POST.get("who", "other") != "me"
    return named(orderable_for(person), said) if said and is_other else None


def _said(request: HttpRequest, name: str) -> str:
    said = request.POST if request.method == "POST" else request.GET
    return str(said.get(name, "")).replace("\0", "").strip()
