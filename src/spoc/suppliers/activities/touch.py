"""Saving what changed, keeping the clocks in step, and telling of it on both records."""

from collections.abc import Iterable

from django.db.models import Model

from spoc.audit.activities import activity, record
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.service_levels.activities import Promised, Wanted, exempt_clocks, keep_time
from spoc.service_levels.queries.clocks import known_clocks
from spoc.suppliers.models import Handover, HandoverEntry
from spoc.suppliers.rules import State

DONE: dict[str, tuple[str, ...]] = {
    State.SENT: (),
    State.ACKNOWLEDGED: ("receipt",),
    State.WORKING: ("receipt",),
}
# what a supplier waits for, as its agreement knows the reason
QUESTION = "question"


def save(handover: Handover, fields: Iterable[str]) -> None:
    """Save these fields; the handover is one version further."""
    handover.version += 1
    handover.save(update_fields=[*fields, "version"])


def tell(kind: str, handover: Handover, *, by: Person, **particulars: object) -> None:
    """Record what happened on the handover, and on the record it belongs to."""
    named = {"reference": handover.reference, "supplier": handover.supplier.name, **particulars}
    record(kind, handover, by=by, **named)
    _tell_parent(handover.parent, by=by, kind=kind, particulars=named)


@activity
def _tell_parent(parent: Model, *, by: Person, kind: str, particulars: dict[str, object]) -> None:
    record(kind, parent, by=by, **particulars)


def keep_clocks(handover: Handover, *, by: Person, begins: bool = False) -> None:
    """Begin, pause, resume or stop what the supplier promised, as where it stands demands.

    What ended is begun anew by nothing but sending: a clock that was exempted stays so.
    """
    if handover.state == State.WITHDRAWN:
        exempt_clocks(handover, by=by, reason="withdrawn")
        return
    targets = {"receipt": handover.receipt_target, "fix": handover.fix_target}
    running = {clock.metric for clock in known_clocks(handover) if clock.stopped_at is None}
    promised = {
        metric: Promised(target, handover.sent_at)
        for metric, target in targets.items()
        if target is not None and handover.sent_at and (begins or metric in running)
    }
    wanted = Wanted(
        promised=promised,
        done=frozenset(DONE.get(handover.state, tuple(targets))),
        waits_for=QUESTION if handover.waits_since else "",
    )
    keep_time(handover, by=by, wanted=wanted)


def add(
    handover: Handover,
    kind: HandoverEntry.Kind,
    *,
    author: Person | None,
    text: str,
    files: Iterable[int] = (),
) -> HandoverEntry:
    """Add words to the thread with the supplier; part of the activities that say or hear them."""
    made: HandoverEntry = handover.entries.create(
        kind=kind, author=author, text=text, files=list(files), at=now()
    )
    return made
