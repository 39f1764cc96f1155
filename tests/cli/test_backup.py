"""A backup holds everything, and what was restored from it is the same as before."""

import subprocess
import tarfile
from argparse import Namespace
from pathlib import Path

import pytest

from spoc.cli import restore
from spoc.cli.backup import write_backup
from spoc.kit import store
from spoc.kit.errors import NotPossible
from spoc.kit.postgres import program

LETTER = b"The wrapper of a letter nobody must lose."


@pytest.fixture(scope="module")
def kept(home) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPOC_HOME", str(home))
        return store.keep(LETTER).digest


@pytest.fixture(scope="module")
def backup(spoc, kept, home) -> Path:
    done = spoc("backup")
    assert done.returncode == 0
    return next((home / "backups").glob("spoc-*.tar"))


def tables_in(archive: Path) -> str:
    with tarfile.open(archive) as packed:
        dump = packed.extractfile("database.dump")
        assert dump
        listed = [program("pg_restore"), "--list"]
        return subprocess.run(listed, input=dump.read(), capture_output=True).stdout.decode()


def test_a_backup_holds_the_database_the_files_and_the_keys(backup, kept):
    with tarfile.open(backup) as packed:
        names = packed.getnames()

    assert names[0] == "database.dump"
    assert {f"files/{kept}", "keys/signing"} <= set(names)
    assert "TABLE DATA public people_person" in tables_in(backup)


def test_a_backup_is_for_its_owner_alone(backup):
    assert backup.stat().st_mode & 0o077 == 0


def test_a_backup_never_overwrites_another(backup):
    with pytest.raises(NotPossible, match="is there already"):
        write_backup(backup)


def test_what_was_restored_is_the_same(spoc, backup, kept, scratch, home, monkeypatch):
    other = scratch / "other"

    assert "Restored into" in spoc("restore", str(backup), home=other).stdout

    monkeypatch.setenv("SPOC_HOME", str(other))
    with store.open(kept) as file:
        assert file.read() == LETTER
    assert (other / "keys" / "signing").read_text() == (home / "keys" / "signing").read_text()

    refused = spoc("restore", str(backup), home=other)
    assert refused.returncode == 1
    assert "restore into an empty one" in refused.stderr


def test_a_damaged_backup_is_refused_and_can_be_replaced_by_a_good_one(spoc, backup, kept, scratch):
    damaged, other = scratch / "damaged.tar", scratch / "damaged"
    damaged.write_bytes(backup.read_bytes().replace(LETTER, LETTER[::-1]))

    refused = spoc("restore", str(damaged), home=other)

    assert refused.returncode == 1
    assert f"The file {kept} in the backup is damaged" in refused.stderr


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(None, "There is no file"), (b"a letter", "is not what `spoc backup` writes")],
)
def test_what_is_no_backup_is_refused(tmp_path, content, sentence):
    file = tmp_path / "no-backup.tar"
    if content:
        file.write_bytes(content)

    with pytest.raises(NotPossible, match=sentence):
        restore.run(Namespace(file=file))
