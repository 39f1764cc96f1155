"""Bring the data up to this version: first a backup, then the changes."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from django.core.management import call_command
from django.utils.translation import gettext as _

from spoc.cli.backup import write_backup
from spoc.cli.database import Schema
from spoc.kit.home import folder

NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(options: argparse.Namespace) -> int:
    """Upgrade and say what was done."""
    backup = upgrade()
    if backup:
        print(_("Upgraded. What was before is in {file}.").format(file=backup))
    else:
        print(_("The data are of this version."))
    return 0


def upgrade() -> Path | None:
    """Make or change the tables, and return the backup when there was something to lose."""
    schema = Schema()
    schema.refuse_newer()
    if not schema.is_older:
        return None
    backup = None
    if not schema.is_fresh:
        backup = write_backup(folder("backups") / f"before-upgrade-{_stamp()}.tar")
    call_command("migrate", interactive=False, verbosity=0)
    return backup


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S")
