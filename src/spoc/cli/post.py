"""Take letters in by LMTP or SMTP (a part of `spoc up`): each is kept before it is accepted."""

import argparse
import asyncio
import signal
import socket
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

import structlog
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection
from procrastinate.exceptions import AlreadyEnqueued

from spoc.channels.activities import store_letter
from spoc.channels.outbox import mail_host
from spoc.channels.rules.address import without_tag
from spoc.channels.rules.envelope import with_envelope
from spoc.cli.tls import Certificate
from spoc.intake.jobs import read_kept
from spoc.kit.errors import Refusal
from spoc.kit.store import TooLarge
from spoc.kit.text import one_line
from spoc.people.queries import community_of

NEEDS_DJANGO = True
AT_ONCE = 4
LONGEST_LINE = 10_000_000  # servers hand on longer lines than they should
LONGEST_WORDS = 200
ROOM_FOR_ENVELOPE = 50_000

Given = TypeVar("Given")
Answer = TypeVar("Answer")

log = structlog.get_logger()


def arguments(parser: argparse.ArgumentParser) -> None:
    """The open sockets, and the certificate under which one may speak encrypted at them."""
    parser.add_argument("--lmtp-fd", type=int, help="the number of an open socket")
    parser.add_argument("--smtp-fd", type=int, help="the number of an open socket")
    parser.add_argument("--tls-certificate", type=Path, help="a PEM file: STARTTLS is offered")
    parser.add_argument("--tls-key", type=Path, help="its key, where the file has none")


def run(options: argparse.Namespace) -> int:
    """Take letters until told to stop; one that is being kept then is kept."""
    given = {LetterBox: options.lmtp_fd, Counter: options.smtp_fd}
    doors = {kind: socket.socket(fileno=fd) for kind, fd in given.items() if fd is not None}
    path = options.tls_certificate
    certificate = Certificate(path, options.tls_key) if path else None
    asyncio.run(_until_told(doors, certificate))
    return 0


async def _until_told(
    doors: Mapping[type[SMTP], socket.socket], certificate: Certificate | None
) -> None:
    is_over = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, is_over.set)
    await serve(doors, is_over, certificate)


class LetterBox(LMTP):
    """Where a mail server of the house hands letters over; whom they are for it has decided."""

    line_length_limit = LONGEST_LINE
    checks_recipients = False
    answers_for_each = True


class Counter(SMTP):
    """Where anybody may hand letters over, to our own addresses only."""

    line_length_limit = LONGEST_LINE
    checks_recipients = True
    answers_for_each = False


class Taker:
    """Takes letters: keeps each, says so, and lets it be read."""

    def __init__(self, threads: ThreadPoolExecutor) -> None:
        self.threads = threads

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, name: str, offered: list[str]
    ) -> list[str]:
        """Offer what we can do, and nobody to sign in, encrypted or not."""
        session.host_name = name
        return [each for each in offered if not each.startswith("250-AUTH")]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Say whether letters to an address are taken."""
        if getattr(server, "checks_recipients", True) and not await self._aside(_is_ours, address):
            return "550 5.1.1 Nobody is here by this address"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep a letter, and say for each it was for whether it is kept."""
        content = envelope.original_content or b""
        sender, recipients = envelope.mail_from or "", envelope.rcpt_tos
        # an envelope alone is no letter
        raw = content.strip() and with_envelope(content, sender=sender, recipients=recipients)
        answer = await self._aside(_kept, raw)
        times = len(envelope.rcpt_tos) if getattr(server, "answers_for_each", False) else 1
        return "\r\n".join([answer] * times)

    async def _aside(self, ask: Callable[[Given], Answer], given: Given) -> Answer:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.threads, _settled, ask, given)


def _settled(ask: Callable[[Given], Answer], given: Given) -> Answer:
    """Ask in a thread of our own, and leave no connection behind."""
    try:
        return ask(given)
    finally:
        connection.close()


def _is_ours(address: str) -> bool:
    try:
        return community_of([address, without_tag(address)]) is not None
    except DatabaseError:
        # whether it is, is not known now: what is kept is not lost
        return True


def _kept(raw: bytes) -> str:
    """Keep a letter and return what its sender is told: what is not kept is to come again."""
    try:
        letter = store_letter(raw)
    except TooLarge as refusal:
        return f"552 5.3.4 {_plain(refusal.sentence)}"
    except Refusal as refusal:
        return f"554 5.6.0 {_plain(refusal.sentence)}"
    except (OSError, DatabaseError) as fault:
        log.error("letter not kept", exc_info=True)
        return f"451 4.3.0 Not kept, send it again: {_plain(type(fault).__name__)}"
    with suppress(DatabaseError, AlreadyEnqueued):
        # where this fails it is read within a minute all the same
        read_kept.defer(letter_id=letter.pk)
    return f"250 2.0.0 Kept as letter {letter.pk}"


def _plain(words: str) -> str:
    return one_line(words, LONGEST_WORDS).encode("ascii", "replace").decode()


async def serve(
    doors: Mapping[type[SMTP], socket.socket],
    is_over: asyncio.Event,
    certificate: Certificate | None = None,
) -> None:
    """Take letters at these doors until it is over, encrypted where there is a certificate."""
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        taker = Taker(threads)
        open_ones = [
            await loop.create_server(partial(_talk, kind, taker, loop, certificate), sock=door)
            for kind, door in doors.items()
        ]
        await is_over.wait()
        for server in open_ones:
            server.close()


def _talk(
    kind: type[SMTP],
    taker: Taker,
    loop: asyncio.AbstractEventLoop,
    certificate: Certificate | None,
) -> SMTP:
    # a letter grows by its envelope before it is kept
    limit = settings.SPOC_LETTER_LIMIT - ROOM_FOR_ENVELOPE
    return kind(
        taker,
        data_size_limit=max(limit, 1),
        enable_SMTPUTF8=True,
        hostname=mail_host(),
        ident="Spoc",
        loop=loop,
        tls_context=certificate.context() if certificate else None,
    )
