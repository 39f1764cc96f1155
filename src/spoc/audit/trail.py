"""The trail of facts as it leaves the house: a line a fact, which anybody can verify.

What a reader may not know of a fact is left out of its values with its salt; the digest of it
stays, so that the chain holds without it.
"""

import csv
import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import UTC
from io import StringIO

from django.db.models import QuerySet

from spoc.audit.models import Fact
from spoc.audit.queries import chained

BATCH = 500
# a cell that begins so is a formula to a spreadsheet, or makes one of what follows
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Line:
    """One fact with what its digest was made of."""

    seq: int
    id: int
    noun: str
    subject: int
    kind: str
    at: str
    by: int
    by_name: str
    values: dict[str, object]
    salts: dict[str, str]
    digests: dict[str, str]
    previous: str
    hash: str


Told = Callable[[list[Fact]], dict[int, Collection[str] | None]]


def lines(facts: QuerySet[Fact], told: Told) -> Iterator[Line]:
    """Yield a line for each fact a reader may know of, in the order they were recorded.

    `told` says of some facts, by their keys, which values may be known, None standing for all of
    them; a fact it does not name is left out.
    """
    rows, seen = chained(facts).order_by("id"), 0
    while found := list(rows.filter(id__gt=seen)[:BATCH]):
        seen = found[-1].pk
        known = told(found)
        yield from (line_of(fact, known[fact.pk]) for fact in found if fact.pk in known)


def line_of(fact: Fact, told: Collection[str] | None) -> Line:
    """Return a fact as a line with those of its values that may be told; None tells all."""
    particulars = getattr(fact, "particulars", None)
    values = dict(particulars.values) if particulars else {}
    salts = dict(particulars.salts) if particulars else {}
    names = [name for name in values if told is None or name in told]
    return Line(
        seq=fact.seq,
        id=fact.pk,
        noun=fact.noun,
        subject=fact.subject_id,
        kind=fact.kind,
        at=fact.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        by=fact.by_id,
        by_name=fact.by.name,
        values={name: values[name] for name in names},
        salts={name: salts[name] for name in names},
        digests=dict(fact.digests),
        previous=bytes(getattr(fact, "previous", None) or b"").hex(),
        hash=bytes(fact.digest).hex(),
    )


def as_json(trail: Iterable[Line]) -> Iterator[str]:
    """Write the lines as JSON, each on a line of its own."""
    for line in trail:
        yield json.dumps(asdict(line), ensure_ascii=False) + "\n"


def as_csv(trail: Iterable[Line]) -> Iterator[str]:
    """Write the lines as a table that no spreadsheet takes for formulas."""
    names = [field.name for field in fields(Line)]
    yield _row(names)
    for line in trail:
        yield _row([_cell(getattr(line, name)) for name in names])


def _cell(value: object) -> str:
    words = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
    return f"'{words}" if words.startswith(FORMULA) else words


def _row(cells: list[str]) -> str:
    text = StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()
