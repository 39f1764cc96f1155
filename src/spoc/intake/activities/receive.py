"""`receive_letter`: a raw letter becomes a request, an answer, a note, or is put aside."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import structlog
from django.conf import settings
from django.db import DatabaseError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from spoc.audit.activities import activity
from spoc.channels.activities import (
    RELEASED,
    hold_letter,
    log_contact,
    one_by_one,
    settle_letter,
    store_letter,
    store_letters,
)
from spoc.channels.models import Channel, Letter
from spoc.channels.opened import Opened, open_letter
from spoc.channels.outbox import mail_host, signing_keys
from spoc.channels.queries import (
    is_known_spammer,
    letter_sent_as,
    letters_from,
    letters_with_id,
)
from spoc.channels.rules import letter as letters
from spoc.channels.rules import marks
from spoc.channels.rules.address import without_tag
from spoc.channels.seals import hints_of, told
from spoc.intake.activities.approval_answers import go_on_asked
from spoc.intake.activities.complaint_answers import go_on_complained
from spoc.intake.activities.handed import come_back, go_on_handed
from spoc.intake.activities.sender import known_sender
from spoc.intake.activities.sifted import explained, sift, withheld
from spoc.intake.activities.threads import answer, begin, keep_inside
from spoc.intake.queries import own_addresses
from spoc.intake.rules import THROTTLE_WITHIN, is_throttled
from spoc.kit import store
from spoc.kit.prepared import Place, Prepared
from spoc.kit.text import tidy
from spoc.people.models import Person
from spoc.people.queries import community_of, system
from spoc.requests.models import SupportRequest
from spoc.suppliers.queries import heard_in

log = structlog.get_logger()
# what is known of a letter once its head was read
HEADERS = (
    *("message_id", "from_address", "to_addresses", "cc_addresses", "subject", "marks"),
    "community",
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a letter, as the one who handed it over is told."""

    outcome: str
    request: str | None
    reason: str


def receive_letter(raw: bytes, *, channel: Channel | None = None) -> Receipt:
    """Keep a letter, then make of it what it is; what fails after it is kept is tried again."""
    return _received(store_letter(raw, channel=channel))


def receive_letters(raws: Sequence[bytes]) -> Iterator[Receipt]:
    """Keep many letters at once, then make of one after the other what it is."""
    return map(_received, store_letters(raws))


def _received(letter: Letter) -> Receipt:
    if letter.state not in (Letter.State.STORED, Letter.State.HELD):
        return _told(letter, outcome="duplicate", reason=_("The same letter came before."))
    return read_letter(letter)


def read_letter(letter: Letter) -> Receipt:
    """Make of a kept letter what it is, all or nothing; one that cannot be read yet is held.

    A database that goes away in the middle changes nothing: the letter is kept, and waits.
    """
    by = None
    try:
        by = system()
        _read(letter, by=by)
        return _told(letter)
    except Exception as fault:
        log.error("letter held", letter=letter.pk, exc_info=True)
        return _held(letter, by, f"{type(fault).__name__}: {fault}")


def _held(letter: Letter, by: Person | None, reason: str) -> Receipt:
    if by is not None:
        with suppress(DatabaseError):
            hold_letter(letter, by=by, reason=reason)
    return Receipt("held", None, reason)


@activity
def _read(letter: Letter, *, by: Person) -> None:
    if letter.state not in (Letter.State.STORED, Letter.State.HELD):
        return
    with store.open(letter.digest) as file:
        opened = open_letter(file.read(), letter.channel)
    read = letters.read(
        opened.raw, own_host=mail_host(), own_addresses=own_addresses(letter.channel)
    )
    _note_headers(letter, read)
    shown = withheld(letter, read, opened)
    one_by_one(read.message_id)
    if earlier := _said_before(letter, read, shown):
        about = _request(earlier.subject_id) if earlier.noun == "request" else None
        settle_letter(letter, by=by, outcome="duplicate", reason=str(earlier.pk), about=about)
    elif read.automatic:
        _file_automatic(letter, read, by)
    elif letter.outcome != RELEASED and (doubt := _doubt(read)):
        settle_letter(
            letter, by=by, outcome="quarantined", reason=doubt, state=Letter.State.QUARANTINED
        )
    else:
        _converse(letter, read, by, opened=opened, shown=shown)


