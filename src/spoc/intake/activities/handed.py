"""Letters about work a supplier does: they go to the handover, never to the request."""

from spoc.channels.activities import settle_letter
from spoc.channels.models import Letter
from spoc.channels.outbox import signing_keys
from spoc.channels.rules import letter as letters
from spoc.channels.rules import marks
from spoc.people.models import Person
from spoc.suppliers.activities import hear_supplier, note_undelivered
from spoc.suppliers.activities.hear import is_from_supplier
from spoc.suppliers.queries import handover_marked, handover_written_in

# what a machine of the supplier's may write: a number it gave, or that somebody is away
WRITTEN_BY_MACHINES = ("auto-submitted", "vacation", "null-sender")


def go_on_handed(letter: Letter, read: letters.Letter, *, by: Person) -> bool:
    """Let a letter go on in the handover it truly answers; tell whether it did.

    What somebody else wrote who also answers a request of theirs is heard there.
    """
    handover = handover_marked(read, signing_keys())
    if handover is None or read.automatic not in ("", *WRITTEN_BY_MACHINES):
        return False
    is_elsewhere = bool(read.automatic or marks.numbers(read, signing_keys()))
    if is_elsewhere and not is_from_supplier(handover, read):
        return False
    entry = hear_supplier(handover, by=by, letter=letter, heard=read)
    outcome = "noted" if entry.kind == "note" else "handover"
    settle_letter(letter, by=by, outcome=outcome, about=handover)
    return True


def come_back(letter: Letter, read: letters.Letter, sent: Letter | None, *, by: Person) -> bool:
    """Note with its handover that our letter came back; tell whether it was about one."""
    handover = handover_written_in(sent) or handover_marked(read, signing_keys())
    if handover is None:
        return False
    if read.automatic == "bounce":
        recipient = read.report.recipient if read.report else ""
        note_undelivered(handover, by=by, reason=recipient or read.subject)
    settle_letter(letter, by=by, outcome="automatic", reason=read.automatic, about=handover)
    return True
