"""Another system on this machine: it answers as a test says, and remembers what it was sent."""

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


@dataclass
class Call:
    """One call it got."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Stub:
    """Answers calls one after the other; the last answer stays."""

    answers: list[tuple[str | int, ...]] = field(default_factory=lambda: [(200, "{}")])
    calls: list[Call] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, call: Call) -> tuple[str | int, ...]:
        """Return the status and the words for a call, and of which kind they are if they say."""
        return self.answers[min(len(self.calls), len(self.answers)) - 1]

    def __enter__(self) -> Self:
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                call = Call(self.path, dict(self.headers), body)
                stub.calls.append(call)
                status, words, *kind = stub.answer(call)
                self.send_response(status)
                for each in kind:
                    self.send_header("Content-Type", each)
                self.end_headers()
                self.wfile.write(words.encode())

            do_GET = do_POST

            def log_message(self, *words: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
