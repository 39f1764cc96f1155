"""Reading the facts: one record's story, and whether the whole of it still holds."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from spoc.audit.models import Fact, Seal
from spoc.kit.nouns import noun_of

BROKEN = """
SELECT noun, subject_id, seq, kind, id,
       digest <> audit_digest(previous, f) AS is_altered, seq <> place AS is_missing,
       EXISTS (SELECT 1 FROM audit_particulars p,
                      jsonb_each_text(audit_digests(p.values, p.salts)) d
               WHERE p.fact_id = (f).id AND (f).digests ->> d.key IS DISTINCT FROM d.value)
         AS is_reworded
FROM (SELECT fact AS f, fact.noun, fact.subject_id, fact.seq, fact.kind, fact.id, fact.digest,
             lag(fact.digest) OVER w AS previous, row_number() OVER w AS place
      FROM audit_fact fact WINDOW w AS (PARTITION BY noun, subject_id ORDER BY seq)) chain
"""
WORST = f"""
SELECT * FROM ({BROKEN}) links WHERE is_altered OR is_missing OR is_reworded
ORDER BY noun, subject_id, seq LIMIT %s
"""
BETWEEN = """
SELECT count(*), sha256(%s::bytea || coalesce(string_agg(digest, ''::bytea ORDER BY id), ''::bytea))
FROM audit_fact WHERE id > %s AND id <= %s
"""


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A place where the chain no longer fits: which fact of which subject, and in what way."""

    noun: str
    subject_id: int
    seq: int
    kind: str
    fact_id: int
    is_altered: bool
    is_missing: bool
    is_reworded: bool


def broken_links(limit: int = 10) -> list[BrokenLink]:
    """Return the first places where a fact was altered, removed or reworded; none when whole."""
    with connection.cursor() as cursor:
        cursor.execute(WORST, [limit])
        return [BrokenLink(*row) for row in cursor.fetchall()]


def broken_seals() -> list[Seal]:
    """Return the seals that no longer fit the facts they were set over."""
    broken, before = [], None
    for seal in Seal.objects.order_by("id"):
        since, digest = (before.through, bytes(before.digest)) if before else (0, b"")
        count, expected = digest_between(since, seal.through, digest)
        if count != seal.fact_count or expected != bytes(seal.digest):
            broken.append(seal)
        before = seal
    return broken


def digest_between(since: int, through: int, before: bytes) -> tuple[int, bytes]:
    """Return how many facts lie in (since, through] and the digest over them in order."""
    with connection.cursor() as cursor:
        cursor.execute(BETWEEN, [before, since, through])
        count, digest = cursor.fetchone()
    return count, bytes(digest)


def story(subject: Model) -> QuerySet[Fact]:
    """Return the facts of one record in the order they happened, with actors and values."""
    key = noun_of(subject).key
    facts = Fact.objects.filter(noun=key, subject_id=subject.pk)
    return facts.select_related("by", "particulars").order_by("seq")


def values_of(fact: Fact, **further: object) -> dict[str, object]:
    """Return what the sentence of a fact speaks of; where a machine did it, with whom for."""
    particulars = getattr(fact, "particulars", None)
    values = dict(particulars.values) if particulars else {}
    return {**values, "by": by_whom(fact.by.name, str(values.get("through", ""))), **further}


def by_whom(name: str, machine: str) -> str:
    """Return who did something, or how, and through which machine where one acted for them."""
    if not machine:
        return name
    return _("%(name)s (through %(machine)s)") % {"name": name, "machine": machine}


def everything() -> QuerySet[Fact]:
    """Return every fact: who may know which of them, the one who asks decides."""
    return Fact.objects.order_by("id")


def chained(facts: QuerySet[Fact]) -> QuerySet[Fact]:
    """Return facts with actors and values, and each with the digest of the one before it."""
    before = Fact.objects.filter(
        noun=OuterRef("noun"), subject_id=OuterRef("subject_id"), seq=OuterRef("seq") - 1
    )
    previous = Subquery(before.values("digest")[:1])
    return facts.select_related("by", "particulars").annotate(previous=previous)
