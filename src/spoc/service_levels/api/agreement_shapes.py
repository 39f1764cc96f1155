"""An agreement as machines read and write it, and finding the one an address names."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from spoc.catalogue.access import visible_to as services_visible_to
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.service_levels import access
from spoc.service_levels.activities import Promises, Terms
from spoc.service_levels.models import Agreement, Target
from spoc.service_levels.queries.sheets import is_overdue, parties_of
from spoc.service_levels.rules.lengths import LONGEST
from spoc.service_levels.rules.selection import PRIORITIES, TYPES
from spoc.service_levels.rules.words import KINDS, METRICS, PARTIES, REASONS, STATES
from spoc.site.machines import Day, Key, OneOf, Whole, all_named, find, named
from spoc.site.tokens import caller

ONE = "/agreements/{int:agreement}"
PLAIN = (
    *("key", "version", "kind", "name", "state", "goal", "availability", "contacts"),
    *("pause_reasons", "accepted_gap", "valid_from", "valid_to", "signed_for_party"),
    *("signed_at", "review_on"),
)
KindCode = Annotated[str, OneOf(KINDS)]
StateCode = Annotated[str, OneOf(STATES)]
Metric = Annotated[str, OneOf(METRICS)]
TypeOfRequest = Annotated[str, OneOf(("", *TYPES))]
PartyNoun = Annotated[str, OneOf(tuple(noun for nouns in PARTIES.values() for noun in nouns))]
Minutes = Annotated[Whole, Field(ge=1, le=LONGEST)]
Priority = Annotated[Whole, Field(ge=PRIORITIES[0], le=PRIORITIES[-1])]
Share = Annotated[Whole, Field(ge=1, le=100)]
Availability = Annotated[Decimal, Field(gt=0, le=100, decimal_places=2)]


class AgreementTarget(Schema):
    """One promise: a metric, in so many minutes, for a type and a priority or for any of them."""

    metric: Metric
    minutes: Minutes
    request_type: TypeOfRequest = ""
    priority: Priority | None = None
    calendar: Key | None = Field(None, description="Otherwise that of the agreement.")


class AgreementPartyIn(Schema):
    """With whom it is agreed: an organisation or a community, a team, or a supplier."""

    noun: PartyNoun
    id: Key


class AgreementTermsIn(Schema):
    """What an agreement says; no party is everybody, and no service is every service."""

    name: str = Field(min_length=1, max_length=120)
    calendar: Key
    targets: list[AgreementTarget] = Field([], max_length=200)
    party: AgreementPartyIn | None = None
    services: list[Key] = Field([], max_length=500)
    pause_reasons: list[Annotated[str, OneOf(REASONS)]] | None = Field(
        None, max_length=10, description="Left out, what is usual for its kind."
    )
    goal: Share = 95
    availability: Availability | None = None
    contacts: str = Field("", max_length=2000)
    review_on: Day | None = None


class AgreementIn(AgreementTermsIn):
    """What is to be agreed: with customers, between teams, or with a supplier."""

    kind: KindCode


class AgreementPartyOut(Schema):
    """With whom it is agreed, by name."""

    noun: str
    id: int
    name: str


class AgreementOut(Schema):
    """A version of an agreement; all of them share their key."""

    id: int
    key: str
    version: int
    kind: KindCode
    name: str
    state: StateCode
    party: AgreementPartyOut | None
    services: list[int]
    calendar: int
    targets: list[AgreementTarget]
    pause_reasons: list[str]
    goal: int
    availability: Decimal | None
    contacts: str
    accepted_gap: str
    valid_from: datetime | None
    valid_to: datetime | None
    signed_by: int | None
    signed_for_party: str
    signed_at: datetime | None
    review_on: date | None
    is_overdue: bool = Field(description="Whether its review is due and was not held.")


class AgreementsOut(Schema):
    """A page of agreements, and the mark of the next page."""

    items: list[AgreementOut]
    next: str | None


def agreements_of(request: HttpRequest) -> QuerySet[Agreement]:
    """Return the agreements the caller may read, with what is shown of each."""
    by = caller(request)
    demand(access.may_read(by))
    return access.visible_to(by).select_related("calendar").prefetch_related("services", "targets")


def agreement_of(request: HttpRequest, pk: int) -> Agreement:
    """Return the agreement with this key, if the caller may read it."""
    row: Agreement = find(agreements_of(request), pk)
    return row


def agreement_now(request: HttpRequest, row: Agreement) -> AgreementOut:
    """Return an agreement as it is after it was changed."""
    return agreements_out([agreement_of(request, row.pk)])[0]


def terms_asked(by: Person, asked: AgreementTermsIn) -> Terms:
    """Return what is to be said, with the records it names as far as the caller may see them."""
    calendars = access.calendars_visible_to(by).filter(is_active=True)
    own = [each.calendar for each in asked.targets if each.calendar]
    known = {row.pk: row for row in all_named(calendars, own, "targets")}
    services = services_visible_to(by).filter(is_live=True)
    return Terms(
        name=asked.name,
        calendar=named(calendars, asked.calendar, "calendar"),
        targets=tuple(
            Promises(
                each.metric,
                each.minutes,
                each.request_type,
                each.priority,
                known.get(each.calendar or 0),
            )
            for each in asked.targets
        ),
        party_noun=asked.party.noun if asked.party else "",
        party_id=asked.party.id if asked.party else None,
        services=tuple(all_named(services, asked.services, "services")),
        pause_reasons=None if asked.pause_reasons is None else tuple(asked.pause_reasons),
        goal=asked.goal,
        availability=asked.availability,
        contacts=asked.contacts,
        review_on=asked.review_on,
    )


def agreements_out(rows: list[Agreement]) -> list[AgreementOut]:
    """Return agreements as machines read them, the parties of all named together."""
    names = parties_of(rows)
    return [_out(row, names.get((row.party_noun, row.party_id), "")) for row in rows]


def _out(row: Agreement, party: str) -> AgreementOut:
    targets = sorted(row.targets.all(), key=lambda each: each.pk)
    return AgreementOut(
        id=row.pk,
        **{name: getattr(row, name) for name in PLAIN},
        party=AgreementPartyOut(noun=row.party_noun, id=row.party_id, name=party)
        if row.party_id
        else None,
        services=sorted(service.pk for service in row.services.all()),
        calendar=row.calendar_id,
        targets=[_target(each) for each in targets],
        signed_by=row.signed_by_id,
        is_overdue=is_overdue(row),
    )


def _target(row: Target) -> AgreementTarget:
    plain = ("metric", "minutes", "request_type", "priority")
    said = {name: getattr(row, name) for name in plain}
    return AgreementTarget(calendar=row.calendar_id, **said)
