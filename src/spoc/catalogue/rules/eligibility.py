"""Who may order an offering: shown before anybody orders, and asked again when they do."""

from dataclasses import dataclass, field
from datetime import date

from spoc.catalogue.rules.offering import OfferingState


@dataclass(frozen=True, slots=True)
class Offer:
    """An offering as far as it says for whom it is; empty sets are everybody."""

    state: str
    communities: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()
    roles: frozenset[str] = frozenset()
    is_for_managers: bool = False
    is_public: bool = False
    prerequisite: int | None = None
    licences_left: int | None = None
    available_from: date | None = None
    available_until: date | None = None
    is_service_live: bool = True
    is_requestable_for_others: bool = True


@dataclass(frozen=True, slots=True)
class Orderer:
    """Whom it is for: where they belong, what they do, what they have, and what day it is."""

    today: date
    community: int | None = None
    organisation: int | None = None
    roles: frozenset[str] = frozenset()
    is_manager: bool = False
    holds: frozenset[int] = field(default_factory=frozenset)
    # whether their organisation has the service
    is_entitled: bool = True
    # whether somebody else orders for them
    by_another: bool = False


def eligible(offer: Offer, orderer: Orderer, quantity: int = 1) -> tuple[bool, str]:
    """Return whether they may order, and else the code of the first reason why not.

    >>> eligible(Offer("published"), Orderer(date(2027, 1, 4)))
    (True, '')
    >>> eligible(Offer("published", licences_left=1), Orderer(date(2027, 1, 4)), quantity=2)
    (False, 'licences')
    """
    tests = (*_standing(offer, orderer), *_for_whom(offer, orderer), *_having(offer, orderer))
    reason = next((code for code, holds in tests if not holds), "")
    if not reason and offer.licences_left is not None and offer.licences_left < quantity:
        reason = "licences"
    return not reason, reason


def _standing(offer: Offer, orderer: Orderer) -> tuple[tuple[str, bool], ...]:
    after, before = offer.available_from, offer.available_until
    return (
        ("suspended", offer.state != OfferingState.SUSPENDED),
        ("not_offered", offer.state == OfferingState.PUBLISHED),
        ("phased_out", offer.is_service_live),
        ("not_yet", after is None or orderer.today >= after),
        ("no_longer", before is None or orderer.today <= before),
    )


def _for_whom(offer: Offer, orderer: Orderer) -> tuple[tuple[str, bool], ...]:
    organisations, communities = offer.organisations, offer.communities
    return (
        ("service", orderer.is_entitled),
        ("community", not communities or orderer.community in communities),
        ("organisation", not organisations or orderer.organisation in organisations),
        ("role", not offer.roles or bool(offer.roles & orderer.roles)),
        ("managers", orderer.is_manager or not offer.is_for_managers),
        ("others", offer.is_requestable_for_others or not orderer.by_another),
    )


def _having(offer: Offer, orderer: Orderer) -> tuple[tuple[str, bool], ...]:
    return (("prerequisite", offer.prerequisite is None or offer.prerequisite in orderer.holds),)
