"""The library: references are contributed, approved by who manages knowledge, and cited."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, hold, record
from spoc.catalogue.models import Service
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.knowledge import access
from spoc.knowledge.activities.write import tell
from spoc.knowledge.models import Article, Reference
from spoc.knowledge.rules import REFERENCE_KINDS
from spoc.people.access import demand
from spoc.people.models import Person

WEB = re.compile(r"https?://[^\s<>\"']{3,490}", re.IGNORECASE)
OLDEST, YEARS_AHEAD = 1450, 1


@dataclass(frozen=True, slots=True)
class Citation:
    """What somebody contributes: what it is, whose, where it is found, and what it is good for."""

    kind: str
    title: str
    authors: str = ""
    publisher: str = ""
    year: int | None = None
    identifier: str = ""
    address: str = ""
    why: str = ""
    services: tuple[Service, ...] = ()


@activity
def contribute_reference(person: Person, *, by: Person, citation: Citation) -> Reference:
    """Propose something others wrote for the library."""
    demand(access.may_contribute(by) and by.pk == person.pk)
    reference = Reference.objects.create(
        **_checked(citation), contributed_by=by, contributed_at=now()
    )
    hold(reference)
    reference.services.set(citation.services)
    record("reference.contributed", reference, by=by, title=reference.title)
    return reference


@activity
def decide_reference(
    reference: Reference, *, by: Person, is_approved: bool, reason: str = ""
) -> Reference:
    """Take a contribution into the library, or say why not; nobody decides on their own."""
    demand(access.may_decide_reference(by, reference))
    if reference.state != "proposed":
        raise NotPossible(_("This was decided already."))
    words = one_line(reason, 300)
    if not is_approved and not words:
        sentence = _("Say why it is not taken into the library.")
        raise NotPossible(sentence, fields={"reason": sentence})
    reference.state = "approved" if is_approved else "declined"
    reference.decided_by, reference.decided_at, reference.reason = by, now(), words
    reference.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    fact = "reference.approved" if is_approved else "reference.declined"
    record(fact, reference, by=by, title=reference.title, reason=words or None)
    return reference


@activity
def cite_reference(
    article: Article, *, by: Person, reference: Reference, is_cited: bool = True
) -> None:
    """Let an article lean on something in the library, or no longer."""
    demand(access.may_change(by, article))
    if reference.state != "approved":
        words = _("Only what is in the library is cited: wait until it is approved.")
        raise NotPossible(words, fields={"reference": words})
    if is_cited:
        article.references.add(reference)
    else:
        article.references.remove(reference)
    fact = "article.cited" if is_cited else "article.uncited"
    tell(fact, article, by=by, title=reference.title)


def _checked(citation: Citation) -> dict[str, object]:
    """Return what is kept of a citation; each fault is named beside its field."""
    wrong = {}
    if citation.kind not in REFERENCE_KINDS:
        wrong["kind"] = _("Choose one of the values offered.")
    title, address = one_line(citation.title, 300), citation.address.strip()
    if not title:
        wrong["title"] = _("Write what it is called.")
    if address and not WEB.fullmatch(address):
        wrong["address"] = _("Write a web address that begins with https://.")
    if citation.year is not None and not OLDEST <= citation.year <= now().year + YEARS_AHEAD:
        wrong["year"] = _("Write the year it came out, in four digits.")
    if wrong:
        raise NotPossible(next(iter(wrong.values())), fields=wrong)
    return {
        "kind": citation.kind,
        "title": title,
        "authors": one_line(citation.authors, 300),
        "publisher": one_line(citation.publisher, 200),
        "year": citation.year,
        "identifier": one_line(citation.identifier, 80),
        "address": address,
        "why": tidy(citation.why).strip()[:2_000],
    }
