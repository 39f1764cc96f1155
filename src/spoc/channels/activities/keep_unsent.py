"""`keep_unsent`: the letters of a told past go nowhere."""

from collections.abc import Iterable

from spoc.audit.activities import activity, record
from spoc.channels.models import Letter
from spoc.kit.time import at
from spoc.people.models import Person


@activity
def keep_unsent(letters: Iterable[Letter], *, by: Person) -> None:
    """Settle waiting letters without sending them: what they tell of is invented, or long ago.

    Each counts as sent at the time it was written.
    """
    waiting = [letter for letter in letters if letter.state == Letter.State.QUEUED]
    for letter in waiting:
        letter.state, letter.settled_at, letter.next_try_at = Letter.State.SENT, letter.at, None
        letter.reason, letter.outcome = "", "kept"
        with at(letter.at):
            record("letter.sent", letter, by=by)
    Letter.objects.bulk_update(waiting, ["state", "settled_at", "next_try_at", "reason", "outcome"])
