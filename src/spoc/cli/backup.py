"""Write one file that holds everything: the database, the kept files and the keys."""

import argparse
import os
import subprocess
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from django.utils.translation import gettext as _

from spoc.cli.database import address
from spoc.kit.errors import NotPossible
from spoc.kit.home import folder, hand_over, home
from spoc.kit.postgres import program

NEEDS_DATABASE = True
DUMP = "database.dump"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to write it."""
    parser.add_argument("file", nargs="?", type=Path, help="the file to write (.tar)")


def run(options: argparse.Namespace) -> int:
    """Write the backup and say where it is."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S")
    written = write_backup(options.file or folder("backups") / f"spoc-{stamp}.tar")
    print(_("Backed up to {file}. It holds the keys too: keep it safe.").format(file=written))
    return 0


def write_backup(file: Path) -> Path:
    """Write everything to this file, whole or not at all.

    The database comes first: a file is kept before its row is written, and never taken away. So
    whatever the dump names is there when the files are packed.
    """
    if file.exists():
        raise NotPossible(_("{file} is there already: choose another name.").format(file=file))
    handle, name = tempfile.mkstemp(dir=file.absolute().parent, prefix=".spoc-backup-")
    draft, dump = Path(name), Path(f"{name}.dump")
    try:
        with os.fdopen(handle, "wb") as output:
            _dump_database(dump)
            with tarfile.open(fileobj=output, mode="w") as archive:
                _pack(archive, dump)
            output.flush()
            os.fsync(output.fileno())
        if file.absolute().is_relative_to(home()):
            hand_over(draft)
        draft.rename(file)
    finally:
        dump.unlink(missing_ok=True)
        draft.unlink(missing_ok=True)
    return file


def _dump_database(dump: Path) -> None:
    with open(os.open(dump, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as output:
        made = subprocess.run(
            [program("pg_dump"), "--format=custom", "--no-owner", "--dbname", address()],
            stdout=output,
            stderr=subprocess.PIPE,
            check=False,
        )
    if made.returncode:
        reason = made.stderr.decode(errors="replace").strip().splitlines()[-1]
        raise NotPossible(_("The database was not backed up: {reason}").format(reason=reason))


def _pack(archive: tarfile.TarFile, dump: Path) -> None:
    archive.add(dump, DUMP)
    packed = [path for part in ("keys", "files") for path in sorted((home() / part).rglob("[!.]*"))]
    for path in packed:
        if path.is_file():
            archive.add(path, f"{path.relative_to(home()).parts[0]}/{path.name}")
