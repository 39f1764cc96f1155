"""Run Spoc: the database, the pages and the jobs together, at one address."""

import argparse
import fcntl
import importlib
import os
import pwd
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.client import HTTPConnection

import django
from django.core.management import call_command
from django.utils.translation import gettext as _

from spoc.cli.database import Schema, ensure_reachable, let_go, name, own_cluster
from spoc.cli.supervise import Child, Database, Part, supervise
from spoc.cli.upgrade import upgrade
from spoc.kit.errors import NotPossible
from spoc.kit.home import folder, hand_over, home, working_user
from spoc.kit.postgres import Cluster
from spoc.kit.processes import can_run, spawn

EVERYWHERE = ("0.0.0.0", "::")
READS_EVERYTHING = "import os, sys, django, spoc.site.environ; os.listdir(sys.argv[1])"
PATIENCE = 60  # seconds for the first answer


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to be reached, and whether to show the invented organisation."""
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets other machines in")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--demo", action="store_true", help="put an invented organisation in it")


def run(options: argparse.Namespace) -> int:
    """Start everything, say where it is, and stay until told to stop."""
    where = _settle_address(options.host, options.port)
    if options.demo:
        os.environ["SPOC_DEMO"] = "1"
    # not before: the settings read both, and so do those of the children
    django.setup()
    with _alone(), _listening(options.host, options.port) as door:
        cluster = own_cluster()
        _prepare(cluster, demo=options.demo)
        account = _account_of_pages()
        announce = partial(_announce, door.getsockname()[:2], where, _line(where, cluster, account))
        threading.Thread(target=announce, daemon=True).start()
        supervise(_parts(cluster, account, door))
    return 0


def _settle_address(host: str, port: int) -> str:
    """Return where it is reached, for letters and links too, unless SPOC_URL says otherwise."""
    shown = "127.0.0.1" if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    return os.environ.setdefault("SPOC_URL", f"http://{shown}:{port}")


@contextmanager
def _alone() -> Iterator[None]:
    path = folder("run") / "up.lock"
    with path.open("a") as file:
        hand_over(path)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotPossible(
                _("Spoc runs already on {home}: stop that one first.").format(home=home())
            ) from None
        yield


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """Hold the open door ourselves: a visitor who comes while the web restarts only waits."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        door = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as reason:
        raise NotPossible(
            _(
                "Port {port} of {host} cannot be had ({reason}): try `spoc up --port {free}`."
            ).format(port=port, host=host, reason=reason.strerror, free=_free_port())
        ) from None
    with door:
        yield door


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as anywhere:
        return int(anywhere.getsockname()[1])


def _prepare(cluster: Cluster | None, *, demo: bool) -> None:
    """Have the database running, its tables of this version, and the world in it if wished."""
    with ExitStack() as undo:
        if cluster:
            if cluster.start():
                undo.callback(cluster.stop)
            cluster.ensure_database(name())
        else:
            ensure_reachable()
        undo.callback(let_go)
        _bring_up_to_date(demo=demo)
        let_go()
        undo.pop_all()
    _collect_static_files()


def _collect_static_files() -> None:
    """Put the styles and scripts where they have names that browsers may keep for ever."""
    static = folder("static")
    call_command("collectstatic", interactive=False, verbosity=0)
    for path in static.rglob("*"):
        hand_over(path)


def _bring_up_to_date(*, demo: bool) -> None:
    if Schema().is_fresh:
        print(_("Making the tables ..."), flush=True)
    backup = upgrade()
    if backup:
        print(_("The data were of an older version; a backup is in {}.").format(backup), flush=True)
    if demo:
        importlib.import_module("spoc.world.demo").ensure()
    link = importlib.import_module("spoc.people.activities").first_administrator_link()
    if link:
        print(_("Nobody administers Spoc yet. This link serves once: {}").format(link), flush=True)


def _account_of_pages() -> pwd.struct_passwd | None:
    """Return who serves and works: the working user, if it can read the program and the home."""
    account = working_user()
    reads = [sys.executable, "-c", READS_EVERYTHING, str(home() / "keys")]
    return account if account and can_run(reads, account) else None


def _parts(
    cluster: Cluster | None, account: pwd.struct_passwd | None, door: socket.socket
) -> list[Part]:
    web = ["web", "--fd", str(door.fileno())]
    parts: list[Part] = [Database(cluster)] if cluster else []
    parts.append(Child("web", partial(_spawn, web, account, [door.fileno()])))
    parts.append(Child("worker", partial(_spawn, ["worker"], account, [])))
    return parts


def _spawn(
    words: list[str], account: pwd.struct_passwd | None, fds: list[int]
) -> subprocess.Popen[bytes]:
    # the home is named: for another user it would be another folder
    own = {"HOME": account.pw_dir, "USER": account.pw_name} if account else {}
    return spawn(
        [sys.executable, "-P", "-m", "spoc.cli.command", *words],
        account=account,
        at_our_end=signal.SIGKILL,
        env={**os.environ, **own, "SPOC_HOME": str(home())},
        pass_fds=fds,
    )


def _line(where: str, cluster: Cluster | None, account: pwd.struct_passwd | None) -> str:
    user = working_user()
    if user is None or account:
        who = pwd.getpwuid(account.pw_uid if account else os.geteuid()).pw_name
        return _("Spoc is at {where} (working as {who}).").format(where=where, who=who)
    return _(
        "Spoc is at {where} (the database works as {who}; the pages work as root, because {who}"
        " cannot run {program})."
    ).format(where=where, who=user.pw_name, program=sys.executable)


def _announce(address: tuple[str, int], where: str, line: str) -> None:
    connection = HTTPConnection(*address, timeout=PATIENCE)
    try:
        connection.request("GET", "/live")
        connection.getresponse()
    except OSError:
        line = _("There is no answer at {where} yet.").format(where=where)
    print(line, flush=True)
