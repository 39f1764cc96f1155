"""One command runs it all, keeps it running, and leaves nothing behind."""

import os
import re
import signal
import socket
from pathlib import Path

import pytest


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as anywhere:
        return anywhere.getsockname()[1]


@pytest.fixture(scope="module")
def running(home, up):
    with up(home, free_port()) as found:
        yield found


def test_it_says_where_it_is_and_who_it_works_as(running):
    assert f"Spoc is at http://127.0.0.1:{running.port}" in running.said
    assert "work" in running.said


def test_it_runs_database_pages_and_jobs(running):
    assert set(running.parts()) == {"database", "web", "worker"}


def test_pages_and_jobs_work_as_the_user_it_named(running):
    said = re.search(r"(?:\(working|the pages work) as (\w+)", running.said)

    assert said
    owners = {Path(f"/proc/{pid}").owner() for pid in running.parts().values()}
    assert said[1] in owners


def test_it_gives_the_first_administrator_a_way_in(running):
    assert f"http://127.0.0.1:{running.port}/welcome/" in running.said


def test_the_live_stream_is_not_for_strangers(running):
    assert running.get("/live?t=queue") == 401


def test_pages_are_served_beside_it(running):
    assert running.get("/health/ready") == 200


def test_a_second_one_in_the_same_home_is_refused(running, spoc):
    done = spoc("up", "--port", str(free_port()))

    assert done.returncode == 1
    assert "Spoc runs already on" in done.stderr


def test_a_busy_port_is_told_with_a_free_one(running, spoc, scratch):
    done = spoc("up", "--port", str(running.port), home=scratch / "elsewhere")

    assert done.returncode == 1
    assert f"Port {running.port} of 127.0.0.1 cannot be had" in done.stderr
    assert "try `spoc up --port " in done.stderr


def test_other_verbs_work_while_it_runs(running, spoc):
    assert spoc("manage", "showmigrations", "sessions").returncode == 0
    assert running.get("/health/ready") == 200


def test_visitors_only_wait_while_killed_pages_come_back(running):
    os.kill(running.parts()["web"], signal.SIGKILL)

    assert running.get("/health/ready") == 200


def test_a_killed_database_comes_back(running, home, ends):
    from spoc.kit.postgres import Cluster

    before = running.parts()["database"]
    os.kill(before, signal.SIGKILL)
    assert ends(before)

    # the start waits for whoever starts it already: ours, or this one
    Cluster(home / "postgres").start(owner=None)

    assert running.get("/health/ready") == 200
