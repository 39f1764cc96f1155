"""Whatever is killed in the middle, a letter that was acknowledged is there exactly once."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest

from spoc.kit.postgres import Cluster
from tests.cli.conftest import Running, environment, running_up
from tests.floor import furnished
from tests.floor.furnished import COMMAND
from tests.floor.letters import letter

LETTERS = 200
# after how many letters each is killed; the deliverer itself last
KILLED_AT = {30: "web", 60: "worker", 90: "database", 120: "supervisor", 150: "deliverer"}


@pytest.fixture
def home() -> Iterator[Path]:
    """A home of its own, which every user may pass through."""
    place = Path(tempfile.mkdtemp(prefix="spoc-killed-"))
    place.chmod(0o711)
    furnished.copy_to(place / "home")
    yield place / "home"
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def post(tmp_path: Path) -> list[Path]:
    """Two hundred letters of two hundred people, each in a file."""
    files = []
    for number in range(LETTERS):
        file = tmp_path / f"{number}.eml"
        sender = f"Person {number} <person{number}@norrvikhospital.example>"
        file.write_bytes(letter(sender=sender, subject=f"Letter number {number}"))
        files.append(file)
    return files


def test_every_acknowledged_letter_is_there_exactly_once(home, post):
    with ExitStack() as stack:
        running = stack.enter_context(running_up(home, 0))
        acknowledged = deliver_while_killing(post, home, running, stack)
        assert acknowledged
        assert {digest(file) for file in acknowledged} <= kept(home), "acknowledged is kept"
        # all of them again: what was lost arrives, what waits is read, nothing is made twice
        assert deliver(post, home) == set(post)
        titles = registered(home)

    assert titles == Counter(f"Letter number {number}" for number in range(LETTERS))


def deliver_while_killing(
    post: list[Path], home: Path, running: Running, stack: ExitStack
) -> set[Path]:
    """Deliver the letters one by one, killing one part after another in between."""
    acknowledged: set[Path] = set()
    process = deliverer(post, home)
    for number, (file, line) in enumerate(zip(post, process.stdout, strict=False), start=1):
        if json.loads(line)["outcome"] is not None:
            acknowledged.add(file)
        victim = KILLED_AT.get(number)
        if victim == "deliverer":
            process.kill()
        elif victim == "supervisor":
            running.process.kill()
            running.process.wait()
            running = stack.enter_context(running_up(home, 0))
        elif victim:
            os.kill(running.parts()[victim], signal.SIGKILL)
    process.wait()
    return acknowledged


def deliver(files: list[Path], home: Path) -> set[Path]:
    """Deliver these letters, and return those that were acknowledged."""
    process = deliverer(files, home)
    lines = process.stdout.read().splitlines()
    process.wait()
    told = zip(files, lines, strict=False)
    return {file for file, line in told if json.loads(line)["outcome"] is not None}


def deliverer(files: list[Path], home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [COMMAND, "mail", "deliver", *map(str, files)],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def kept(home: Path) -> set[str]:
    """Return the digests of all letters that came in."""
    with psycopg.connect(Cluster(home / "postgres").dsn("spoc")) as connection:
        rows = connection.execute("SELECT digest FROM channels_letter WHERE is_incoming")
        return {digest for (digest,) in rows}


def registered(home: Path) -> Counter[str]:
    """Return how often each title was registered, once all letters kept have been read."""
    with psycopg.connect(Cluster(home / "postgres").dsn("spoc")) as connection:
        waiting = "SELECT count(*) FROM channels_letter WHERE state IN ('stored', 'held')"
        assert connection.execute(waiting).fetchone() == (0,)
        rows = connection.execute("SELECT title FROM requests_supportrequest").fetchall()
    return Counter(title for (title,) in rows)
