"""What may help with what somebody writes: articles, disturbances, own requests, things to order.

Each with the reason why it is shown. Only what the reader may see is looked at.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from spoc.catalogue.access import public_offerings
from spoc.catalogue.access.offerings import shown_to
from spoc.catalogue.models import Offering
from spoc.catalogue.queries import names_told
from spoc.knowledge.queries.matching_articles import Found, article_fits
from spoc.knowledge.queries.matching_outages import outage_fits
from spoc.knowledge.rules.matching import Fit, Known, rank, words_of
from spoc.people.models import Community, Person
from spoc.requests.queries.own import Row
from spoc.requests.queries.own import alike as alike_own

KINDS = ("outage", "duplicate", "known_error", "article", "offering")
MOST_OFFERINGS = 200
# the reader's own request comes before all else that fits as well
DUPLICATE = Fit(0.9)


@dataclass(frozen=True, slots=True)
class Match:
    """Something that may help: what it is, where, why it is shown, and how well it fits."""

    kind: str
    title: str
    address: str
    reason: str
    score: float
    degree: int
    noun: str
    pk: int


def matches(
    words: str,
    person: Person | None,
    community: Community,
    language: str,
    *,
    limit: int = 5,
    kinds: Collection[str] = KINDS,
) -> list[Match]:
    """Return what may help somebody in the portal, the best first; disturbances before all else."""
    said = words_of(words)
    if not said:
        return []
    found: list[Match] = []
    if "outage" in kinds:
        found += [_outage(*each) for each in outage_fits(said, person, community)]
    if "duplicate" in kinds and person is not None:
        found += [_duplicate(row) for row in alike_own(person, words)]
    if "article" in kinds or "known_error" in kinds:
        for row, fit in article_fits(said, person, community, language, limit=limit):
            address = reverse("knowledge:portal-article", kwargs={"pk": row.pk})
            found.append(_article(row, address, fit))
    if "offering" in kinds:
        found += _offerings(said, person, community, limit)
    urgent = sorted(found, key=lambda match: (match.kind != "outage", -match.score))
    return urgent[:limit]


def matches_inside(
    words: str, person: Person, *, service: int | None = None, limit: int = 5
) -> list[Match]:
    """Return the articles that may help an agent, those of the service at hand first."""
    said = words_of(words)
    fits = article_fits(said, person, None, "", limit=limit, service=service) if said else []
    return [_article(row, f"/knowledge/{row.pk}", fit) for row, fit in fits]


def reason_of(fit: Fit, record: str = "") -> str:
    """Say why something is shown: by which words, for which service, and how it did so far."""
    parts = []
    if fit.words:
        parts.append(_("Same words: %(words)s.") % {"words": ", ".join(fit.words)})
    if fit.is_about:
        parts.append(_("Same service."))
    return " ".join([*parts, record]).strip()


def _article(row: Found, address: str, fit: Fit) -> Match:
    kind, why = "known_error" if row.is_known_error else "article", reason_of(fit, row.record)
    return Match(kind, row.title, address, why, fit.score, fit.degree, "article", row.pk)


def _outage(pk: int, noun: str, title: str, address: str, fit: Fit) -> Match:
    return Match("outage", title, address, reason_of(fit), fit.score, fit.degree, noun, pk)


def _duplicate(row: Row) -> Match:
    address = reverse("requests:portal-request", kwargs={"number": row.number})
    why = _("You have asked for something like it. Open it to add more.")
    title = f"{row.reference} {row.title}"
    fit = DUPLICATE
    return Match("duplicate", title, address, why, fit.score, fit.degree, "request", row.number)


def _offerings(
    said: list[str], person: Person | None, community: Community, limit: int
) -> list[Match]:
    """Return what can be ordered that fits."""
    rows = shown_to(person) if person else public_offerings(community)
    offered = rows.filter(state="published").select_related("service")
    found = {row.pk: row for row in offered.order_by("rank", "name")[:MOST_OFFERINGS]}
    services = names_told([row.service for row in found.values()], community)
    names = dict(zip(found, services, strict=True))
    known = {pk: _known(row, names[pk]) for pk, row in found.items()}
    return [_offering(found[pk], pk, fit) for pk, fit in rank(said, known, limit=limit)]


def _offering(row: Offering, pk: int, fit: Fit) -> Match:
    why, address = reason_of(fit), f"/order/{row.key}"
    return Match("offering", str(row), address, why, fit.score, fit.degree, "offering", pk)


def _known(row: Offering, service: str) -> Known:
    told = " ".join(value for each in row.told.values() for value in map(str, each.values()))
    words = " ".join(map(str, row.words))
    return Known((row.name, *row.names.values()), f"{words} {told}", (service,))
