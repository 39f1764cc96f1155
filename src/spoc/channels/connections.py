"""Reaching mail servers: how safely, how patiently, and in words what stood in the way."""

import smtplib
import ssl
from collections.abc import Callable
from socket import gaierror

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spoc.channels.base import Setting

PATIENCE = 30


class NotReached(OSError):
    """Nothing was handed over: another way may be taken at once."""


def security(usual: str) -> Setting:
    """Return the setting that says how safely a server is reached."""
    return Setting(
        "security",
        _("Security"),
        default=usual,
        choices=(
            ("tls", _("TLS from the start")),
            ("starttls", _("STARTTLS: TLS after the greeting")),
            ("none", _("None: only for a server on this machine")),
        ),
    )


def connected(host: str, port: int, security: str, timeout: float = PATIENCE) -> smtplib.SMTP:
    """Return a conversation with a server that takes letters, as safe as asked for."""
    context = ssl.create_default_context()
    if security == "tls":
        return smtplib.SMTP_SSL(host, port or 465, timeout=timeout, context=context)
    server = smtplib.SMTP(host, port or (587 if security == "starttls" else 25), timeout=timeout)
    if security == "starttls":
        server.starttls(context=context)
    return server


def in_words(refused: Exception) -> str:
    """Return what stood in the way such that whoever set the server up can act on it."""
    known: dict[type[Exception], Callable[[], str]] = {
        ConnectionRefusedError: lambda: gettext(
            "the server refused the connection. Is it the right server and port?"
        ),
        gaierror: lambda: gettext("there is no server of this name."),
        TimeoutError: lambda: gettext(
            "the server did not answer in time. Is it the right server and port?"
        ),
        ssl.SSLError: lambda: gettext(
            "no secure connection came about. Do security and port belong together?"
        ),
        smtplib.SMTPNotSupportedError: lambda: gettext(
            "the server does not offer this. Is it the right port and security?"
        ),
    }
    for kind, words in known.items():
        if isinstance(refused, kind):
            return words()
    if isinstance(refused, smtplib.SMTPResponseException):
        said = refused.smtp_error
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return f"{refused.smtp_code} {text}"
    return str(refused) or type(refused).__name__
