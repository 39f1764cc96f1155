"""HTTP to addresses that somebody else chose: to the very machine that was checked, on each hop.

A name is resolved once, every address it has is looked at, and the connection goes to one of
those: what the name says a moment later does not matter. Nothing of our own network is reached
unless SPOC_OUTWARD_ALLOWED names it.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

Address = IPv4Address | IPv6Address
# of which sort its address is, and the address with its port
Machine = tuple[int, tuple[Any, ...]]
PORTS = {"http": 80, "https": 443}
# those by which the same thing is sent once more to where it is now
REDIRECTS = frozenset({307, 308})
MOST_HOPS, MOST_MACHINES = 3, 3
MOST_READ = 64_000
# headers by which a machine knows who calls
OWN = ("authorization", "cookie")
CONNECT_SECONDS = 5
ALL_SECONDS = 15
FETCH_SECONDS = 60
# what no machine of the open network has (IANA's special purpose registries), and the addresses
# at which clouds tell a machine its own secrets
CLOSED = [
    ip_network(each)
    for each in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        *("168.63.129.16/32", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),
    )
]
# of the newer sort only these are given out at all
OPEN = ip_network("2000::/3")


class Closed(OSError):
    """The address is not one that may be called, or what answers there is not what it should be."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered in the end: the status, and as much of the words as is kept."""

    status: int
    words: str


def send(
    address: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    method: str = "POST",
    private: Iterable[str] = (),
) -> Answered:
    """Send a body and return what was answered; an OSError, with a sentence, when nothing was.

    No proxy and no credentials of this machine are used, and nothing takes longer than 15 seconds.
    A header that is `private` is no other machine's to see, as those of signing in are not.
    """
    ends_at = time.monotonic() + ALL_SECONDS
    own = {*OWN, *(name.lower() for name in private)}
    for _hop in range(MOST_HOPS + 1):
        place = placed(address)
        with _connected(place, ends_at) as connection:
            response = _asked(connection, place, method, body, headers)
            further = response.getheader("Location")
            if response.status not in REDIRECTS or not further:
                return Answered(response.status, _words_of(response))
        address = urljoin(address, further)
        if _machine_of(urlsplit(address)) != _machine_of(place):
            # what lets us in there is nobody else's
            headers = {name: value for name, value in headers.items() if name.lower() not in own}
        if place.scheme == "https" and urlsplit(address).scheme != "https":
            raise Closed(
                _("It led from an encrypted address to an open one: that is not followed.")
            )
    raise Closed(_("It led from one address to the next too often."))


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched: the status, of which kind it is said to be, and the bytes."""

    status: int
    kind: str
    content: bytes


def fetch(address: str, headers: Mapping[str, str], *, most: int) -> Fetched:
    """Fetch what is at an address; an OSError, with a sentence, when nothing answers.

    Not followed elsewhere, not longer than a minute, and with not a byte more than asked for:
    what is larger is cut one byte beyond.
    """
    place, ends_at = placed(address), time.monotonic() + FETCH_SECONDS
    with _connected(place, ends_at) as connection:
        response = _asked(connection, place, "GET", b"", headers)
        try:
            content = response.read(most + 1)
        except HTTPException as fault:
            raise Closed(_("It broke off in the middle.")) from fault
    kind = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    return Fetched(response.status, kind, content)


def placed(address: str) -> SplitResult:
    """Return the parts of an address that can be called, or refuse it in a sentence."""
    try:
        place = urlsplit(address)
        known = place.scheme in PORTS and place.hostname and (place.port or 1)
    except ValueError:
        known = None
    if not known or any(sign <= " " or sign == "\x7f" for sign in address):
        raise Closed(_("Write a whole address, such as https://example.org/hook."))
    if place.username is not None or place.password is not None:
        raise Closed(_("An address with a name and a password in it is not called."))
    return place


def reachable(place: SplitResult) -> list[Machine]:
    """Return the machines an address names, each of which may be called; else refuse it."""
    port = place.port or PORTS[place.scheme]
    try:
        known = socket.getaddrinfo(place.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        words = _("No machine is known as %(name)s.") % {"name": place.hostname}
        raise Closed(words) from None
    if not known or not all(may_be_called(str(each[4][0])) for each in known):
        words = _("%(name)s is in a network that is not called from here.")
        raise Closed(words % {"name": place.hostname})
    return [(each[0], each[4]) for each in known]


def may_be_called(machine: str) -> bool:
    """Tell whether a machine is one of the open network, or one that this place allows.

    >>> may_be_called("::ffff:10.0.0.1"), may_be_called("9.9.9.9")
    (False, True)
    """
    address = _plain(ip_address(machine.partition("%")[0]))
    allowed = [ip_network(each, strict=False) for each in settings.SPOC_OUTWARD_ALLOWED]
    if any(address in each for each in allowed):
        return True
    if isinstance(address, IPv6Address) and address not in OPEN:
        return False
    return not any(address in each for each in CLOSED)


def _plain(address: Address) -> Address:
    """Return the older address that a newer one stands for, if it stands for one."""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


@contextmanager
def _connected(place: SplitResult, ends_at: float) -> Iterator[HTTPConnection]:
    """Connect to a machine that was looked at, and hang up when it takes too long in all."""
    connection = HTTPConnection(place.hostname or "", place.port or PORTS[place.scheme])
    connection.sock = _first_of(reachable(place), lambda raw: _secured(raw, place))
    connection.sock.settimeout(ALL_SECONDS)
    left = max(0.0, ends_at - time.monotonic())
    limit = threading.Timer(left, _hang_up, [connection.sock])
    limit.daemon = True
    limit.start()
    try:
        with closing(connection):
            yield connection
    finally:
        limit.cancel()


def _first_of(
    machines: list[Machine], secured: Callable[[socket.socket], socket.socket]
) -> socket.socket:
    """Return a connection to the first of the machines that takes one."""
    fault = OSError()
    for machine in machines[:MOST_MACHINES]:
        try:
            return secured(_connection_to(machine))
        except OSError as refused:
            fault = refused
    raise fault


def _connection_to(machine: Machine) -> socket.socket:
    """Connect to the very address that was looked at: no name is resolved again."""
    family, place = machine
    raw = socket.socket(family, socket.SOCK_STREAM)
    raw.settimeout(CONNECT_SECONDS)
    try:
        raw.connect(place)
    except OSError:
        raw.close()
        raise
    return raw


def _machine_of(place: SplitResult) -> tuple[str, str | None, int | None]:
    return place.scheme, place.hostname, place.port


def _secured(raw: socket.socket, place: SplitResult) -> socket.socket:
    if place.scheme != "https":
        return raw
    return ssl.create_default_context().wrap_socket(raw, server_hostname=place.hostname)


def _asked(
    connection: HTTPConnection,
    place: SplitResult,
    method: str,
    body: bytes,
    headers: Mapping[str, str],
) -> HTTPResponse:
    where = place._replace(scheme="", netloc="", fragment="").geturl() or "/"
    try:
        connection.request(method, where, body=body, headers=dict(headers))
        return connection.getresponse()
    except (HTTPException, ValueError) as fault:
        words = _("What answered does not speak HTTP: %(problem)s.")
        raise Closed(words % {"problem": type(fault).__name__}) from None


def _words_of(response: HTTPResponse) -> str:
    try:
        return response.read(MOST_READ).decode(errors="replace")
    except HTTPException:
        return ""


def _hang_up(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        sock.close()
