"""Offerings as the desk's pages draw them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from spoc.catalogue.models import Offering, OfferingVersion
from spoc.catalogue.queries.form_shown import FieldShown, begun_for, form_shown
from spoc.catalogue.rules.approvals import ApprovalRule, Wanted, parse_approvals
from spoc.catalogue.rules.form_fields import Field, parse
from spoc.catalogue.rules.offering import unready
from spoc.catalogue.rules.portfolio import ServiceState
from spoc.catalogue.terms import snapshot_of
from spoc.catalogue.words import APPROVER, OFFERING_LACKS, price_words
from spoc.kit import keyset
from spoc.kit.keyset import Page
from spoc.people.models import Person

ORDER = ("name", "id")
SIZE = 50


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that lets an offering be supported, and whether it holds."""

    words: str
    holds: bool


def listed(
    rows: QuerySet[Offering], *, state: str = "", words: str = "", after: str | None = None
) -> Page[Offering]:
    """Return a page of offerings by name, of one state or named so."""
    if state:
        rows = rows.filter(state=state)
    if words.strip():
        rows = rows.filter(name__icontains=words.strip()[:100])
    found = rows.select_related("service", "team", "published")
    return keyset.page(found, ORDER, size=SIZE, after=after)


def fields_of(offering: Offering) -> tuple[Field, ...]:
    """Return the fields of the form as they stand now."""
    return parse(offering.form)


def preview_of(
    fields: tuple[Field, ...], reader: Person, values: Mapping[str, object] | None = None
) -> list[FieldShown]:
    """Return a form as whoever orders sees it, with what was tried in it."""
    return form_shown(
        fields, begun_for(fields, reader) if values is None else values, reader=reader
    )


def approval_rule(offering: Offering) -> ApprovalRule:
    """Return who approves an order, as it stands now."""
    return parse_approvals(offering.approvals)


def people_named(rule: ApprovalRule) -> dict[int, Person]:
    """Return the persons a rule of approval names."""
    return Person.objects.in_bulk([each.person for each in rule.approvers if each.person])


def approvers_said(offering: Offering) -> list[tuple[str, str]]:
    """Return who approves, and above which sum, as people read it."""
    rule = approval_rule(offering)
    people = people_named(rule)
    return [(_who(each, people), _above(each, offering.currency)) for each in rule.approvers]


def lacking_of(offering: Offering) -> list[str]:
    """Return what an offering lacks before it can be published, as sentences."""
    is_served = offering.service.state == ServiceState.LIVE.value
    described = bool(offering.description)
    codes = unready(snapshot_of(offering), is_described=described, is_served=is_served)
    return [str(OFFERING_LACKS[code]) for code in codes]


def versions_of(offering: Offering) -> list[OfferingVersion]:
    """Return the versions that were published, the newest first."""
    return list(offering.versions.select_related("by").order_by("-number")[:SIZE])


def _who(wanted: Wanted, people: Mapping[int, Person]) -> str:
    person = people.get(wanted.person or 0)
    return person.name if person else str(APPROVER[wanted.who])


def _above(wanted: Wanted, currency: str) -> str:
    return price_words(wanted.above, currency, "once") if wanted.above else ""
