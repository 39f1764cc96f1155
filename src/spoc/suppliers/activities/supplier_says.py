"""What the supplier does: it acknowledges, works, asks, answers; written down by either side."""

from decimal import Decimal

from django.utils.translation import gettext as _

from spoc.audit.activities import activity
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.suppliers import access
from spoc.suppliers.activities.hand_over import worth_sending
from spoc.suppliers.activities.touch import add, keep_clocks, save, tell
from spoc.suppliers.models import Handover, HandoverEntry


@activity
def acknowledge_handover(handover: Handover, *, by: Person, reference: str = "") -> Handover:
    """The supplier has it, perhaps under a number of its own: the promise of receipt is kept."""
    demand(access.may_answer(by, handover))
    handover.move_to("acknowledge", _("Only what was just sent is acknowledged."))
    handover.acknowledged_at = now()
    _refer(handover, reference)
    save(handover, ["state", "acknowledged_at", "their_reference"])
    theirs = handover.their_reference or "–"
    tell("handover.acknowledged", handover, by=by, theirs=theirs)
    keep_clocks(handover, by=by)
    return handover


@activity
def begin_handover(handover: Handover, *, by: Person) -> Handover:
    """The supplier works on it; nothing of what it wrote waits for us any more."""
    demand(access.may_answer(by, handover))
    handover.move_to("work", _("The supplier does not have it now."))
    handover.waits_since = None
    save(handover, ["state", "waits_since"])
    tell("handover.begun", handover, by=by)
    keep_clocks(handover, by=by)
    return handover


@activity
def ask_back(handover: Handover, *, by: Person, text: str = "") -> Handover:
    """The supplier needs something from us: its time stands still until we answer.

    Without words, the question is what it wrote last.
    """
    demand(access.may_answer(by, handover))
    handover.move_to("ask", _("The supplier does not have it now."))
    _heard(handover, by, text)
    handover.waits_since = handover.waits_since or now()
    save(handover, ["state", "waits_since"])
    tell("handover.asked", handover, by=by)
    keep_clocks(handover, by=by)
    return handover


@activity
def answer_handover(
    handover: Handover, *, by: Person, text: str = "", cost: Decimal | None = None
) -> Handover:
    """The supplier has done it: its time stops, and what waited for it goes on.

    Without words, the answer is what it wrote last.
    """
    demand(access.may_answer(by, handover))
    if cost is not None and not 0 <= cost < Decimal(10) ** 10:
        words = _("Enter a cost of nought or more.")
        raise NotPossible(words, fields={"cost": words})
    handover.move_to("answer", _("The supplier does not have it now."))
    _heard(handover, by, text)
    # what waited to be read was the answer: it came then, and their time has stood still since
    handover.answered_at = (not text.strip() and handover.waits_since) or now()
    handover.waits_since = None
    handover.cost = handover.cost if cost is None else cost
    save(handover, ["state", "answered_at", "waits_since", "cost"])
    tell("handover.answered", handover, by=by)
    keep_clocks(handover, by=by)
    return handover


def _refer(handover: Handover, reference: str) -> None:
    said = one_line(reference, 60)
    if said:
        handover.their_reference = said


def _heard(handover: Handover, by: Person, text: str) -> None:
    """Keep what the supplier said; what it wrote before may be meant instead."""
    if tidy(text).strip():
        add(handover, HandoverEntry.Kind.IN, author=by, text=worth_sending(text))
    elif not handover.entries.filter(kind=HandoverEntry.Kind.IN).exists():
        words = _("Write down what the supplier said.")
        raise NotPossible(words, fields={"text": words})
