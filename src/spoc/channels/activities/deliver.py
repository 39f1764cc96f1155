"""`deliver`: a letter that waits is handed over, tried again, or visibly fails."""

import smtplib
from datetime import timedelta

from django.conf import settings

from spoc.audit.activities import activity, record
from spoc.channels.activities.hand_over import hand_over
from spoc.channels.models import Letter
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.models import Person

MOST_TRIES = 10
FIRST_WAIT = timedelta(minutes=1)


@activity
def deliver(letter: Letter, *, by: Person) -> Letter:
    """Hand a waiting letter to the mail server; when that fails, wait longer before each try."""
    if letter.state != Letter.State.QUEUED:
        return letter
    try:
        hand_over(letter)
    except (OSError, smtplib.SMTPException, NotPossible, ValueError) as problem:
        return _not_sent(letter, by, problem)
    letter.state, letter.settled_at, letter.next_try_at = Letter.State.SENT, now(), None
    letter.reason, letter.outcome = "", "kept" if settings.SPOC_DEMO else ""
    letter.save()
    record("letter.sent", letter, by=by, way=letter.channel.name if letter.channel else None)
    return letter


def _not_sent(letter: Letter, by: Person, problem: Exception) -> Letter:
    letter.tries += 1
    letter.reason = one_line(str(problem), 300)
    letter.next_try_at = now() + FIRST_WAIT * 2 ** (letter.tries - 1)
    if _is_for_good(problem) or letter.tries >= MOST_TRIES:
        letter.state, letter.next_try_at = Letter.State.FAILED, None
    letter.save()
    if letter.state == Letter.State.FAILED:
        record("letter.failed", letter, by=by, reason=letter.reason)
    return letter


def _is_for_good(problem: Exception) -> bool:
    """Tell whether it will never go: 5xx, or no letter can be made; with 4xx it goes later."""
    if isinstance(problem, (NotPossible, ValueError)):
        return True
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in problem.recipients.values())
    return isinstance(problem, smtplib.SMTPDataError) and problem.smtp_code >= 500
