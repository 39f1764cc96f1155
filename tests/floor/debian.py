"""Real programs for a few tests: Debian's packages, unpacked into a folder of their own.

Nothing is installed: the programs see the folder as their whole machine, users included.
"""

import os
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TypeVar

import pytest

# of all that the packages depend on, the programs load these
LOADED = ("lib", "gcc-", "zlib")
DEVICES = {"null": (1, 3), "random": (1, 8), "urandom": (1, 9)}
ENVIRONMENT = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
PAUSE = 0.05

Found = TypeVar("Found")


def only_when_asked(file: str) -> None:
    """Leave a file of tests out, unless root runs it where CI is set."""
    if os.geteuid() != 0 or not os.environ.get("CI"):
        command = f"CI=1 .venv/bin/pytest -n 0 {file}"
        reason = f"NOT TRIED AGAINST THE REAL PROGRAMS: as root, on Debian, run `{command}`"
        pytest.skip(reason, allow_module_level=True)


@contextmanager
def debian(*packages: str) -> Iterator[Path]:
    """Have the packages and what they load in a folder for a block."""
    place = Path(tempfile.mkdtemp(prefix="spoc-debian-"))
    place.chmod(0o711)
    root = place / "root"
    try:
        archives = _had(root, place, packages)
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda each: _call("dpkg", "-x", str(each), str(root)), archives))
        root.chmod(0o755)
        yield root
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def running(root: Path, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Have a program of the folder running for a block; what it says is in `said` there."""
    with (root / "said").open("ab") as said:
        whole = ["chroot", str(root), *command]
        process = subprocess.Popen(
            whole,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,  # with all it starts it is a group, and ends as one
        )
    try:
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def eventually(look: Callable[[], Found], *, seconds: float = 30, root: Path) -> Found:
    """Look until there is something, and return it; after so long say what the programs said."""
    end, pause = monotonic() + seconds, Event()
    while monotonic() < end:
        if found := look():
            return found
        pause.wait(PAUSE)
    raise AssertionError(f"Nothing came. {(root / 'said').read_text()[-3000:]}")


def is_heard(port: int) -> bool:
    """Tell whether something on this machine takes connections at the port."""
    with closing(socket.socket()) as knock:
        return knock.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    """Return a port that nothing uses."""
    with closing(socket.socket()) as taker:
        taker.bind(("127.0.0.1", 0))
        return taker.getsockname()[1]


def _had(root: Path, place: Path, packages: tuple[str, ...]) -> list[Path]:
    """Return the packages' archives; where this machine cannot have them, leave the test out."""
    try:
        _make(root)
        return [each for each in _fetched(place, packages) if _is_needed(each, packages)]
    except (OSError, subprocess.SubprocessError) as problem:
        pytest.skip(f"NOT TRIED AGAINST THE REAL PROGRAMS, which cannot be had here: {problem}")


def _make(root: Path) -> None:
    """Make what every program expects of a machine."""
    for name in ("bin", "sbin", "lib", "lib64"):
        (root / "usr" / name).mkdir(parents=True)
        (root / name).symlink_to(f"usr/{name}")
    for name in ("dev", "etc", "tmp", "run", "var"):
        (root / name).mkdir()
    (root / "tmp").chmod(0o1777)
    (root / "etc/hosts").write_text("127.0.0.1 localhost\n")
    (root / "etc/nsswitch.conf").write_text("hosts: files\n")
    for name, number in DEVICES.items():
        os.mknod(root / "dev" / name, 0o666 | stat.S_IFCHR, os.makedev(*number))
        (root / "dev" / name).chmod(0o666)


def _fetched(place: Path, packages: tuple[str, ...]) -> list[Path]:
    """Fetch the packages and all that they depend on, as for a machine with nothing on it."""
    (place / "partial").mkdir()
    (place / "installed").touch()
    options = {
        "Dir::State::status": place / "installed",
        "Dir::Cache::archives": place,
        "APT::Sandbox::User": "root",
    }
    said = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
    fetch = ["apt-get", *said, "install", "--download-only", "--no-install-recommends", "-qq", "-y"]
    try:
        _call(*fetch, *packages)
    except subprocess.CalledProcessError:  # a machine whose lists are empty or old
        _call("apt-get", "update", "-qq")
        _call(*fetch, *packages)
    return sorted(place.glob("*.deb"))


def _is_needed(archive: Path, packages: tuple[str, ...]) -> bool:
    return archive.name.startswith((*LOADED, *packages)) and "perl" not in archive.name


def _call(*command: str) -> None:
    subprocess.run(command, env=ENVIRONMENT, check=True, capture_output=True, timeout=60)
