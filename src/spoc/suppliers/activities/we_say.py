"""What we do with a handover: write on, note, accept, return, take back, close."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from spoc.audit.activities import activity
from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.service_levels.activities import restart_clocks
from spoc.suppliers import access
from spoc.suppliers.activities.hand_over import matter_of, say, shared, worth_sending
from spoc.suppliers.activities.touch import add, keep_clocks, save, tell
from spoc.suppliers.models import Handover, HandoverEntry


@activity
def write_to_supplier(
    handover: Handover, *, by: Person, text: str, files: Sequence[int] = ()
) -> HandoverEntry:
    """Write to the supplier; if it waited for our words, its time runs on."""
    demand(access.may_work(by, handover))
    if not (handover.is_with_supplier or handover.state == "answered"):
        raise NotPossible(_("The supplier does not have it now."))
    allowed = shared(handover.parent, by, files)
    entry = say(handover, by=by, text=worth_sending(text), files=allowed, template="word")
    handover.waits_since = None
    save(handover, ["waits_since"])
    tell("handover.told", handover, by=by)
    keep_clocks(handover, by=by)
    return entry


@activity
def note_handover(handover: Handover, *, by: Person, text: str) -> HandoverEntry:
    """Add a note for the desk alone; it never leaves the house."""
    demand(access.may_work(by, handover))
    entry = add(handover, HandoverEntry.Kind.NOTE, author=by, text=worth_sending(text))
    tell("handover.noted", handover, by=by)
    return entry


@activity
def accept_answer(handover: Handover, *, by: Person) -> Handover:
    """Say that what the supplier did is what was asked."""
    demand(access.may_work(by, handover))
    handover.move_to("accept", _("Only an answer is accepted."))
    save(handover, ["state"])
    tell("handover.accepted", handover, by=by)
    if not matter_of(handover.parent).is_worked:
        close_handover(handover, by=by)
    return handover


@activity
def return_answer(handover: Handover, *, by: Person, reason: str) -> Handover:
    """Send an answer back, with the reason: the supplier's time runs on with what was left."""
    demand(access.may_work(by, handover))
    words = worth_sending(reason, "reason")
    handover.move_to("return", _("Only an answer is returned."))
    handover.waits_since = None
    handover.return_count += 1
    save(handover, ["state", "waits_since", "return_count"])
    say(handover, by=by, text=words, template="returned")
    tell("handover.returned", handover, by=by)
    restart_clocks(handover, by=by, metrics=["fix"])
    return handover


@activity
def withdraw_handover(handover: Handover, *, by: Person, reason: str) -> Handover:
    """Take it back, with the reason: the supplier is told, if it ever heard of it."""
    demand(access.may_withdraw(by, handover))
    words = worth_sending(reason, "reason")
    was_sent = handover.is_with_supplier
    handover.move_to("withdraw", _("What is answered is accepted or returned instead."))
    handover.waits_since, handover.ended_at = None, now()
    save(handover, ["state", "waits_since", "ended_at"])
    if was_sent:
        say(handover, by=by, text=words, template="withdrawn")
    tell("handover.withdrawn", handover, by=by, reason=words[:300])
    keep_clocks(handover, by=by)
    return handover


@activity
def close_handover(handover: Handover, *, by: Person) -> Handover:
    """End for good what was accepted, once the record it belongs to is done with."""
    demand(access.may_work(by, handover))
    if matter_of(handover.parent).is_worked or not handover.allows("close"):
        return handover
    handover.move_to("close", _("Only what was accepted is closed."))
    handover.ended_at = now()
    save(handover, ["state", "ended_at"])
    tell("handover.closed", handover, by=by)
    return handover


@activity
def tell_broken(handover: Handover, *, by: Person, metric: str) -> Handover:
    """Tell on the record it belongs to that the supplier did not keep its promise."""
    tell("handover.broken", handover, by=by, metric=metric)
    return handover
