"""The terms of an offering: as they stand now, and as an order keeps them."""

from dataclasses import dataclass
from decimal import Decimal

from spoc.catalogue.models import Offering, OfferingVersion
from spoc.catalogue.rules.approvals import ApprovalRule, parse_approvals
from spoc.catalogue.rules.form_fields import Field, parse
from spoc.catalogue.words import lead_words, price_words


@dataclass(frozen=True, slots=True)
class Terms:
    """What an order is held to: as an offering was published once, or as it would be now."""

    name: str
    form: tuple[Field, ...]
    approvals: ApprovalRule
    price: Decimal | None
    currency: str
    period: str
    lead_days: int | None
    team: int | None
    definition: int | None
    definition_version: int | None
    category: int | None
    is_subscription: bool
    needs_identity: bool
    gives_item: bool

    @property
    def file_keys(self) -> frozenset[str]:
        """The fields of the form that files are handed in to."""
        return frozenset(each.key for each in self.form if each.kind == "file")

    @property
    def price_said(self) -> str:
        """The price as people read it."""
        return price_words(self.price, self.currency, self.period)

    @property
    def lead_said(self) -> str:
        """How long it takes, as people read it."""
        return lead_words(self.lead_days)


def snapshot_of(offering: Offering) -> dict[str, object]:
    """Return the terms of an offering as they stand now, to be kept."""
    process = offering.definition.published if offering.definition else None
    return {
        "name": offering.name,
        "names": offering.names,
        "form": offering.form,
        "approvals": offering.approvals,
        "price": None if offering.price is None else str(Decimal(offering.price)),
        "currency": offering.currency,
        "period": offering.period,
        "lead_days": offering.lead_days,
        "team": offering.team_id,
        "definition": offering.definition_id,
        "definition_version": process.pk if process else None,
        "category": offering.category_id,
        "is_subscription": offering.is_subscription,
        "needs_identity": offering.needs_identity,
        # what was published before this was asked has not changed since
        **({"gives_item": True} if offering.gives_item else {}),
    }


def terms_kept(snapshot: dict[str, object]) -> Terms:
    """Return terms as they were kept."""
    form, approvals = snapshot.get("form"), snapshot.get("approvals")
    price = snapshot.get("price")
    return Terms(
        name=str(snapshot.get("name", "")),
        form=parse(form) if isinstance(form, list) else (),
        approvals=parse_approvals(approvals if isinstance(approvals, dict) else {}),
        price=None if price is None else Decimal(str(price)),
        currency=str(snapshot.get("currency", "SEK")),
        period=str(snapshot.get("period", "once")),
        lead_days=_key(snapshot.get("lead_days")),
        team=_key(snapshot.get("team")),
        definition=_key(snapshot.get("definition")),
        definition_version=_key(snapshot.get("definition_version")),
        category=_key(snapshot.get("category")),
        is_subscription=bool(snapshot.get("is_subscription")),
        needs_identity=bool(snapshot.get("needs_identity")),
        gives_item=bool(snapshot.get("gives_item")),
    )


def terms_of(version: OfferingVersion) -> Terms:
    """Return the terms of a version that was published."""
    return terms_kept(version.snapshot)


def terms_now(offering: Offering) -> Terms:
    """Return the terms an offering would have if it were published now."""
    return terms_kept(snapshot_of(offering))


def has_unpublished(offering: Offering) -> bool:
    """Whether the terms were changed since they were last published."""
    if offering.published is None:
        return True
    return bool(snapshot_of(offering) != offering.published.snapshot)


def _key(said: object) -> int | None:
    return said if isinstance(said, int) and not isinstance(said, bool) else None
