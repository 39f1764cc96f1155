"""A mail server on loopback that takes letters, or refuses them, as a test wishes."""

import asyncio
import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.smtp import SMTP, AuthResult

USER, PASSWORD = b"desk", b"secret"


@dataclass
class MailServer:
    """What was handed over, and what the server says to a recipient."""

    port: int = 0
    taken: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    says: str = "250 OK"
    token: str = ""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.says.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.says

    async def handle_DATA(self, server, session, envelope):
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 taken"

    async def auth_XOAUTH2(self, server, args):
        shown = base64.b64decode(args[1]).decode()
        is_right = bool(self.token) and f"auth=Bearer {self.token}\1" in shown
        return AuthResult(success=is_right, handled=False)

    def known(self, server, session, envelope, mechanism, data):
        """Tell whether a user name and its password are the ones there are."""
        is_right = (data.login, data.password) == (USER, PASSWORD)
        return AuthResult(success=is_right, handled=is_right)


@contextmanager
def serving(**further: object) -> Iterator[MailServer]:
    """Have a server that takes letters for a block."""
    taker, loop = MailServer(), asyncio.new_event_loop()

    def talk() -> SMTP:
        return SMTP(
            taker,
            loop=loop,
            hostname="localhost",
            auth_require_tls=False,
            authenticator=taker.known,
            **further,
        )

    listening = loop.run_until_complete(loop.create_server(talk, "127.0.0.1", 0))
    taker.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield taker
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    listening.close()
    loop.close()
