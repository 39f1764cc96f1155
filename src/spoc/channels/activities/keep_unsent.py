"""`keep_unsent`: a letter of a told past goes nowhere."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.channels.models import Letter
from spoc.kit.time import now
from spoc.people.models import Person


@activity
def keep_unsent(letter: Letter, *, by: Person) -> Letter:
    """Settle a waiting letter without sending it: what it tells of is invented, or long ago."""
    if letter.state == Letter.State.QUEUED:
        letter.state, letter.settled_at, letter.next_try_at = Letter.State.SENT, now(), None
        letter.reason = _("Kept in the outbox: this is a demonstration.")
        letter.save(update_fields=["state", "settled_at", "next_try_at", "reason"])
        record("letter.sent", letter, by=by)
    return letter
