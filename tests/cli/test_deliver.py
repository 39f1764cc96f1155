"""A letter that cannot be kept is to come again, and its coming makes nothing."""

import json
import os
import pwd
import subprocess

import pytest

from spoc.cli.reach import opened
from tests.cli.conftest import environment

TRY_AGAIN = 75
LETTER = "From: Ada <ada@example.org>\nTo: it@example.org\nSubject: Printer\n\nIt is jammed.\n"


def everything(home):
    return sorted((str(path), path.stat().st_mtime_ns) for path in home.rglob("*"))


def test_where_nothing_was_set_up_nothing_is_made(spoc, scratch):
    nowhere = scratch / "nowhere"

    done = spoc("mail", "deliver", home=nowhere, given=LETTER)

    assert done.returncode == TRY_AGAIN
    assert json.loads(done.stdout)["reason"].startswith(f"There is no Spoc in {nowhere}")
    assert "Traceback" not in done.stderr
    assert not nowhere.exists()


def test_where_the_database_rests_nothing_is_kept(spoc, home):
    before = everything(home)

    done = spoc("mail", "deliver", given=LETTER)

    assert done.returncode == TRY_AGAIN
    assert json.loads(done.stdout)["reason"] == f"The database in {home} does not answer."
    assert everything(home) == before


def test_reading_a_letter_needs_no_home(spoc, scratch):
    done = spoc("mail", "parse", home=scratch / "nowhere", given=LETTER)

    assert json.loads(done.stdout)["subject"] == "Printer"
    assert not (scratch / "nowhere").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can come as somebody else")
def test_a_stranger_to_the_home_is_told_whom_to_be(home):
    stranger = pwd.getpwnam("nobody")
    program = opened(stranger)

    done = subprocess.run(
        [program.python, "-P", "-m", "spoc.cli.command", "mail", "deliver"],
        env=environment(home) | program.env,
        user=stranger.pw_uid,
        pass_fds=program.folders,
        input=LETTER,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == TRY_AGAIN
    assert "that nobody may use" in json.loads(done.stdout)["reason"]
