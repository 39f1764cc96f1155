"""Run Spoc: the database, the pages and the jobs together, at one address."""

import argparse
import importlib
import os
import pwd
import signal
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack
from functools import partial
from http.client import HTTPConnection

import django
from django.core.management import call_command
from django.utils.translation import gettext as _

from spoc.cli.database import Schema, ensure_reachable, let_go, name, own_cluster
from spoc.cli.ground import alone, listening, settle_address, step_down
from spoc.cli.supervise import Child, Database, Part, supervise
from spoc.cli.upgrade import upgrade
from spoc.kit.home import working_user
from spoc.kit.postgres import Cluster
from spoc.kit.processes import spawn

PATIENCE = 60  # seconds for the first answer


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to be reached, and whether to show the invented organisation."""
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets other machines in")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--demo", action="store_true", help="put an invented organisation in it")


def run(options: argparse.Namespace) -> int:
    """Start everything, say where it is, and stay until told to stop."""
    where = settle_address(options.host, options.port)
    if options.demo:
        os.environ["SPOC_DEMO"] = "1"
    # not before: the settings read both, and so do those of the children
    django.setup()
    with alone(), listening(options.host, options.port) as door:
        step_down()
        cluster = own_cluster()
        _prepare(cluster, demo=options.demo)
        announce = partial(_announce, door.getsockname()[:2], where, _line(where))
        threading.Thread(target=announce, daemon=True).start()
        supervise(_parts(cluster, door))
    return 0


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
    call_command("collectstatic", interactive=False, verbosity=0)


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


def _parts(cluster: Cluster | None, door: socket.socket) -> list[Part]:
    parts: list[Part] = [Database(cluster)] if cluster else []
    web = ["web", "--fd", str(door.fileno())]
    parts.append(Child("web", partial(_spawn, web, [door.fileno()])))
    parts.append(Child("worker", partial(_spawn, ["worker"], [])))
    return parts


def _spawn(words: list[str], fds: list[int]) -> subprocess.Popen[bytes]:
    return spawn(
        [sys.executable, "-P", "-m", "spoc.cli.command", *words],
        account=None,
        at_our_end=signal.SIGKILL,
        env=os.environ,
        pass_fds=fds,
    )


def _line(where: str) -> str:
    user = working_user()
    if user is None:
        who = pwd.getpwuid(os.geteuid()).pw_name
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
