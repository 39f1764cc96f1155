"""A virus scanner on loopback that knows one sign of evil."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

EVIL = b"the sign of evil"


class Talk(socketserver.StreamRequestHandler):
    """One file, piece by piece."""

    def handle(self) -> None:
        """Read all pieces and say what was found."""
        command = self.rfile.read(10)
        content = b""
        while command == b"zINSTREAM\0" and (length := struct.unpack("!I", self.rfile.read(4))[0]):
            content += self.rfile.read(length)
        self.wfile.write(self.server.answer or self.judged(content))

    def judged(self, content: bytes) -> bytes:
        return b"stream: Evil.Test FOUND\0" if EVIL in content else b"stream: OK\0"


class Scanner(socketserver.ThreadingTCPServer):
    """The scanner; `answer` is what it says whatever it is given."""

    allow_reuse_address = daemon_threads = True
    answer = b""


@contextmanager
def scanning() -> Iterator[Scanner]:
    """Have a scanner for a block."""
    with Scanner(("127.0.0.1", 0), Talk) as scanner:
        threading.Thread(target=scanner.serve_forever, args=(0.01,), daemon=True).start()
        yield scanner
        scanner.shutdown()
