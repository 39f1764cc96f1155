"""Homes to try the command in, and the command itself as another program would call it."""

import os
import re
import select
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.floor import furnished
from tests.floor.furnished import COMMAND

Spoc = Callable[..., subprocess.CompletedProcess[str]]
ADDRESS = re.compile(r"Spoc is at http://127\.0\.0\.1:(\d+)")


@pytest.fixture(scope="session")
def scratch() -> Iterator[Path]:
    """A folder that every user may pass through, unlike pytest's own."""
    path = Path(tempfile.mkdtemp(prefix="spoc-test-"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path)


@pytest.fixture(scope="session")
def home(scratch: Path) -> Path:
    """A home with the tables made, and nothing else in it."""
    path = scratch / "home"
    furnished.copy_to(path)
    return path


@pytest.fixture(scope="session")
def spoc(home: Path) -> Spoc:
    """Give the command to its end, in the home or in another."""

    def give(
        *words: str, home: Path = home, given: str = "", **env: str
    ) -> subprocess.CompletedProcess[str]:
        return call(home, *words, given=given, **env)

    return give


def call(home: Path, *words: str, given: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *words],
        env=environment(home) | env,
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def environment(home: Path) -> dict[str, str]:
    ours = ("DATABASE_URL", "SPOC_URL", "SPOC_SECRET_KEY", "SPOC_DEMO")
    kept = {k: v for k, v in os.environ.items() if k not in ours}
    return {**kept, "SPOC_HOME": str(home)}


@dataclass
class Running:
    """A `spoc up` that has said where it is."""

    process: subprocess.Popen[str]
    port: int
    said: str

    def get(self, path: str) -> int:
        """Return the status that this address answers with."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path, headers={"Host": "localhost"})
        status = connection.getresponse().status
        connection.close()
        return status

    @property
    def web(self) -> int:
        """The process that serves the pages."""
        return self.parts()["web"]

    def parts(self) -> dict[str, int]:
        """Return the process id of each part."""
        lines = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        found = {}
        for pid in map(int, lines.split()):
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            name = words[4].decode() if words[1:2] == [b"-P"] else "database"
            found[name] = pid
        return found


@pytest.fixture(scope="session")
def up() -> Callable[[Path, int], AbstractContextManager[Running]]:
    """Have `spoc up` running for a block."""
    return running_up


@pytest.fixture(scope="session")
def ends() -> Callable[..., bool]:
    """Say whether a process ends in time."""
    return has_ended


@contextmanager
def running_up(
    home: Path, port: int, *further: str, settings: Mapping[str, str] | None = None
) -> Iterator[Running]:
    process = subprocess.Popen(
        [COMMAND, "up", "--port", str(port), *further],
        env=environment(home) | dict(settings or {}),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    said = ""
    while not (found := ADDRESS.search(said)):
        line = process.stdout.readline()
        assert line, f"it ended, saying only: {said}"
        said += line
    try:
        yield Running(process, int(found[1]), said)
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


def has_ended(pid: int, seconds: float = 10) -> bool:
    """Say whether this process ends within this time."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    with os.fdopen(handle):
        return bool(select.select([handle], [], [], seconds)[0])
