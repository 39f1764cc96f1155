"""What processes that run for a request are told of it: who approves, what they may read of it."""

from datetime import tzinfo
from typing import cast
from zoneinfo import ZoneInfo

from django.db.models import Model
from django.utils import translation
from django.utils.translation import gettext as _

from spoc.catalogue.queries.ordering import payer_of
from spoc.catalogue.terms import terms_of
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.requests.queries.ordered import told_in_words
from spoc.workflow.subjects import Asked, Subject

ELSEWHERE = "Europe/Stockholm"


def asked(subject: Model) -> Asked:
    """Return what approvers of a request may read: what was ordered, its answers and its price."""
    support_request = cast(SupportRequest, subject)
    order = getattr(support_request, "fulfilment", None)
    person = _meant(support_request)
    if order is None or order.offering_version is None:
        return Asked(title=support_request.title, beneficiary=person)
    with translation.override(support_request.language or person.speaks):
        title = _("%(what)s for %(name)s") % {
            "what": str(order.offering_version.offering),
            "name": person.name,
        }
        told = told_in_words(terms_of(order.offering_version).form, order.answers)
    return Asked(
        title=title,
        told=tuple(told),
        price=order.total,
        currency=order.currency,
        beneficiary=person,
    )


def approvers(subject: Model, who: str) -> list[Person]:
    """Return whom a word names for a request; the owner of its service stands in for nobody."""
    support_request = cast(SupportRequest, subject)
    person, service = _meant(support_request), support_request.service
    named: Person | None = None
    if who == "manager":
        named = person.manager
    elif who == "payer":
        named = payer_of(person)
    elif who.startswith("person:") and who.removeprefix("person:").isdecimal():
        named = Person.objects.filter(pk=int(who.removeprefix("person:"))).first()
    owner = service.owner if service else None
    able = [each for each in (named, owner) if each and each.is_active and each.pk != person.pk]
    return able[:1]


def zone(subject: Model) -> tzinfo:
    """Return the zone in which a request's days begin: that of whom it is for."""
    community = cast(SupportRequest, subject).community
    return ZoneInfo(community.zone if community else ELSEWHERE)


def _meant(support_request: SupportRequest) -> Person:
    """Return whom a request is for."""
    order = getattr(support_request, "fulfilment", None)
    meant: Person | None = order.requested_for if order else None
    return meant or support_request.on_behalf_of or support_request.requester


CASED = Subject("request", asked=asked, approvers=approvers, zone=zone)
