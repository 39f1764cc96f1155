"""A throwaway server for each file of tests, and processes that own one."""

import os
import pwd
import select
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from spoc.kit.postgres import Cluster, binaries, postmaster

STARTER = Path(__file__).with_name("starter.py")
PATIENCE = 20


@pytest.fixture(scope="module")
def spacious() -> Iterator[Path]:
    """A folder that every user may pass through, unlike pytest's own."""
    path = Path(tempfile.mkdtemp(prefix="spoc-test-"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path)


@pytest.fixture(scope="module")
def made(spacious: Path) -> Cluster:
    return Cluster(spacious / "postgres", throwaway=True)


@pytest.fixture
def cluster(made: Cluster) -> Iterator[Cluster]:
    """A server that is not running, and is not afterwards; its data are made once a file."""
    yield made
    made.stop()


@pytest.fixture
def starter() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a process that starts a server, says so, and waits until its input closes."""
    running: list[subprocess.Popen[str]] = []
    started: list[Cluster] = []

    def start(cluster: Cluster, *, owner: str = "parent", account: str = "") -> subprocess.Popen:
        programs = binaries.within_reach(cluster.state, pwd.getpwnam(account) if account else None)
        command = [sys.executable, str(STARTER), str(cluster.state), owner, account]
        env = {**os.environ, "SPOC_PG_BIN": str(programs)}
        pipe = subprocess.PIPE
        started.append(cluster)
        running.append(subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=env))
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.communicate()
    for cluster in started:
        cluster.stop()


@pytest.fixture
def ends() -> Callable[[int | None], bool]:
    """Say whether a process ends in good time."""

    def wait(pid: int | None) -> bool:
        assert pid is not None
        try:
            handle = os.pidfd_open(pid)
        except ProcessLookupError:
            return True
        with os.fdopen(handle):
            return bool(select.select([handle], [], [], PATIENCE)[0])

    return wait


@pytest.fixture
def server_of() -> Callable[[Cluster], int]:
    def pid(cluster: Cluster) -> int:
        found = postmaster.running(cluster.data)
        assert found is not None
        return found

    return pid
