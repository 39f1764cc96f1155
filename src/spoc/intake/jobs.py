"""What waits about intake: mailboxes to look into, letters to read once more."""

import structlog
from procrastinate.contrib.django import app

from spoc.channels.activities import note_look
from spoc.channels.base import opened
from spoc.channels.models import Channel
from spoc.channels.queries import channels_on, letters_waiting
from spoc.intake.activities import read_letter, receive_letter
from spoc.kit.errors import Refusal
from spoc.kit.time import now

log = structlog.get_logger()


@app.periodic(cron="* * * * *")
@app.task(queue="letters", queueing_lock="read_waiting")
def read_waiting(timestamp: int) -> None:
    """Read the letters that were kept and not understood yet."""
    for letter in letters_waiting(now()):
        read_letter(letter)


@app.periodic(cron="* * * * * */20")
@app.task(queue="mailboxes", queueing_lock="look_into_mailboxes")
def look_into_mailboxes(timestamp: int) -> None:
    """Fetch what came into each mailbox; one that does not answer never stops the others."""
    for channel in channels_on():
        try:
            fetch(channel)
        except (OSError, ValueError, Refusal) as problem:
            log.warning("mailbox", channel=channel.name, problem=str(problem))
            note_look(channel, problem=str(problem))


def fetch(channel: Channel) -> int:
    """Receive every new letter of a channel; return how many.

    One that cannot be kept, since it is too large or empty, stays unread and is told of; those
    after it are received all the same.
    """
    refused = []

    def keep(raw: bytes) -> bool:
        try:
            receive_letter(raw, channel=channel)
        except Refusal as refusal:
            log.warning("letter not kept", channel=channel.name, problem=refusal.sentence)
            refused.append(refusal.sentence)
            return False
        return True

    count = sum(1 for _each in opened(channel).fetch(keep))
    note_look(channel, problem=refused[0] if refused else "")
    return count
