"""`hear_supplier`: a letter that answers ours reaches the handover, and nobody else."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.audit.activities import activity
from spoc.channels.models import Letter
from spoc.channels.rules import letter as letters
from spoc.channels.rules.authentication import Verdict, verdict
from spoc.kit.store import TooLarge
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import by_mail
from spoc.records.activities import Upload, attach
from spoc.suppliers.activities.supplier_says import (
    acknowledge_handover,
    answer_handover,
    ask_back,
)
from spoc.suppliers.activities.touch import add, keep_clocks, save, tell
from spoc.suppliers.models import Handover, HandoverEntry
from spoc.suppliers.rules import Said, State, is_theirs, read

SENT_BACK = ("bounce", "delivery-report")


@activity
def hear_supplier(
    handover: Handover, *, by: Person, letter: Letter, heard: letters.Letter
) -> HandoverEntry:
    """Add what the supplier wrote; its first word moves the handover, else it waits to be read.

    What somebody else wrote is a note for the desk; what a machine wrote only acknowledges.
    """
    if not is_from_supplier(handover, heard):
        return _note_stranger(handover, letter, heard, by)
    entry = _keep(handover, letter, heard, by)
    said = read(heard.subject, heard.reply_text)
    if said.reference and not handover.their_reference:
        handover.their_reference = said.reference
        save(handover, ["their_reference"])
    is_known = not heard.automatic or bool(said.reference)
    if handover.state == State.SENT and is_known:
        acknowledge_handover(handover, by=by, reference=said.reference)
    if not heard.automatic:
        _move(handover, said, by)
    return entry


@activity
def note_undelivered(handover: Handover, *, by: Person, reason: str) -> HandoverEntry:
    """Note that a letter to the supplier came back: it does not know of what we wrote."""
    with override(handover.by.speaks):
        text = _("A letter to the supplier could not be delivered: %(reason)s") % {"reason": reason}
    entry = add(handover, HandoverEntry.Kind.NOTE, author=by, text=text)
    tell("handover.undelivered", handover, by=by)
    return entry


def is_from_supplier(handover: Handover, heard: letters.Letter) -> bool:
    """Tell whether a letter is the supplier's: its address, and not found to be forged."""
    supplier = handover.supplier
    domains = supplier.organisation.domains if supplier.organisation else []
    servers = settings.SPOC_AUTHENTICATION_SERVERS
    found = verdict(heard.authentication, servers=servers, sender=heard.from_email)
    known = is_theirs(heard.from_email, supplier.addresses, domains)
    return known and found != Verdict.REFUTED


def _move(handover: Handover, said: Said, by: Person) -> None:
    """Let the handover go where the letter says; without a sign it waits for a person to read."""
    if said.means == "answer" and handover.allows("answer"):
        answer_handover(handover, by=by)
    elif said.means == "question" and handover.allows("ask"):
        ask_back(handover, by=by)
    elif said.means == "receipt" and handover.is_with_supplier:
        tell("handover.heard", handover, by=by, waits=False)
    else:
        _wait(handover, by)


def _wait(handover: Handover, by: Person) -> None:
    """Let the supplier's time stand still until somebody has read what it wrote."""
    if handover.is_with_supplier:
        handover.waits_since = handover.waits_since or now()
        save(handover, ["waits_since"])
    tell("handover.heard", handover, by=by, waits=True)
    if handover.is_with_supplier:
        keep_clocks(handover, by=by)


def _keep(handover: Handover, letter: Letter, heard: letters.Letter, by: Person) -> HandoverEntry:
    author = by_mail(heard.from_email) if heard.from_email else None
    entry = add(handover, HandoverEntry.Kind.IN, author=author, text=_said(heard))
    entry.from_address = heard.from_email[:254]
    entry.quoted, entry.letter = heard.quoted_text, letter
    entry.is_automatic = bool(heard.automatic)
    for file in heard.attachments:
        upload = Upload(file.filename, file.content_type, file.content, file.content_id)
        try:
            entry.files.append(attach(handover, by=by, upload=upload, part_id=entry.pk).pk)
        except TooLarge:
            told = _("(The file %(name)s was too large to keep here.)") % {"name": file.filename}
            entry.text += f"\n\n{told}"
    entry.save()
    return entry


def _note_stranger(
    handover: Handover, letter: Letter, heard: letters.Letter, by: Person
) -> HandoverEntry:
    """Keep what somebody wrote who is not the supplier: for the desk to look at."""
    with override(handover.by.speaks):
        intro = _("%(mail)s, who is not this supplier, answered by mail:")
        said = intro % {"mail": heard.from_email or "?"}
        names = ", ".join(file.filename for file in heard.attachments)
        files = "\n\n" + _("Files left with the letter: %(names)s") % {"names": names}
    text = f"{said}\n\n{_said(heard)}" + (files if names else "")
    entry = add(handover, HandoverEntry.Kind.NOTE, author=by, text=text)
    entry.from_address, entry.letter = heard.from_email[:254], letter
    entry.save(update_fields=["from_address", "letter"])
    tell("handover.noted", handover, by=by)
    return entry


def _said(heard: letters.Letter) -> str:
    """Return the new words; a letter without any speaks by its subject."""
    return heard.reply_text.strip() or heard.text.strip() or heard.subject or _("(no words)")
