"""Waiting at mailboxes that tell when something comes (IMAP IDLE), beside looking into them."""

from threading import Event, Thread

import structlog
from django.db import Error as DatabaseError
from django.db import connection

from spoc.channels.activities.grant import ready
from spoc.channels.base import ChannelKind
from spoc.channels.kinds.email import Email
from spoc.channels.models import Channel
from spoc.channels.queries import channels_on
from spoc.intake.jobs import look_soon
from spoc.kit.errors import Refusal

log = structlog.get_logger()

# servers hang up on whoever waits for half an hour
WAIT = 9 * 60.0
# after a server did not answer, or does not tell
REST, LONG_REST = 60.0, 3_600.0
LOOK = 30.0


class Watch(Thread):
    """Has somebody waiting at each open mailbox, and looks for new ones now and then."""

    def __init__(self) -> None:
        super().__init__(name="watch", daemon=True)
        self.waiting: dict[int, Thread] = {}
        self.is_over = Event()

    def run(self) -> None:
        """Look until it is over."""
        while not self.is_over.is_set():
            try:
                self.look()
            except DatabaseError:
                log.warning("watch", exc_info=True)
            finally:
                connection.close()
            self.is_over.wait(LOOK)

    def look(self) -> None:
        """Have somebody wait at each mailbox where nobody waits yet."""
        for channel in channels_on():
            if not issubclass(ChannelKind.get(channel.kind), Email):
                continue
            known = self.waiting.get(channel.pk)
            if known is None or not known.is_alive():
                waiter = Thread(target=self._wait_at, args=[channel.pk], daemon=True)
                self.waiting[channel.pk] = waiter
                waiter.start()

    def _wait_at(self, number: int) -> None:
        rest: float | None = 0.0
        while rest is not None and not self.is_over.wait(rest):
            try:
                rest = wait_once(number, WAIT)
            finally:
                connection.close()


def wait_once(number: int, seconds: float) -> float | None:
    """Wait at one mailbox until something comes; return how long to rest, None to go home."""
    try:
        channel = channels_on().filter(pk=number).first()
        kind = ready(channel) if channel else None
        if channel is None or not isinstance(kind, Email):
            return None
        # what waits does so without a connection to the database
        connection.close()
        return _told(channel, kind.news(seconds))
    except (OSError, ValueError, Refusal, DatabaseError) as problem:
        log.info("no news from a mailbox", channel=number, problem=str(problem))
        return REST


def _told(channel: Channel, news: bool | None) -> float:
    if news is None:
        return LONG_REST
    if news:
        look_soon(channel)
    return 0.0
