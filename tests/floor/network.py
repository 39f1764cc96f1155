"""No test reaches the network: only this machine, by loopback and by Unix sockets."""

import ipaddress
import socket

_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex
_getaddrinfo = socket.getaddrinfo


class NetworkReached(BaseException):
    """A test tried to reach another machine: give it what that machine would have said instead.

    Not an Exception, so that no code under test can take it for an outside failure.
    """


def block() -> None:
    """Let connections to this machine alone pass, for the whole process."""
    socket.socket.connect = _only_here(_connect)
    socket.socket.connect_ex = _only_here(_connect_ex)
    socket.getaddrinfo = _names_of_here


def _only_here(connect):
    def connect_here(self: socket.socket, address):
        if self.family != socket.AF_UNIX and not is_here(address[0]):
            raise NetworkReached(f"A test wanted to connect to {address}.")
        return connect(self, address)

    return connect_here


def _names_of_here(host, *args, **kwargs):
    if host and not is_here(host):
        raise NetworkReached(f"A test wanted to find {host}.")
    return _getaddrinfo(host, *args, **kwargs)


def is_here(host: str | bytes) -> bool:
    """Tell whether this names our own machine."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in ("localhost", "", "0.0.0.0", "::"):
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False
