"""A mail server on loopback that speaks as much IMAP as fetching needs."""

import base64
import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

USER, PASSWORD = "desk", "secret"


@dataclass
class Mailbox:
    """What lies in the box: letters by their uid, and the flags each carries."""

    letters: dict[int, bytes] = field(default_factory=dict)
    flags: dict[int, set[str]] = field(default_factory=dict)
    moved: dict[int, str] = field(default_factory=dict)
    port: int = 0
    token: str = ""
    # whether it tells of what comes, and what comes as soon as somebody waits
    tells: bool = False
    coming: list[bytes] = field(default_factory=list)

    def put(self, raw: bytes) -> int:
        """Let a letter arrive."""
        uid = max(self.letters, default=0) + 1
        self.letters[uid], self.flags[uid] = raw, set()
        return uid


class Talk(socketserver.StreamRequestHandler):
    """One conversation with whoever fetches."""

    server: "Server"

    def handle(self) -> None:
        """Greet, and answer line by line."""
        self.say("* OK ready")
        for line in self.rfile:
            tag, _space, words = line.decode().strip().partition(" ")
            verb = words.upper()
            handled = next(
                (answer for start, answer in self.answers().items() if verb.startswith(start)), None
            )
            done = handled(words) if handled else "OK done"
            self.say(f"{tag} {done}")
            if verb == "LOGOUT":
                return

    def answers(self):
        return {
            "CAPABILITY": self.capability,
            "LOGIN": self.login,
            "AUTHENTICATE XOAUTH2": self.let_in,
            "SELECT": self.select,
            "UID SEARCH": self.search,
            "UID FETCH": self.fetch,
            "UID STORE": self.store,
            "UID COPY": self.copy,
            "EXPUNGE": self.expunge,
            "IDLE": self.idle,
            "LOGOUT": self.logout,
        }

    def capability(self, words: str) -> str:
        self.say("* CAPABILITY IMAP4rev1" + (" IDLE" if self.server.box.tells else ""))
        return "OK done"

    def login(self, words: str) -> str:
        return "OK in" if f'"{USER}" "{PASSWORD}"' in words else "NO wrong password"

    def let_in(self, words: str) -> str:
        self.say("+ ")
        shown = base64.b64decode(self.rfile.readline()).decode()
        token = self.server.box.token
        is_right = bool(token) and shown == f"user={USER}\1auth=Bearer {token}\1\1"
        return "OK in" if is_right else "NO AUTHENTICATE failed"

    def select(self, words: str) -> str:
        if "INBOX" not in words:
            return "NO no such folder"
        self.say(f"* {len(self.server.box.letters)} EXISTS")
        return "OK [READ-WRITE] done"

    def search(self, words: str) -> str:
        box = self.server.box
        unseen = [uid for uid in sorted(box.letters) if "\\Seen" not in box.flags[uid]]
        self.say("* SEARCH " + " ".join(map(str, unseen)))
        return "OK done"

    def fetch(self, words: str) -> str:
        for uid in self.uids(words):
            raw = self.server.box.letters[uid]
            self.wfile.write(
                f"* {uid} FETCH (UID {uid} FLAGS () BODY[] {{{len(raw)}}}\r\n".encode() + raw
            )
            self.say(")")
        return "OK done"

    def store(self, words: str) -> str:
        flag = "\\Deleted" if "\\Deleted" in words else "\\Seen"
        for uid in self.uids(words):
            self.server.box.flags[uid].add(flag)
        return "OK done"

    def copy(self, words: str) -> str:
        for uid in self.uids(words):
            self.server.box.moved[uid] = words.split()[-1].strip('"')
        return "OK done"

    def expunge(self, words: str) -> str:
        box = self.server.box
        for uid in [uid for uid, flags in box.flags.items() if "\\Deleted" in flags]:
            del box.letters[uid]
            del box.flags[uid]
        return "OK done"

    def idle(self, words: str) -> str:
        box = self.server.box
        self.say("+ idling")
        for raw in box.coming:
            box.put(raw)
            self.say(f"* {len(box.letters)} EXISTS")
        box.coming.clear()
        assert self.rfile.readline().strip() == b"DONE"
        return "OK done"

    def logout(self, words: str) -> str:
        self.say("* BYE")
        return "OK done"

    def uids(self, words: str) -> list[int]:
        asked = re.match(r"UID \w+ ([\d,]+)", words, re.IGNORECASE)
        assert asked
        return [int(uid) for uid in asked[1].split(",")]

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    """The server, with the one mailbox it has."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, box: Mailbox) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.box = box


@contextmanager
def serving() -> Iterator[Mailbox]:
    """Have a mailbox to fetch from for a block."""
    box = Mailbox()
    with Server(box) as server:
        box.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield box
        server.shutdown()
