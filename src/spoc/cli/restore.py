"""Put a backup back, into an empty home."""

import argparse
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from django.db import connection
from django.utils.translation import gettext as _

from spoc.cli.backup import DUMP
from spoc.cli.database import address, let_go
from spoc.kit import store
from spoc.kit.errors import NotPossible
from spoc.kit.home import folder, hand_over, home
from spoc.kit.postgres import program

NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which backup."""
    parser.add_argument("file", type=Path, help="what `spoc backup` wrote")


def run(options: argparse.Namespace) -> int:
    """Restore, the database last: as long as it is empty the same command can be given again."""
    _refuse_what_is_no_backup(options.file)
    with tarfile.open(options.file) as archive:
        members = archive.getnames()
        _refuse_what_is_in_use({Path(one).name for one in members if one.startswith("files/")})
        for name, content in _parts(archive, "files/"):
            _restore_file(name, content)
        for name, content in _parts(archive, "keys/"):
            _restore_key(name, content)
        for _name, content in _parts(archive, DUMP):
            _restore_database(content)
    print(_("Restored into {home}. `spoc up` starts it.").format(home=home()))
    return 0


def _refuse_what_is_no_backup(file: Path) -> None:
    try:
        with tarfile.open(file) as archive:
            complete = DUMP in archive.getnames()
    except FileNotFoundError:
        raise NotPossible(_("There is no file {file}.").format(file=file)) from None
    except tarfile.TarError:
        complete = False
    if not complete:
        raise NotPossible(_("{file} is not what `spoc backup` writes.").format(file=file))


def _refuse_what_is_in_use(coming: set[str]) -> None:
    foreign = any(digest not in coming for digest in store.digests())
    if foreign or connection.introspection.table_names():
        raise NotPossible(
            _(
                "Something is in {home} or its database already: restore into an empty one,"
                " for instance with SPOC_HOME set to a new folder."
            ).format(home=home())
        )
    let_go()


def _parts(archive: tarfile.TarFile, prefix: str) -> Iterator[tuple[str, BinaryIO]]:
    for member in archive:
        content = archive.extractfile(member) if member.name.startswith(prefix) else None
        if content:
            yield Path(member.name).name, cast(BinaryIO, content)


def _restore_file(digest: str, content: BinaryIO) -> None:
    if store.keep(content).digest != digest:
        raise NotPossible(
            _("The file {digest} in the backup is damaged: take another backup.").format(
                digest=digest
            )
        )


def _restore_key(name: str, content: BinaryIO) -> None:
    place = folder("keys") / name
    with open(
        os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600), "wb"
    ) as file:
        file.write(content.read())
    hand_over(place)


def _restore_database(content: BinaryIO) -> None:
    with tempfile.TemporaryFile() as dump:
        shutil.copyfileobj(content, dump)
        dump.seek(0)
        made = subprocess.run(
            [program("pg_restore"), "--no-owner", "--single-transaction", "--dbname", address()],
            stdin=dump,
            stderr=subprocess.PIPE,
            check=False,
        )
    if made.returncode:
        lines = made.stderr.decode(errors="replace").strip().splitlines()
        # the first that went wrong; what follows only says what was tried
        reason = next((line for line in lines if "error:" in line), lines[-1])
        raise NotPossible(_("The database was not restored: {reason}").format(reason=reason))
