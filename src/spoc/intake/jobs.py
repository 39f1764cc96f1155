"""What waits about intake: mailboxes to look into, letters to read once more."""

from contextlib import suppress

import structlog
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from spoc.channels.activities import forget_deliveries, note_look
from spoc.channels.activities.grant import ready
from spoc.channels.base import ChannelKind
from spoc.channels.models import Channel, Letter
from spoc.channels.queries import (
    channels_on,
    channels_with_deliveries,
    deliveries_waiting,
    letters_waiting,
)
from spoc.channels.queries.chats import chats_open
from spoc.intake.activities import hear, look_after_alarms, read_letter, receive_letter
from spoc.intake.activities.chats import mind_silence
from spoc.intake.messenger_jobs import fetch_soon
from spoc.kit.errors import Refusal
from spoc.kit.time import now
from spoc.people.queries import system

log = structlog.get_logger()


@app.periodic(cron="* * * * *")
@app.task(queue="letters", queueing_lock="read_waiting")
def read_waiting(timestamp: int) -> None:
    """Read the letters that were kept and not understood yet."""
    for letter in letters_waiting(now()):
        read_letter(letter)


@app.task(queue="letters")
def read_kept(letter_id: int) -> None:
    """Read a letter that was just handed over and kept."""
    for letter in Letter.objects.filter(pk=letter_id):
        read_letter(letter)


@app.periodic(cron="* * * * * */20")
@app.task(queue="mailboxes", queueing_lock="look_into_mailboxes")
def look_into_mailboxes(timestamp: int) -> None:
    """Fetch what came into each mailbox; one that does not answer never stops the others."""
    for channel in channels_on():
        if ChannelKind.get(channel.kind).is_fetched:
            _looked_into(channel)


def _looked_into(channel: Channel) -> None:
    try:
        fetch(channel)
    except (OSError, ValueError, Refusal) as problem:
        log.warning("mailbox", channel=channel.name, problem=str(problem))
        note_look(channel, problem=str(problem))


@app.task(queue="mailboxes")
def look_into(channel: int) -> None:
    """Fetch what came into one mailbox, which told that something did."""
    for each in channels_on().filter(pk=channel):
        _looked_into(each)


def look_soon(channel: Channel) -> None:
    """Let one mailbox be looked into now: once, however often it tells before that begins."""
    mark = f"mailbox-{channel.pk}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        look_into.configure(lock=mark, queueing_lock=mark).defer(channel=channel.pk)


@app.task(queue="deliveries")
def hear_channel(channel: int) -> None:
    """Read what a channel was sent, oldest first, until nothing is left that can be read now."""
    while waiting := list(deliveries_waiting(channel, now())):
        for delivery in waiting:
            hear(delivery, enclosed=fetch_soon)


def hear_soon(channel: Channel) -> None:
    """Let what a channel was sent be read: once, however much comes before that begins."""
    mark = f"hear-{channel.pk}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        hear_channel.configure(lock=mark, queueing_lock=mark).defer(channel=channel.pk)


@app.periodic(cron="* * * * *")
@app.task(queue="deliveries", queueing_lock="hear_waiting")
def hear_waiting(timestamp: int) -> None:
    """Read what waited for another try, and forget what was read long ago."""
    for channel in channels_with_deliveries(now()):
        hear_soon(channel)
    forget_deliveries()


@app.periodic(cron="* * * * *")
@app.task(queue="deliveries", queueing_lock="see_to_alarms")
def see_to_alarms(timestamp: int) -> None:
    """Let alarms be what they are by now: no longer flapping, storming or kept quiet."""
    look_after_alarms()


@app.periodic(cron="* * * * *")
@app.task(queue="letters", queueing_lock="mind_chats")
def mind_chats(timestamp: int) -> None:
    """Ask who has been silent for long in a chat, and end those that nobody is in any more."""
    for chat in chats_open():
        try:
            mind_silence(chat, by=system())
        except Refusal as refusal:
            log.warning("chat", chat=chat.pk, problem=refusal.sentence)


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

    count = sum(1 for _each in ready(channel).fetch(keep))
    note_look(channel, problem=refused[0] if refused else "")
    return count
