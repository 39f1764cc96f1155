"""One command runs it all, keeps it running, and leaves nothing behind."""

import json
import os
import re
import signal
import socket
from pathlib import Path

import pytest


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as anywhere:
        return anywhere.getsockname()[1]


TRY_AGAIN = 75


@pytest.fixture(scope="module")
def running(home, up):
    with up(home, 0) as found:
        yield found


def test_it_says_where_it_is_and_who_it_works_as(running):
    assert f"Spoc is at http://127.0.0.1:{running.port}" in running.said
    assert "work" in running.said


def test_the_port_it_names_is_the_one_it_has(running):
    assert running.port > 0
    assert running.get("/health/ready") == 200


def test_commands_beside_it_write_the_address_it_is_reached_at(running, spoc):
    shown = spoc(
        "manage", "shell", "-c", "from django.conf import settings; print(settings.SPOC_URL)"
    )

    assert f"http://127.0.0.1:{running.port}\n" in shown.stdout


def test_every_folder_is_closed_to_all_but_the_one_who_works(running, home):
    kept = {path.name: path for path in home.iterdir()}

    assert set(kept) >= {"keys", "files", "postgres", "run", "static"}
    assert {path.stat().st_mode & 0o777 for path in kept.values()} == {0o700}
    assert {path.owner() for path in kept.values()} == {Path(f"/proc/{running.web}").owner()}


def test_what_root_delivers_can_be_read_by_the_pages(running, home, spoc):
    letter = "From: Ada <ada@example.org>\nTo: it@example.org\nSubject: Printer\n\nIt is jammed.\n"

    assert spoc("mail", "deliver", given=letter).returncode == 0

    kept = [path for path in (home / "files").rglob("*") if path.is_file()]
    assert kept
    assert {path.owner() for path in kept} == {Path(f"/proc/{running.web}").owner()}


def test_of_letters_handed_over_together_only_the_bad_one_is_to_come_again(running, tmp_path, spoc):
    letter = "From: Ada <ada@example.org>\nTo: it@example.org\nSubject: {0}\n\nThe {0} is jammed.\n"
    files = [tmp_path / name for name in ("scanner", "empty", "stapler")]
    for file in files:
        file.write_text("" if file.name == "empty" else letter.format(file.name))

    done = spoc("mail", "deliver", *map(str, files), str(tmp_path / "nowhere"))

    told = [json.loads(line)["outcome"] for line in done.stdout.splitlines()]
    assert told == ["registered", None, "registered", None]
    assert done.returncode == TRY_AGAIN
    assert f"{files[1]}: not kept, send it again" in done.stderr


def test_it_runs_database_pages_and_jobs(running):
    assert set(running.parts()) == {"database", "web", "worker"}


def test_pages_and_jobs_work_as_the_user_it_named(running):
    said = re.search(r"\(working as (\w+)\)", running.said)

    assert said
    assert {Path(f"/proc/{pid}").owner() for pid in running.parts().values()} == {said[1]}
    assert said[1] != "root"


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


def copies(web: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{web}/task/{web}/children").read_text().split()]


def test_visitors_only_wait_while_killed_pages_come_back(running, ends):
    before = running.web
    all_of_them = [before, *copies(before)]
    os.kill(before, signal.SIGKILL)
    # a copy that lives a moment longer would answer for those that are to come
    assert all(ends(pid) for pid in all_of_them)

    assert running.get("/health/ready") == 200
    assert running.web != before


def test_when_a_copy_of_the_pages_ends_they_begin_anew(running, ends):
    before = running.web
    os.kill(copies(before)[0], signal.SIGKILL)

    assert ends(before)

    assert running.get("/health/ready") == 200
    assert running.web != before


def test_a_killed_database_comes_back(running, home, ends):
    from spoc.kit.postgres import Cluster

    before = running.parts()["database"]
    os.kill(before, signal.SIGKILL)
    assert ends(before)

    # the start waits for whoever starts it already: ours, or this one
    Cluster(home / "postgres").start(owner=None)

    assert running.get("/health/ready") == 200


def test_a_certificate_without_a_door_for_letters_is_refused(spoc, scratch):
    done = spoc("up", "--tls-certificate", str(scratch / "none.pem"), home=scratch / "unmade")

    assert done.returncode != 0
    assert "serve together with --smtp or --lmtp" in done.stderr + done.stdout


def test_a_certificate_that_cannot_be_read_is_named(spoc, scratch):
    path = str(scratch / "none.pem")
    done = spoc("up", "--smtp", "0", "--tls-certificate", path, home=scratch / "unmade")

    assert done.returncode != 0
    assert f"{path} cannot be read" in done.stderr + done.stdout
