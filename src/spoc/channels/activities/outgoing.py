"""Writing letters out: a row before it is sent, taken back before it leaves."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Model
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.channels import access
from spoc.channels.models import Letter
from spoc.kit.errors import NotPossible, Stale
from spoc.kit.nouns import noun_of
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Community, Person


@dataclass(frozen=True, slots=True)
class Draft:
    """What a letter is to say, to whom, in which conversation."""

    to: list[str]
    subject: str
    text: str
    cc: list[str] = field(default_factory=list)
    language: str = "en"
    message_id: str = ""
    in_reply_to: str = ""
    references: list[str] = field(default_factory=list)
    is_automatic: bool = False
    button: tuple[str, str] | None = None
    attachments: list[int] = field(default_factory=list)
    # the request that a letter to somebody tells of, beside its conversation
    concerns: int | None = None
    bcc: list[str] = field(default_factory=list)
    # so many signs at the beginning carry marks, and name these pictures
    marked: int = 0
    pictures: list[int] = field(default_factory=list)
    # how long it can be taken back
    wait_seconds: int = 0
    # it is beside the conversation with the requester: what follows does not go on from it
    is_aside: bool = False
    # whose name stands in front of the address, and where one ends such letters by one click
    sender: str = ""
    unsubscribe: str = ""


@activity
def post(about: Model, *, by: Person, draft: Draft, community: Community | None) -> Letter:
    """Write a letter and queue it in the same transaction as what it tells of.

    It goes from the community's address.
    """
    if not draft.to:
        raise NotPossible(_("There is no mail address to write to: add one, or call."))
    letter = Letter.made(
        is_incoming=False,
        state=Letter.State.QUEUED,
        community=community,
        message_id=draft.message_id,
        from_address=community.mail if community else "",
        to_addresses=draft.to,
        cc_addresses=draft.cc,
        subject=one_line(draft.subject, 300),
        text=draft.text,
        marks={
            "in_reply_to": draft.in_reply_to,
            "references": draft.references,
            "language": draft.language,
            "is_automatic": draft.is_automatic,
            "button": draft.button,
            "attachments": draft.attachments,
            "concerns": draft.concerns,
            **_rarely(draft),
        },
        noun=noun_of(about).key,
        subject_id=about.pk,
        at=now(),
        next_try_at=now() + timedelta(seconds=draft.wait_seconds),
    )
    wait = {"wait": draft.wait_seconds} if draft.wait_seconds else {}
    record("letter.queued", letter, by=by, to=", ".join(draft.to), **wait)
    return letter


def _rarely(draft: Draft) -> dict[str, object]:
    """Return the marks that few letters have."""
    marks = {
        "bcc": draft.bcc,
        "marked": draft.marked,
        "pictures": draft.pictures,
        "aside": draft.is_aside,
        "sender": draft.sender,
        "unsubscribe": draft.unsubscribe,
    }
    return {name: value for name, value in marks.items() if value}


@activity
def withdraw(letter: Letter, *, by: Person) -> Letter:
    """Keep a letter from going that waits to go; one that has left is not taken back."""
    if letter.state != Letter.State.QUEUED or letter.tries:
        raise Stale(_("It is on its way already: it can no longer be taken back."))
    letter.state, letter.outcome = Letter.State.DONE, "taken_back"
    letter.settled_at, letter.next_try_at = now(), None
    letter.save()
    record("letter.withdrawn", letter, by=by)
    return letter


@activity
def retry(letter: Letter, *, by: Person) -> Letter:
    """Try a failed letter again, now."""
    demand(access.may_handle_letter(by, letter))
    if letter.state == Letter.State.FAILED:
        letter.state, letter.tries, letter.next_try_at = Letter.State.QUEUED, 0, now()
        letter.save(update_fields=["state", "tries", "next_try_at"])
        record("letter.queued", letter, by=by, to=", ".join(letter.to_addresses))
    return letter
