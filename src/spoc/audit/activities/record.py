"""`record`: one fact, what follows from it, and the news for the open pages."""

import json
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from spoc.audit.activities.activity import add_news
from spoc.audit.activities.declare import is_declared
from spoc.audit.models import Fact
from spoc.kit.nouns import noun_of
from spoc.kit.prepared import ask
from spoc.kit.time import now

Reaction = Callable[[Fact, Mapping[str, object]], None]

EVERY = ""
_reactions: dict[str, list[Reaction]] = defaultdict(list)
_is_past: ContextVar[bool] = ContextVar("is_past", default=False)
_machine: ContextVar[str] = ContextVar("machine", default="")

INSERT = """
WITH fact AS (
  INSERT INTO audit_fact (kind, noun, subject_id, seq, by_id, at, digests, digest)
  VALUES (%s, %s, %s, 0, %s, %s, audit_digests(%s::jsonb, %s::jsonb), ''::bytea)
  RETURNING id, seq
), kept AS (
  INSERT INTO audit_particulars (fact_id, "values", salts)
  SELECT id, %s::jsonb, %s::jsonb FROM fact
)
SELECT id, seq FROM fact
"""


def on(*kinds: str) -> Callable[[Reaction], Reaction]:
    """Run the function in the same transaction whenever a fact of these kinds is recorded.

    Without a kind it is run for every fact.
    """

    def register(function: Reaction) -> Reaction:
        for kind in kinds or (EVERY,):
            _reactions[kind].append(function)
        return function

    return register


@contextmanager
def nothing_follows() -> Iterator[None]:
    """Record facts of a told past for this block: whoever tells it does what followed from them."""
    before = _is_past.set(True)
    try:
        yield
    finally:
        _is_past.reset(before)


@contextmanager
def acting_through(machine: str) -> Iterator[None]:
    """Say in every fact of this block that a machine of this name acts, for whoever it is `by`."""
    before = _machine.set(machine)
    try:
        yield
    finally:
        _machine.reset(before)


def machine_at_work() -> str:
    """Return the name of the machine that acts; empty where the person does."""
    return _machine.get()


def record(kind: str, subject: Model, /, *, by: Model, **particulars: object) -> Fact:
    """Write down what happened to the subject; particulars are plain values, None left out.

    Changed fields go into the particular `changes` as `{field: [old, new]}`; `through` is the
    machine that acts for whoever it is by.
    """
    if not is_declared(kind):
        raise RuntimeError(f"no app declares the fact {kind!r}")
    noun = noun_of(subject)
    add_news(noun.topics(subject))
    values = {name: value for name, value in particulars.items() if value is not None}
    if machine := machine_at_work():
        values["through"] = machine
    moment = now()
    salts = {name: secrets.token_hex(16) for name in values}
    kept = (json.dumps(values, cls=DjangoJSONEncoder), json.dumps(salts))
    [(pk, seq)] = ask(INSERT, [kind, noun.key, subject.pk, by.pk, moment, *kept, *kept])
    fact = Fact(
        id=pk, kind=kind, noun=noun.key, subject_id=subject.pk, seq=seq, by_id=by.pk, at=moment
    )
    for reaction in () if _is_past.get() else (*_reactions[kind], *_reactions[EVERY]):
        reaction(fact, values)
    return fact
