"""What an agreement says, as it is written down, checked, and kept."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NoReturn

from django.utils.translation import gettext as _

from spoc.catalogue.models import Service
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, tidy
from spoc.people.models import Person
from spoc.service_levels.access import parties_visible_to
from spoc.service_levels.models import Agreement, Calendar, Target
from spoc.service_levels.rules.lengths import LONGEST
from spoc.service_levels.rules.selection import PRIORITIES, TYPES
from spoc.service_levels.rules.words import PARTIES, PAUSING, REASONS, metrics_for

HIGHEST = 100


@dataclass(frozen=True, slots=True)
class Promises:
    """One target as it is written: a metric, for whom, and in how many minutes."""

    metric: str
    minutes: int
    request_type: str = ""
    priority: int | None = None
    calendar: Calendar | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement says: with whom, for what, when it runs, and what is promised."""

    name: str
    calendar: Calendar
    targets: tuple[Promises, ...]
    party_noun: str = ""
    party_id: int | None = None
    services: tuple[Service, ...] = ()
    pause_reasons: tuple[str, ...] | None = None
    goal: int = 95
    availability: Decimal | None = None
    contacts: str = ""
    review_on: date | None = None


def terms_of(agreement: Agreement) -> Terms:
    """Return what an agreement says now: a new version begins with it."""
    targets = agreement.targets.select_related("calendar").order_by("id")
    return Terms(
        name=agreement.name,
        calendar=agreement.calendar,
        targets=tuple(
            Promises(each.metric, each.minutes, each.request_type, each.priority, each.calendar)
            for each in targets
        ),
        party_noun=agreement.party_noun,
        party_id=agreement.party_id,
        services=tuple(agreement.services.all()),
        pause_reasons=tuple(agreement.pause_reasons),
        goal=agreement.goal,
        availability=agreement.availability,
        contacts=agreement.contacts,
        review_on=agreement.review_on,
    )


def write(agreement: Agreement, terms: Terms, by: Person) -> None:
    """Write terms into a draft; part of drafting and changing it."""
    _demand_sense(agreement, terms, by)
    reasons = PAUSING[agreement.kind] if terms.pause_reasons is None else terms.pause_reasons
    agreement.name, agreement.edition = one_line(terms.name, 120), uuid.uuid4()
    agreement.party_noun, agreement.party_id = terms.party_noun, terms.party_id
    agreement.calendar, agreement.pause_reasons = terms.calendar, list(reasons)
    agreement.goal, agreement.availability = terms.goal, terms.availability
    agreement.contacts, agreement.review_on = tidy(terms.contacts)[:2000], terms.review_on
    agreement.save()
    agreement.services.set(terms.services)
    agreement.targets.all().delete()
    for each in terms.targets:
        Target.objects.create(
            agreement=agreement,
            metric=each.metric,
            minutes=each.minutes,
            request_type=each.request_type,
            priority=each.priority,
            calendar=each.calendar,
        )


def _demand_sense(agreement: Agreement, terms: Terms, by: Person) -> None:
    """Refuse what cannot be agreed, each at its field."""
    if not one_line(terms.name, 120):
        _refuse("name", _("Give it a name."))
    if not _is_with_somebody(agreement.kind, terms, by):
        _refuse("party", _("Choose with whom it is agreed."))
    if not 1 <= terms.goal <= HIGHEST:
        _refuse("goal", _("Write a share between 1 and 100 per cent."))
    if terms.availability is not None and not 0 < terms.availability <= HIGHEST:
        _refuse("availability", _("Write a share between 0 and 100 per cent."))
    if not set(terms.pause_reasons or ()) <= set(REASONS):
        _refuse("pause_reasons", _("Choose among the reasons listed."))
    _demand_targets(agreement.kind, terms.targets)


def _is_with_somebody(kind: str, terms: Terms, by: Person) -> bool:
    """Tell whether it is with somebody there is; only customers may be everybody."""
    if terms.party_id is None:
        return kind == "sla" and not terms.party_noun
    named = terms.party_noun in PARTIES[kind]
    return named and parties_visible_to(by, terms.party_noun).filter(pk=terms.party_id).exists()


def _demand_targets(kind: str, targets: Iterable[Promises]) -> None:
    seen: set[tuple[str, str, int | None]] = set()
    for each in targets:
        selector = (each.metric, each.request_type, each.priority)
        if each.request_type not in ("", *TYPES) or each.priority not in (None, *PRIORITIES):
            _refuse("targets", _("A target is for one of the four types and five priorities."))
        is_promised = each.metric in metrics_for(kind, each.request_type)
        if not is_promised or not 1 <= each.minutes <= LONGEST or selector in seen:
            words = _("Each target suits its type, takes a minute to a year, and stands once.")
            _refuse("targets", words)
        seen.add(selector)


def _refuse(field: str, words: str) -> NoReturn:
    raise NotPossible(words, fields={field: words})
