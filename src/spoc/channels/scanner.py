"""Asking a virus scanner (ClamAV) about a file, where the house has one."""

import socket
import struct

from django.conf import settings
from django.utils.translation import gettext as _

CHUNK = 1 << 16
PATIENCE = 60
LONGEST = 4_096


def infection_in(content: bytes) -> str:
    """Return what the scanner found in a file, '' where it is clean or nobody looks.

    A scanner that is set but does not answer is an OSError: what was not looked into is not let
    through, and waits.
    """
    if not settings.SPOC_CLAMAV or not content:
        return ""
    try:
        with _connected() as scanner:
            answer = _asked(scanner, content)
    except OSError as fault:
        words = _("The virus scanner does not answer (%(fault)s): files wait until it does.")
        raise OSError(words % {"fault": fault}) from fault
    if answer.endswith("OK"):
        return ""
    if answer.endswith("FOUND"):
        return answer.removeprefix("stream:").removesuffix("FOUND").strip()
    if "size limit" in answer:
        return _("too large to be looked into")
    raise OSError(_("The virus scanner could not look: %(answer)s") % {"answer": answer[:200]})


def _connected() -> socket.socket:
    place = settings.SPOC_CLAMAV
    if place.startswith("/"):
        scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        scanner.settimeout(PATIENCE)
        scanner.connect(place)
        return scanner
    host, _colon, port = place.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=PATIENCE)


def _asked(scanner: socket.socket, content: bytes) -> str:
    """Return the answer to a file, which goes piece by piece, each with its length before it."""
    scanner.sendall(b"zINSTREAM\0")
    try:
        for start in range(0, len(content), CHUNK):
            piece = content[start : start + CHUNK]
            scanner.sendall(struct.pack("!I", len(piece)) + piece)
        scanner.sendall(struct.pack("!I", 0))
    except (BrokenPipeError, ConnectionResetError):
        # it takes no more, and has said why
        pass
    answer = b""
    while not answer.endswith(b"\0") and (more := scanner.recv(LONGEST)):
        answer += more
    return answer.rstrip(b"\0\n").decode("utf-8", "replace").strip()
