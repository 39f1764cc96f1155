"""Run Spoc: the database, the pages and the jobs together, at one address."""

import argparse
import importlib
import os
import pwd
import socket
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext as _

from spoc.cli.database import Schema, ensure_reachable, let_go, name, own_cluster
from spoc.cli.ground import alone, free_port, listening, place, settle_address, step_down
from spoc.cli.reach import Program
from spoc.cli.supervise import Child, Database, Part, supervise
from spoc.cli.tls import Certificate
from spoc.cli.upgrade import upgrade
from spoc.kit.errors import NotPossible
from spoc.kit.home import folder, hand_over, keep_address, working_user
from spoc.kit.postgres import Cluster
from spoc.kit.processes import can_run

PATIENCE = 60  # seconds for the first answer


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to be reached, and whether to show the invented organisation."""
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets other machines in")
    parser.add_argument("--port", type=int, default=8000, help="0 takes any that is free")
    parser.add_argument("--lmtp", type=place, help="take letters by LMTP: [HOST:]PORT")
    parser.add_argument("--smtp", type=place, help="take letters to our own addresses by SMTP")
    parser.add_argument("--tls-certificate", type=Path, help="a PEM file: both offer STARTTLS")
    parser.add_argument("--tls-key", type=Path, help="its key, where that file has none")
    parser.add_argument("--demo", action="store_true", help="put an invented organisation in it")


def run(options: argparse.Namespace) -> int:
    """Start everything, say where it is, and stay until told to stop."""
    port = options.port or free_port()
    where = settle_address(options.host, port)
    if options.demo:
        os.environ["SPOC_DEMO"] = "1"
    # not before: the settings read both, and so do those of the children
    django.setup()
    with ExitStack() as doors:
        doors.enter_context(alone())
        door = doors.enter_context(listening(options.host, port))
        for_letters = {
            sort: doors.enter_context(listening(*where_to))
            for sort in ("lmtp", "smtp")
            if (where_to := getattr(options, sort))
        }
        keep_address(where)
        program = step_down()
        tls = _tls(options, program)
        cluster = own_cluster()
        _prepare(cluster, demo=options.demo)
        announce = partial(_announce, door.getsockname()[:2], where, _line(where, program))
        threading.Thread(target=announce, daemon=True).start()
        parts = _parts(program, cluster, door, demo=options.demo)
        supervise([*parts, *_post_office(program, for_letters, tls)])
        # whoever told us to stop may have closed the terminal
        with suppress(OSError):
            print(_("Stopped."), flush=True)
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
    _collect_static()


def _collect_static() -> None:
    static = folder("static")
    static.chmod(0o700)
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
        importlib.import_module("spoc.world.demo").ensure(settings.SPOC_DEMO_REQUESTS)
    house = importlib.import_module("spoc.people.queries").system()
    importlib.import_module("spoc.requests.activities").add_usual_ladders(house, by=house)
    link = importlib.import_module("spoc.people.activities").first_administrator_link()
    if link:
        print(_("Nobody administers Spoc yet. This link serves once: {}").format(link), flush=True)


def _parts(
    program: Program, cluster: Cluster | None, door: socket.socket, *, demo: bool
) -> list[Part]:
    parts: list[Part] = [Database(cluster)] if cluster else []
    web = ["web", "--fd", str(door.fileno()), "--processes", str(settings.SPOC_WEB_PROCESSES)]
    parts.append(Child("web", partial(program.started, web, [door.fileno()])))
    parts.append(Child("worker", partial(program.started, ["worker", "--watch"])))
    if demo:
        # the history of three months is made beside the jobs that people wait for
        history = ["worker", "--queue", "world", "--at-once", "2"]
        parts.append(Child("history", partial(program.started, history)))
    return parts


def _tls(options: argparse.Namespace, program: Program) -> list[str]:
    """Return how the post office is told of the certificate, once it can be read and used."""
    given = {"--tls-certificate": options.tls_certificate, "--tls-key": options.tls_key}
    files = {name: path.absolute() for name, path in given.items() if path}
    if not files:
        return []
    if options.tls_certificate is None or not (options.smtp or options.lmtp):
        raise NotPossible(
            _("--tls-certificate and --tls-key serve together with --smtp or --lmtp.")
        )
    for path in files.values():
        if not can_run(["test", "-r", str(path)], program.account):
            words = _("{path} cannot be read by the user Spoc works as: let it read the file.")
            raise NotPossible(words.format(path=path))
    Certificate(*files.values())
    return [word for name, path in files.items() for word in (name, str(path))]


def _post_office(
    program: Program, doors: Mapping[str, socket.socket], tls: Sequence[str]
) -> list[Part]:
    """Return the part that takes letters, where there is a door for them."""
    if not doors:
        return []
    words = [word for sort, door in doors.items() for word in (f"--{sort}-fd", str(door.fileno()))]
    fds = [door.fileno() for door in doors.values()]
    return [Child("post", partial(program.started, ["post", *words, *tls], fds))]


def _line(where: str, program: Program) -> str:
    who = program.account.pw_name if program.account else pwd.getpwuid(os.geteuid()).pw_name
    line = _("Spoc is at {where} (working as {who}).").format(where=where, who=who)
    user = working_user()
    if user is None or program.account:
        return line
    warning = _(
        "!! THE PAGES WORK AS ROOT, because {who} cannot read {program}: put Spoc where every user"
        " can read it, such as below /opt."
    ).format(who=user.pw_name, program=sys.executable)
    return f"{line}\n{warning}"


def _announce(address: tuple[str, int], where: str, line: str) -> None:
    connection = HTTPConnection(*address, timeout=PATIENCE)
    try:
        connection.request("GET", "/live")
        connection.getresponse()
    except OSError:
        line = _("There is no answer at {where} yet.").format(where=where)
    print(line, flush=True)