def _doubt(read: letters.Letter) -> str:
    """Say why a person is to look at the letter first; '' where nothing is wrong with it."""
    if not read.from_email:
        return _("Nobody is named as its sender.")
    if read.is_spam:
        return _("The receiving server takes it for spam.")
    if is_known_spammer(read.from_email):
        return _("The last letter from this sender was spam.")
    lately = letters_from(read.from_email, THROTTLE_WITHIN)
    if is_throttled(lately, settings.SPOC_LETTERS_PER_SENDER):
        return _("Too many letters from this sender in a short time.")
    return ""


def _said_before(letter: Letter, read: letters.Letter, shown: letters.Letter) -> Letter | None:
    """Return the letter that was the same as this one: its id alone anybody can write down."""
    said = (tidy(read.reply_text), tidy(shown.reply_text))
    for other in letters_with_id(letter.message_id, letter.from_address, but=letter):
        contact = other.interactions.first()
        before = contact.body if contact else heard_in(other)
        if read.automatic if before is None else before in said:
            return other
    return None


def _converse(
    letter: Letter, read: letters.Letter, by: Person, *, opened: Opened, shown: letters.Letter
) -> None:
    """Let the letter go on in its conversation, or begin one; what is dangerous stays aside.

    Its sender sees of it what is `shown`, and the desk all of it.
    """
    body, hints, is_withheld = shown.reply_text, hints_of(opened, read), shown is not read
    read = explained(letter, sift(letter, read), opened)
    shown = shown if is_withheld else read
    if go_on_handed(letter, read, by=by) or go_on_asked(letter, shown, by=by):
        return
    if go_on_complained(letter, shown, by=by, body=body):
        return
    sender = known_sender(read, community=letter.community, by=by)
    known = [_request(number) for number in marks.numbers(read, signing_keys())]
    found = next((each for each in known if each is not None), None)
    contact = log_contact(
        "email",
        by=by,
        person=sender,
        community=letter.community,
        language=read.language,
        subject=read.subject,
        body=body,
        way=letter.channel,
        letter=letter,
        disposition="request_update" if found else "request_new",
    )
    if found is None:
        outcome, about = begin(letter, shown, sender=sender, contact=contact, by=by)
    else:
        outcome, about = answer(found, letter, shown, sender=sender, contact=contact, by=by)
    if is_withheld:
        keep_inside(about, letter, read, by=by)
    settle_letter(letter, by=by, outcome=outcome, about=about, reason=hints)


def _file_automatic(letter: Letter, read: letters.Letter, by: Person) -> None:
    """Put a letter that no person wrote with the request it belongs to, and answer nobody."""
    original = read.report.original_message_id if read.report else ""
    sent = letter_sent_as(original)
    if go_on_handed(letter, read, by=by) or come_back(letter, read, sent, by=by):
        return
    numbers = marks.numbers(read, signing_keys())
    number = sent.subject_id if sent and sent.noun == "request" else next(iter(numbers), None)
    about = _request(number)
    reason = read.automatic
    if read.report and read.report.recipient:
        reason = f"{read.automatic}: {read.report.recipient}"
    settle_letter(letter, by=by, outcome="automatic", reason=reason, about=about)


def _note_headers(letter: Letter, read: letters.Letter) -> None:
    letter.message_id = read.message_id[:400]
    letter.from_address = read.from_email[:254]
    letter.to_addresses = [address.email for address in read.to]
    letter.cc_addresses = [address.email for address in read.cc]
    letter.subject = read.subject[:300]
    letter.marks = {"cut": list(read.cut), "authentication": list(read.authentication)}
    recipients = [*read.delivered_to, *letter.to_addresses, *letter.cc_addresses]
    in_channel = letter.channel.community if letter.channel else None
    plain = [without_tag(each) for each in recipients]
    letter.community = community_of([*recipients, *plain]) or in_channel
    letter.save(update_fields=HEADERS)


def _request(number: int | None) -> SupportRequest | None:
    """Return the request of this number, or the one it was merged into."""
    found = SupportRequest.objects.filter(pk=number or 0).first()
    while found is not None and found.merged_into is not None:
        found = found.merged_into
    return found


def _told(letter: Letter, *, outcome: str = "", reason: str = "") -> Receipt:
    [(state, noun, subject, was, why)] = _what_became_of(letter.pk)
    reference = f"R-{subject}" if noun == "request" else None
    held = state in (Letter.State.HELD, Letter.State.STORED)
    return Receipt(outcome or ("held" if held else was), reference, reason or told(why))


@Prepared
def _what_became_of(pk: Place) -> QuerySet[Letter, tuple[Any, ...]]:
    rows = Letter.objects.filter(pk=pk)
    return rows.values_list("state", "noun", "subject_id", "outcome", "reason")
