"""What an offering looks like to machines, and what they say of one."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from spoc.catalogue import access
from spoc.catalogue.models import Offering
from spoc.catalogue.queries.ordering import READ_WITH, Reader, reader_of
from spoc.catalogue.rules.approvals import RULES, WHO
from spoc.catalogue.rules.offering import PERIODS
from spoc.catalogue.terms import terms_kept, terms_now
from spoc.people.access import communities_visible_to, organisations_visible_to, teams_visible_to
from spoc.people.models import Person
from spoc.people.rules import ROLES
from spoc.site.machines import Key, OneOf, Whole, find, named
from spoc.site.tokens import caller
from spoc.workflow.access import visible_to as definitions_visible_to

ONE = "/offerings/{int:offering}"
Name = Annotated[str, Field(min_length=1, max_length=120)]
Words = Annotated[str, Field(max_length=4000)]
Language = Annotated[str, OneOf(("en", "sv"))]
Count = Annotated[Whole, Field(ge=0, le=1_000_000)]
Money = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)]
FormField = dict[str, Any]


class ToldIn(Schema):
    """What is told of an offering in one language."""

    description: Words = ""
    guidance: Words = ""
    includes: Words = Field("", description="One thing on each line.")


class ApproverIn(Schema):
    """Whose approval is asked, a named person's or of whoever stands in a place; above a sum."""

    who: Annotated[str, OneOf(WHO)]
    person: Key | None = None
    above: Money | None = None


class ApprovalsIn(Schema):
    """Who approves an order, in which order, and how long is waited for them."""

    rule: Annotated[str, OneOf(RULES)] = "sequence"
    quorum: Annotated[Whole, Field(ge=0, le=12)] = 0
    days: Annotated[Whole, Field(ge=1, le=60)] = 10
    approvers: list[ApproverIn] = Field(default_factory=list, max_length=12)


class FormIn(Schema):
    """The fields of a form in their order; each as `form` of an offering says it."""

    form: list[FormField] = Field(max_length=60)


class TermsIn(Schema):
    """What may be said of an offering; what is left out stays."""

    name: Name | None = None
    names: dict[Language, Name] | None = None
    told: dict[Language, ToldIn] | None = None
    words: list[Annotated[str, Field(max_length=60)]] | None = Field(None, max_length=50)
    rank: Annotated[Whole, Field(ge=0, le=32_000)] | None = None
    category: Key | None = None
    team: Key | None = None
    definition: Key | None = None
    lead_days: Annotated[Whole, Field(ge=0, le=365)] | None = None
    price: Money | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    period: Annotated[str, OneOf(PERIODS)] | None = None
    is_subscription: bool | None = None
    needs_identity: bool | None = None
    gives_item: bool | None = Field(None, description="Which one it is, is said on delivery.")


class OfferingIn(TermsIn):
    """Something that is to be ordered of a service."""

    service: Key
    name: Name


class AudienceIn(Schema):
    """For whom it is: all of it is said at once."""

    communities: list[Key] = Field(default_factory=list, max_length=200)
    organisations: list[Key] = Field(default_factory=list, max_length=200)
    roles: list[Annotated[str, OneOf(ROLES)]] = Field(default_factory=list)
    is_for_managers: bool = False
    is_requestable_for_others: bool = True
    is_public: bool = False
    prerequisite: Key | None = None
    licences_left: Count | None = None
    available_from: date | None = None
    available_until: date | None = None


class OfferingOut(Schema):
    """An offering: what an order of it costs and asks, and whether the caller may have it.

    To who shapes it `draft` holds the terms as they are now; `form` and the rest are those of the
    version that is published.
    """

    id: int
    key: str
    name: str
    description: str
    service: int
    state: str
    state_reason: str
    number: int
    price: Decimal | None
    currency: str
    period: str
    lead_days: int | None
    is_subscription: bool
    needs_identity: bool
    gives_item: bool
    form: list[FormField]
    may_have: bool
    reason: str
    draft: dict[str, Any] | None


class OfferingsOut(Schema):
    """A page of offerings, and the mark of the next page."""

    items: list[OfferingOut]
    next: str | None


def offering_of(request: HttpRequest, pk: int) -> Offering:
    """Return the offering with this key, as far as the caller may see it."""
    rows = access.offerings_visible_to(caller(request)).select_related(*READ_WITH, "definition")
    found: Offering = find(rows, pk)
    return found


def offering_out(row: Offering, by: Person, reader: Reader | None = None) -> OfferingOut:
    """Return an offering as the caller reads it."""
    snapshot = row.published.snapshot if row.published else None
    shapes = access.may_shape_offerings_of(by, row.service)
    terms = terms_kept(snapshot) if snapshot else terms_now(row)
    may_have, reason = (reader or reader_of(by)).may_have(row)
    return OfferingOut(
        id=row.pk,
        key=row.key,
        name=str(row),
        description=row.description,
        service=row.service_id,
        state=row.state,
        state_reason=row.state_reason,
        number=row.number,
        price=terms.price,
        currency=terms.currency,
        period=terms.period,
        lead_days=terms.lead_days,
        is_subscription=terms.is_subscription,
        needs_identity=terms.needs_identity,
        gives_item=terms.gives_item,
        form=snapshot["form"] if snapshot else row.form,
        may_have=may_have,
        reason=reason,
        draft=_draft(row) if shapes else None,
    )


def wanted_of(by: Person, asked: TermsIn) -> dict[str, Any]:
    """Return what is asked for, with the records it names as far as the caller may see them."""
    given = asked.dict(exclude_none=True, exclude={"service"})
    rows: dict[str, QuerySet[Any]] = {
        "category": access.categories_visible_to(by),
        "team": teams_visible_to(by),
        "definition": definitions_visible_to(by),
    }
    return given | {name: named(rows[name], given[name], name) for name in rows if name in given}


def audience_of(by: Person, asked: AudienceIn) -> dict[str, Any]:
    """Return for whom it is to be, as rows the caller may see."""
    given = asked.dict()
    communities, organisations = communities_visible_to(by), organisations_visible_to(by)
    return given | {
        "communities": [named(communities, pk, "communities") for pk in asked.communities],
        "organisations": [named(organisations, pk, "organisations") for pk in asked.organisations],
        "prerequisite": named(access.offerings_visible_to(by), asked.prerequisite, "prerequisite"),
    }


def _draft(row: Offering) -> dict[str, Any]:
    return {
        "told": row.told,
        "names": row.names,
        "words": row.words,
        "form": row.form,
        "approvals": row.approvals,
        "price": None if row.price is None else str(row.price),
        "team": row.team_id,
        "definition": row.definition_id,
        "category": row.category_id,
        "roles": row.roles,
        "licences_left": row.licences_left,
        "prerequisite": row.prerequisite_id,
        "version": row.version,
    }
