"""Talking to a directory over LDAP: signed in as its own account, on a line that is encrypted."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.utils.translation import gettext as _
from ldap3 import NONE, SIMPLE, Connection, Server, Tls
from ldap3.core.exceptions import LDAPException

from spoc.kit.text import one_line

SECONDS = 10
PORTS = {"tls": "636", "starttls": "389", "none": "389"}
# which machines may be spoken to without encryption: this one
HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class Refused(OSError):
    """The directory did not do it, and says why; asking again would not help."""


@contextmanager
def session(told: Mapping[str, str]) -> Iterator[Connection]:
    """Have a connection that is signed in for a block; OSError with a sentence where there is none.

    What the directory cannot be asked now may be asked later; what it refuses is `Refused`.
    """
    try:
        connection = connected(told)
        try:
            if not connection.bind():
                raise Refused(_("The directory does not let this account in."))
            yield connection
        finally:
            connection.unbind()
    except LDAPException as fault:
        words = one_line(str(fault), 200) or type(fault).__name__
        raise OSError(
            _("The directory does not answer: %(problem)s") % {"problem": words}
        ) from None


def connected(told: Mapping[str, str]) -> Connection:
    """Return a connection that is not signed in yet."""
    way = told["security"]
    port = int(told["port"] or PORTS[way])
    server = Server(
        told["host"],
        port=port,
        use_ssl=way == "tls",
        tls=_tls(told),
        get_info=NONE,
        connect_timeout=SECONDS,
    )
    connection = Connection(
        server,
        user=told["user"],
        password=told["password"],
        authentication=SIMPLE,
        receive_timeout=SECONDS,
        auto_referrals=False,
        raise_exceptions=False,
    )
    if way == "starttls":
        connection.open()
        if not connection.start_tls():
            raise Refused(_("The directory does not encrypt what is said to it."))
    return connection


def demand(connection: Connection, done: bool, fine: tuple[str, ...] = ()) -> None:
    """Refuse what the directory did not do, in its own words; what is `fine` was so before."""
    said = str(connection.result.get("description", ""))
    if done or said in fine:
        return
    words = one_line(f"{said} {connection.result.get('message', '')}", 200)
    raise Refused(_("The directory refused: %(problem)s") % {"problem": words})


def _tls(told: Mapping[str, str]) -> Tls | None:
    if told["security"] == "none":
        return None
    authority = told["authority"].strip()
    if not authority:
        return Tls(validate=ssl.CERT_REQUIRED)
    return Tls(validate=ssl.CERT_REQUIRED, ca_certs_data=authority)
