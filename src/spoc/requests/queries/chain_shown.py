"""The promise chain in the reader's words: whose time it was, and who used it up."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spoc.kit.time import now
from spoc.requests.models import SupportRequest
from spoc.requests.queries.chain import Account, chain_of
from spoc.requests.queries.promises import hours_of, spoken
from spoc.service_levels.models import Clock
from spoc.service_levels.rules import Holder


@dataclass(frozen=True, slots=True)
class Part:
    """One holder's part of the bar: whose, how long, which tone, and how much of a hundred."""

    label: str
    words: str
    tone: str
    share: float


@dataclass(frozen=True, slots=True)
class ChainShown:
    """The bar, and who used up the promise when it is broken."""

    parts: list[Part]
    blame: str


def chain_shown(
    support_request: SupportRequest, clocks: Sequence[Clock], account: Account
) -> ChainShown | None:
    """Return the promise chain of a request as it is shown; None where nothing is promised."""
    found = chain_of(support_request, clocks, now(), account)
    if found is None:
        return None
    parts = [
        Part(named(link.holder), spoken(link.length), tone(link.holder), round(link.share * 100, 2))
        for link in found.links
    ]
    blame = ""
    if found.blame is not None:
        holder, length = found.blame
        blame = f"{named(holder)}, {hours_of(length)}"
    return ChainShown(parts, blame)


def named(holder: Holder) -> str:
    """Return who a holder is, in the reader's language."""
    if holder.kind == "team":
        if holder.tier is None:
            return holder.name
        return _("%(team)s, tier %(tier)s") % {"team": holder.name, "tier": holder.tier}
    words = {
        "requester": _("The requester"),
        "supplier": _("Supplier"),
        "change": _("A change window"),
        "outside": _("Outside hours"),
    }
    return holder.name or words[holder.kind]


def tone(holder: Holder) -> str:
    """Return the tone a holder's part is drawn in."""
    if holder.kind == "team":
        return f"tier-{holder.tier or 1}"
    return holder.kind
