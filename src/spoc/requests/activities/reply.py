"""Saying something: to the requester, to the desk, by phone, and hearing the requester."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, machine_at_work, record
from spoc.channels.models import Interaction, Letter
from spoc.kit.errors import NotPossible, Stale
from spoc.kit.prepared import Place, Prepared
from spoc.kit.text import tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.records.activities import Upload, attach
from spoc.requests import access
from spoc.requests.activities.mention import mention
from spoc.requests.activities.promises import keep_promises
from spoc.requests.activities.resume import resume
from spoc.requests.activities.touch import save
from spoc.requests.activities.waiting_files import take_waiting_files
from spoc.requests.letters import answer_by_mail
from spoc.requests.models import Draft, Entry, SupportRequest
from spoc.requests.queries.recipients import checked
from spoc.requests.queries.since import said_since
from spoc.requests.rules.sending import PLAIN, Sending
from spoc.work.activities import LONGEST, log_work

WORDS_LIMIT = 100_000
KIND_OF = {"email": "mail", "phone": "call", "walk_in": "call", "portal": "portal"}
KIND_OF |= {"api": "api", "event": "api"}
SPOKEN = ("first_response_at", "desk_spoke_at")


@dataclass(frozen=True, slots=True)
class Words:
    """What was said: the new words, what was quoted, and the HTML it came as, made harmless."""

    text: str
    quoted: str = ""
    html: str = ""
    letter: Letter | None = None
    to: list[str] = field(default_factory=list)


def say(support_request: SupportRequest, *, author: Person, channel: str, words: Words) -> Entry:
    """Add the requester's words to the timeline; part of the activities that hear them."""
    entry = write_down(support_request, author=author, channel=channel, words=words)
    support_request.requester_spoke_at = entry.at
    support_request.contact_count += 1
    save(support_request, ["requester_spoke_at", "contact_count"])
    return entry


def write_down(
    support_request: SupportRequest, *, author: Person, channel: str, words: Words
) -> Entry:
    """Make the entry of what the requester said; whoever calls keeps count of it."""
    return Entry.made(
        support_request=support_request,
        kind=KIND_OF.get(channel, "portal"),
        author=author,
        text=_worth_keeping(words.text),
        quoted=words.quoted[:WORDS_LIMIT],
        html=words.html,
        letter=words.letter,
        to=words.to,
        through=machine_at_work(),
        at=now(),
    )


@activity
def hear(
    support_request: SupportRequest,
    *,
    by: Person,
    channel: str,
    words: Words,
    interaction: Interaction | None = None,
) -> Entry:
    """Add what a party to the request said; work that waited for it goes on."""
    demand(access.is_party(by, support_request) or access.may_work(by, support_request))
    if support_request.status in ("closed", "rejected", "cancelled"):
        raise NotPossible(_("This request is over: write a new one, and we link the two."))
    if support_request.status == "merged":
        raise NotPossible(_("This request was merged: go on in the one it was merged into."))
    entry = say(support_request, author=by, channel=channel, words=words)
    keep_promises(support_request, by=by)
    record("request.answered", support_request, by=by, entry=entry.pk)
    if interaction is not None:
        support_request.contacts.get_or_create(interaction=interaction)
    if support_request.status == "pending" and support_request.pending_reason == "customer":
        resume(support_request, by=by, why="answered")
    return entry


@activity
def reply(
    support_request: SupportRequest,
    *,
    by: Person,
    text: str,
    files: Sequence[Upload] = (),
    mail: bool = True,
    sending: Sending = PLAIN,
) -> Entry:
    """Answer the requester; the letter is written in the same moment and sent after it.

    Whoever had not read the last that was said is told so, and sends nothing.
    """
    demand(access.may_work(by, support_request))
    if sending.seen is not None and said_since(support_request, by, sending.seen):
        raise Stale(_("Somebody wrote while you did: read it, then send."))
    sending = checked(sending)
    entry = _from_desk(support_request, by, "mail", text, is_marked=sending.is_marked)
    if not sending.keeps_draft:
        _done_with(entry)
    if support_request.first_response_at is None:
        support_request.first_response_at = entry.at
    support_request.desk_spoke_at = entry.at
    kept = [attach(support_request, by=by, upload=file, part_id=entry.pk) for file in files]
    kept += take_waiting_files(entry, sending.waiting_files)
    if mail:
        letter = answer_by_mail(support_request, by=by, entry=entry, files=kept, sending=sending)
        _keep_letter(entry, letter, sending)
    keep_promises(support_request, by=by, is_update=True, touched=SPOKEN)
    record("request.replied", support_request, by=by, entry=entry.pk)
    return entry


