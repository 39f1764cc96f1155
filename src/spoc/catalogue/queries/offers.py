"""What can be ordered, as the portal tells it: price, time, and whether one may have it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from spoc.catalogue.models import Offering, Presentation, Subscription
from spoc.catalogue.queries.ordering import Reader, approvers_of, reader_of, with_audience
from spoc.catalogue.queries.services import told_of, voice_for
from spoc.catalogue.terms import Terms, terms_now, terms_of
from spoc.catalogue.words import APPROVER, NOT_ELIGIBLE
from spoc.kit.text import sort_key
from spoc.people.models import Community, Person
from spoc.people.voice import said

# as many as one page of the portal shows; of more, one searches
MOST = 200


@dataclass(frozen=True, slots=True)
class Offered:
    """An offering as a reader sees it: what it costs, how long it takes, why they may not."""

    key: str
    name: str
    icon: str
    description: str
    guidance: str
    includes: list[str]
    price: str
    lead: str
    may_have: bool
    reason: str
    note: str
    needs: str
    is_draft: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The offerings of one service, as a community is told what it is called."""

    key: str
    name: str
    offers: list[Offered]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose approval an order would take, as the orderer is told."""

    name: str
    role: str


def found_by(rows: QuerySet[Offering], words: str) -> QuerySet[Offering]:
    """Return the offerings that fit some words: their name, what they are, what points to them."""
    for word in words.split()[:8]:
        fits = Q(name__icontains=word) | Q(names__icontains=word) | Q(told__icontains=word)
        fits |= Q(words__icontains=word.lower()) | Q(service__name__icontains=word)
        rows = rows.filter(fits | Q(service__names__icontains=word))
    return rows


def offered_to(
    rows: QuerySet[Offering], person: Person | None, community: Community
) -> list[Group]:
    """Return offerings by service, each with what a reader is told before they order."""
    found = list(with_audience(rows).order_by("service", "rank", "name")[:MOST])
    reader = reader_of(person) if person else None
    names = _service_names(found, community)
    groups: dict[int, Group] = {}
    for each in found:
        service = each.service
        name = names.get(service.pk) or str(service)
        group = groups.setdefault(service.pk, Group(service.key, name, []))
        group.offers.append(offer_for(each, reader))
    return sorted(groups.values(), key=lambda group: sort_key(group.name))


def offer_for(offering: Offering, reader: Reader | None) -> Offered:
    """Return one offering as a reader is told of it; whoever is not known orders nothing."""
    terms = terms_for(offering)
    may_have, code = reader.may_have(offering) if reader else (False, "")
    needs = str(offering.prerequisite) if code == "prerequisite" else ""
    return Offered(
        key=offering.key,
        name=str(offering),
        icon=offering.icon,
        description=offering.description,
        guidance=said(offering.told, "guidance"),
        includes=[line for line in said(offering.told, "includes").splitlines() if line.strip()],
        price=terms.price_said,
        lead=terms.lead_said,
        may_have=may_have,
        reason=str(NOT_ELIGIBLE[code]) if code else "",
        note=offering.state_reason if code == "suspended" else "",
        needs=needs,
        is_draft=offering.published_id is None,
    )


def terms_for(offering: Offering) -> Terms:
    """Return the terms an order of it has now: of its last version, or as a draft would have."""
    return terms_of(offering.published) if offering.published else terms_now(offering)


def told_whole(
    offering: Offering, person: Person | None, community: Community
) -> dict[str, object]:
    """Return all that a page tells of one offering before anybody orders it."""
    service = offering.service
    return {
        "offer": offer_for(offering, reader_of(person) if person else None),
        "voice": voice_for(community, service),
        "service": service,
        "service_name": told_of(service, community).name,
        "approvers": asked_for(offering, person) if person else [],
    }


def asked_for(offering: Offering, person: Person) -> list[Asked]:
    """Return whose approval one order of it would take."""
    terms = terms_for(offering)
    found = approvers_of(terms.approvals, for_=person, service=offering.service, total=terms.price)
    return [
        Asked(each.person.name if each.person else "", str(APPROVER[each.wanted.who]))
        for each in found
    ]


def held_by(person: Person) -> list[Subscription]:
    """Return what somebody has now, by name."""
    rows = Subscription.objects.filter(holder=person, until=None)
    found = rows.select_related("offering", "service").order_by("-since")[:MOST]
    return sorted(found, key=lambda each: sort_key(str(each.offering)))


def _service_names(offerings: Iterable[Offering], community: Community) -> dict[int, str]:
    services = {each.service_id for each in offerings}
    rows = Presentation.objects.filter(service__in=services, community=community.pk or 0)
    return {each.service_id: said(each.told, "name") for each in rows}
