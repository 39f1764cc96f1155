"""The proposals to take clocks out of the measures that wait to be decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, QuerySet

from spoc.kit.nouns import is_noun, noun, noun_of
from spoc.people.models import Person
from spoc.service_levels import access
from spoc.service_levels.models import Clock, Exemption
from spoc.service_levels.rules.words import MAY_RETURN

MOST = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal that waits: about which promise of which record, by whom, since when, and why."""

    pk: int
    metric: str
    title: str
    address: str
    by: str
    reason: str
    proposed_at: datetime


def proposed_for(clocks: Iterable[Clock]) -> QuerySet[Exemption]:
    """Return the proposals about these clocks that wait to be decided, the oldest first."""
    rows = Exemption.objects.filter(clock__in=[clock.pk for clock in clocks], is_accepted=None)
    return rows.select_related("by", "clock").order_by("proposed_at")


def proposed_on(subject: Model) -> QuerySet[Exemption]:
    """Return the proposals about the clocks of a record that wait, the oldest first."""
    mark = {"clock__noun": noun_of(subject).key, "clock__subject_id": subject.pk}
    rows = Exemption.objects.filter(is_accepted=None, **mark)
    return rows.select_related("by", "clock").order_by("proposed_at")


def exempted_among(clocks: Iterable[Clock]) -> list[Clock]:
    """Return those of these clocks that somebody took out of every measure, with who said so.

    What was only promised otherwise since is nothing to tell of.
    """
    taken_out = (clock for clock in clocks if clock.result == "exempt")
    exempt = [clock.pk for clock in taken_out if clock.exempt_reason not in MAY_RETURN]
    if not exempt:
        return []
    return list(Clock.objects.filter(pk__in=exempt).select_related("exempted_by").order_by("pk"))


def waiting_for(person: Person) -> list[Waiting]:
    """Return the proposals that wait, oldest first, on records the person may see."""
    rows = access.exemptions_visible_to(person).filter(is_accepted=None)
    found = list(rows.select_related("clock", "by").order_by("proposed_at")[:MOST])
    seen = {
        key: noun(key)
        .visible_to(person)
        .in_bulk([each.clock.subject_id for each in found if each.clock.noun == key])
        for key in {each.clock.noun for each in found if is_noun(each.clock.noun)}
    }
    shown = []
    for each in found:
        subject = seen.get(each.clock.noun, {}).get(each.clock.subject_id)
        if subject is None:
            continue
        kind = noun(each.clock.noun)
        shown.append(
            Waiting(
                each.pk,
                each.clock.metric,
                kind.title(subject),
                kind.address(subject),
                each.by.name,
                each.reason,
                each.proposed_at,
            )
        )
    return shown