@activity
def note(
    support_request: SupportRequest,
    *,
    by: Person,
    text: str,
    letter: Letter | None = None,
    is_marked: bool = False,
) -> Entry:
    """Add a note for the desk alone; it never leaves the house."""
    demand(access.may_write_inside(by, support_request))
    entry = _from_desk(support_request, by, "note", text, is_marked=is_marked)
    _done_with(entry)
    take_waiting_files(entry)
    if letter is not None:
        entry.letter = letter
        entry.save(update_fields=["letter"])
    save(support_request, [])
    record("request.noted", support_request, by=by, entry=entry.pk)
    if letter is None:
        mention(support_request, by=by, text=entry.text)
    return entry


@activity
def log_call(
    support_request: SupportRequest,
    *,
    by: Person,
    text: str,
    minutes: int = 0,
    is_marked: bool = False,
) -> Entry:
    """Write down what was said by phone; the requester can read it, and the minutes count."""
    demand(access.may_work(by, support_request))
    if not 0 <= minutes <= LONGEST:
        raise NotPossible(_("Enter minutes between 0 and 1440: a day at most."))
    entry = _from_desk(support_request, by, "call", text, is_marked=is_marked, minutes=minutes)
    _done_with(entry)
    take_waiting_files(entry)
    if support_request.first_response_at is None:
        support_request.first_response_at = entry.at
    support_request.desk_spoke_at = entry.at
    support_request.contact_count += 1
    touched = (*SPOKEN, "contact_count")
    keep_promises(support_request, by=by, is_update=True, touched=touched)
    record("request.called", support_request, by=by, entry=entry.pk, minutes=minutes)
    if minutes:
        log_work(support_request, by=by, minutes=minutes, activity=_("Call"))
    return entry


def _keep_letter(entry: Entry, letter: Letter | None, sending: Sending) -> None:
    """Keep with an entry the letter that carries it, and who gets it."""
    if letter is not None:
        entry.letter, entry.to = letter, [*letter.to_addresses, *letter.cc_addresses]
        entry.bcc = list(sending.bcc)
        entry.save(update_fields=["letter", "to", "bcc"])
    elif sending.cc or sending.bcc:
        words = _("No letter goes out, since the requester has no mail address: forward it.")
        raise NotPossible(words, fields={"cc": words})


def _from_desk(
    support_request: SupportRequest,
    by: Person,
    kind: str,
    text: str,
    *,
    is_marked: bool,
    minutes: int | None = None,
) -> Entry:
    if support_request.status == "merged":
        raise NotPossible(_("This request was merged: go on in the one it was merged into."))
    return Entry.made(
        support_request=support_request,
        kind=kind,
        author=by,
        is_from_desk=True,
        is_internal=kind == "note",
        text=_worth_keeping(text),
        is_marked=is_marked,
        minutes=minutes,
        through=machine_at_work(),
        at=now(),
    )


def _done_with(entry: Entry) -> None:
    """Throw the draft of an entry away, since it is said."""
    # mostly there is none: it is looked for in words the database knows
    for draft in _drafts(entry.support_request_id, entry.author_id, DRAFT_OF[entry.kind]):
        draft.delete()


@Prepared
def _drafts(number: Place, author: Place, kind: Place) -> QuerySet[Draft]:
    return Draft.objects.filter(support_request=number, person=author, kind=kind)


def _worth_keeping(text: str) -> str:
    words = tidy(text).strip()[:WORDS_LIMIT]
    if not words:
        raise NotPossible(_("Write something first."), fields={"text": _("Write something first.")})
    return words


DRAFT_OF = {"mail": "reply", "note": "note", "call": "call"}
