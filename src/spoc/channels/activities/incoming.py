"""Keeping a letter that came, and noting what became of it."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.channels import access
from spoc.channels.activities.contact import log_contact
from spoc.channels.models import Channel, Interaction, Letter
from spoc.channels.queries.letters import SPAM
from spoc.kit import store
from spoc.kit.errors import NotPossible
from spoc.kit.nouns import noun_of
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person

PATIENCE = timedelta(minutes=1)
# what a letter's outcome says between its release and its second reading
RELEASED = "released"
SETTLED = ("state", "outcome", "reason", "next_try_at", "settled_at", "noun", "subject_id")


def store_letter(raw: bytes, *, channel: Channel | None = None) -> Letter:
    """Keep the raw letter for good, before anything is made of it.

    The file is on disk and the row committed when this returns: whoever handed the letter over
    may forget it. The very same letter again gives the row there is.
    """
    _demand_words(raw)
    kept = store.keep(raw, limit=settings.SPOC_LETTER_LIMIT)
    letter = _stored(kept, channel)
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
    except IntegrityError:
        return Letter.objects.get(is_incoming=True, digest=kept.digest)
    return letter


def store_letters(raws: Sequence[bytes]) -> list[Letter]:
    """Keep many raw letters for good, all or none, and return the row of each in their order."""
    for raw in raws:
        _demand_words(raw)
    kept = store.keep_all(raws, limit=settings.SPOC_LETTER_LIMIT)
    digests = [each.digest for each in kept]
    with transaction.atomic():
        Letter.objects.bulk_create([_stored(each) for each in kept], ignore_conflicts=True)
    rows = Letter.objects.filter(is_incoming=True, digest__in=digests)
    found = {letter.digest: letter for letter in rows}
    return [found[digest] for digest in digests]


def _demand_words(raw: bytes) -> None:
    if not raw.strip():
        raise NotPossible(_("The letter is empty: nothing was kept."))


def _stored(kept: store.Kept, channel: Channel | None = None) -> Letter:
    return Letter(
        is_incoming=True,
        state=Letter.State.STORED,
        channel=channel,
        digest=kept.digest,
        size=kept.size,
        at=now(),
        next_try_at=now() + PATIENCE,
    )


def one_by_one(message_id: str) -> None:
    """Let letters with this id be read one after the other, each to its end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [message_id])


@activity
def settle_letter(
    letter: Letter,
    *,
    by: Person,
    outcome: str,
    reason: str = "",
    about: Model | None = None,
    state: str = Letter.State.DONE,
) -> Letter:
    """Note what became of a letter: nothing more is made of it after this."""
    letter.state, letter.outcome, letter.reason = state, outcome, one_line(reason, 300)
    letter.next_try_at, letter.settled_at = None, now()
    if about is not None:
        letter.noun, letter.subject_id = noun_of(about).key, about.pk
    letter.save(update_fields=SETTLED)
    record("letter.settled", letter, by=by, outcome=outcome, reason=letter.reason or None)
    return letter


@activity
def hold_letter(letter: Letter, *, by: Person, reason: str) -> Letter:
    """Keep a letter that could not be understood yet; it is tried again, ever less often."""
    letter.state, letter.reason = Letter.State.HELD, one_line(reason, 300)
    letter.tries += 1
    letter.next_try_at = now() + PATIENCE * 2 ** min(letter.tries, 10)
    letter.save(update_fields=["state", "reason", "tries", "next_try_at"])
    record("letter.held", letter, by=by, reason=letter.reason)
    return letter


@activity
def reject_letter(letter: Letter, *, by: Person) -> Letter:
    """Say of a letter that was put aside that it is spam: what its sender writes next is too."""
    demand(access.may_handle_letter(by, letter))
    if letter.state != Letter.State.QUARANTINED:
        raise NotPossible(_("Only a letter that was put aside can be called spam."))
    disposition = Interaction.Disposition.SPAM
    log_contact(
        "email",
        by=by,
        unidentified=letter.from_address[:200],
        community=letter.community,
        subject=letter.subject,
        letter=letter,
        way=letter.channel,
        disposition=disposition,
    )
    return settle_letter(letter, by=by, outcome=SPAM)


@activity
def release_letter(letter: Letter, *, by: Person) -> Letter:
    """Let a letter that was put aside be read after all, whoever wrote it and however many."""
    demand(access.may_handle_letter(by, letter))
    if letter.state != Letter.State.QUARANTINED and letter.outcome != SPAM:
        raise NotPossible(_("Only a letter that was put aside can be released."))
    letter.state, letter.outcome, letter.reason = Letter.State.STORED, RELEASED, ""
    letter.settled_at, letter.next_try_at = None, now()
    letter.save(update_fields=["state", "outcome", "reason", "settled_at", "next_try_at"])
    record("letter.released", letter, by=by)
    return letter
