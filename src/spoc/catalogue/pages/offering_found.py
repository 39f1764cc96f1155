"""Finding the offering a page is about, as far as the reader may see or shape it."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from spoc.catalogue import access
from spoc.catalogue.models import Offering
from spoc.kit.errors import NotAllowed, NotFound
from spoc.people.access import demand
from spoc.people.models import Person

LARGEST = 2**63
LONGEST_NUMBER = 9


def reader(request: HttpRequest) -> Person:
    """Return who may read what is offered."""
    if not isinstance(request.user, Person) or not access.may_read_offerings(request.user):
        raise NotAllowed(_("This is the desk's own page: your requests are under My requests."))
    return request.user


def shown(request: HttpRequest, pk: int) -> Offering:
    """Return the offering at this address, as far as the reader may see it."""
    rows = access.offerings_visible_to(reader(request))
    with_terms = rows.select_related("service", "team", "definition", "category", "published")
    row = with_terms.filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return row


def shaped(request: HttpRequest, pk: int) -> Offering:
    """Return the offering at this address to whoever may change it."""
    row = shown(request, pk)
    allowed = access.may_shape_offerings_of(reader(request), row.service)
    demand(allowed, _("Only who answers for the service changes what is offered of it."))
    return row


def number_seen(request: HttpRequest) -> int | None:
    """Return which edition of an offering the page showed."""
    said = request.POST.get("seen", "")
    return int(said) if said.isdecimal() and len(said) <= LONGEST_NUMBER else None
