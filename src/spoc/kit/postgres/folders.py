"""The folders of a cluster: its data, made whole or not at all, and the place of its socket."""

import hashlib
import os
import pwd
import shutil
from pathlib import Path

from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.kit.home import private_folder
from spoc.kit.postgres import binaries, options
from spoc.kit.processes import run_as

LONGEST_SOCKET = 100  # the kernel allows 107 bytes for the path of a socket


def refuse_other_major(data: Path) -> None:
    """Stop here when another major of PostgreSQL made these data: it alone can read them."""
    try:
        theirs = (data / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        return
    ours = binaries.version(binaries.programs()).split(".")[0]
    if theirs != ours:
        raise NotPossible(
            _(
                "The data in {folder} are of PostgreSQL {theirs} and the programs here of {ours}:"
                " set SPOC_PG_BIN to programs of {theirs}, or restore a backup into an empty home."
            ).format(folder=data, theirs=theirs, ours=ours)
        )


def make_data(
    data: Path, programs: Path, account: pwd.struct_passwd | None, *, throwaway: bool
) -> None:
    """Have a data folder."""
    if (data / "PG_VERSION").exists():
        return
    # renamed when whole: an initdb that was killed leaves no half-made data behind
    draft = data.with_name("data.new")
    shutil.rmtree(draft, ignore_errors=True)
    major = int(binaries.version(programs).split(".")[0])
    words = options.for_initdb(major, throwaway=throwaway)
    made = run_as(account, [str(programs / "initdb"), "-D", str(draft), *words], environment())
    if made.returncode:
        raise NotPossible(
            _("PostgreSQL cannot make its data folder: {reason}").format(
                reason=made.stderr.strip().splitlines()[-1]
            )
        )
    draft.rename(data)


def socket_folder(state: Path) -> Path:
    """Return where the socket of this cluster is: below its state, or shorter where that is long.

    >>> str(socket_folder(Path("/var/lib/spoc/postgres")))
    '/var/lib/spoc/postgres/run'
    >>> socket_folder(Path("/" + 100 * "x")).parent
    PosixPath('/tmp')
    """
    usual = state / "run"
    if len(os.fsencode(usual / ".s.PGSQL.5432")) <= LONGEST_SOCKET:
        return usual
    return Path("/tmp") / f"spoc-{hashlib.sha256(os.fsencode(usual)).hexdigest()[:12]}"


def make_socket_folder(socket: Path, account: pwd.struct_passwd | None) -> None:
    """Have the folder of the socket, and be sure it is ours: below /tmp anybody could make it."""
    private_folder(socket)
    if socket.lstat().st_uid != (account.pw_uid if account else os.geteuid()):
        raise NotPossible(
            _("{folder} belongs to somebody else: take it away first.").format(folder=socket)
        )


def environment() -> dict[str, str]:
    """Return what the programs of PostgreSQL may see of our environment: no choices of others."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C.UTF-8"}
