"""Write the reference from the code: permissions, activities, facts, settings, the API."""

import argparse
import ast
import inspect
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.utils import translation

import spoc
from spoc.audit.activities import ACTIVITIES, kinds
from spoc.cli.api_page import api_page
from spoc.kit.kinds import discover
from spoc.people.rules import AREAS, CELLS, ROLES
from spoc.people.words import AREA, REACH, ROLE, VERB
from spoc.requests.rules import MOVES
from spoc.requests.rules.lifecycle import diagram
from spoc.requests.words import STATUS

NEEDS_DJANGO = True
SOURCE = Path(spoc.__file__).parent
FOLDER = SOURCE.parents[1] / "docs" / "reference"
NOTE = "<!-- Written by `spoc reference` from the code: change it there. -->"
KINDS = {
    "get": "text",
    "text": "text",
    "number": "number",
    "yes": "yes or no",
    "words": "list, with commas",
}
MEANINGS = {
    "DATABASE_URL": "Another PostgreSQL than the one that comes along: `postgresql://...`",
    "SPOC_ATTACHMENT_LIMIT": "The largest file a request takes, in bytes",
    "SPOC_AUTHENTICATION_SERVERS": "Mail servers in front whose word on a letter's sender is taken",
    "SPOC_OUTWARD_ALLOWED": "Networks of your own that webhooks may reach, such as `10.1.0.0/16`",
    "SPOC_MACHINES_SEND": "Whether AI agents may send replies; else they leave drafts to people",
    "SPOC_BLOCKED_FILES": "Endings of files that are kept aside; programs where none is named",
    "SPOC_CLAMAV": "The virus scanner: the path of clamd's socket, or its host:port",
    "SPOC_CONFIRM_WEEKDAYS": "Weekdays after which a solved request closes when nobody objects",
    "SPOC_DEMO": "A demonstration: letters stay in the outbox",
    "SPOC_DEMO_REQUESTS": "How many requests the history of a demonstration has",
    "SPOC_ENCLOSED_DAYS": "For how many days the link to a file too large to enclose serves",
    "SPOC_ENCLOSED_LIMIT": "Bytes of files that are enclosed in one letter; more become links",
    "SPOC_EXPORT_LIMIT": "The most requests a view is exported with",
    "SPOC_HOME": "The folder that holds everything: database, files, keys, backups",
    "SPOC_LETTERS_PER_SENDER": "Letters one sender may write in ten minutes; more are put aside",
    "SPOC_LETTER_LIMIT": "The largest letter that is read, in bytes",
    "SPOC_LOG": "How the journal is written: `json` or `text`; text at a terminal",
    "SPOC_LOG_LEVEL": "What the journal holds: `DEBUG`, `INFO`, `WARNING` or `ERROR`",
    "SPOC_PEOPLE_PER_LETTER": "How many people one letter is copied to at most",
    "SPOC_PG_BIN": "The folder of other PostgreSQL programs than those that come along",
    "SPOC_SECRET_KEY": "The key that signs links and sessions; made and kept when not given",
    "SPOC_SMIME_KEY": "A PEM file with the key and certificate that open encrypted letters",
    "SPOC_SMIME_TRUST": "A PEM file with the certificates of those who vouch for S/MIME signers",
    "SPOC_SMTP_HOST": "The server that sends letters",
    "SPOC_SMTP_PASSWORD": "The password for it",
    "SPOC_SMTP_PORT": "Its port",
    "SPOC_SMTP_TLS": "Whether to ask it for TLS",
    "SPOC_SMTP_USER": "The name to sign in to it with",
    "SPOC_SOURCE_URL": "Where the source of what runs here may be had, for the page about Spoc",
    "SPOC_STRANGERS_PER_MINUTE": "New addresses a mailbox acknowledges letters of in a minute",
    "SPOC_TRUSTED_PROXIES": "Proxies in front, whose word that a call came by TLS is taken",
    "SPOC_UNDO_SECONDS": "For how many seconds a reply waits, so that it can be taken back",
    "SPOC_URL": "The address people reach it at; it stands in letters",
    "SPOC_USER": "The ordinary user to work as when root starts it",
    "SPOC_WEB_PROCESSES": "Processes that answer pages",
    "SPOC_WEB_THREADS": "Pages that one process answers at the same time",
    "SPOC_WORKERS": "Jobs done at the same time",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take where to write."""
    parser.add_argument("--folder", type=Path, default=FOLDER)


def run(options: argparse.Namespace) -> int:
    """Write every page."""
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (options.folder / name).write_text(text)
        print(options.folder / name)
    return 0


def pages() -> dict[str, str]:
    """Return every page of the reference by the name of its file."""
    makers: dict[str, Callable[[], Iterator[str]]] = {
        "permissions.md": _permissions,
        "activities.md": _activities,
        "api.md": api_page,
        "facts.md": _facts,
        "lifecycle.md": _lifecycle,
        "settings.md": _settings,
    }
    with translation.override("en"):
        return {name: "\n".join([NOTE, "", *make(), ""]) for name, make in makers.items()}


def _permissions() -> Iterator[str]:
    yield "# Permissions"
    yield "\nEverybody is a user beside the roles they hold. A role may be granted for everything"
    yield "or for one organisation, community, team or service: that is its scope."
    for area in AREAS:
        yield f"\n## {AREA[area]}\n"
        yield from _head("Role", "May")
        for role in ROLES:
            if may := _in_words(area, role):
                yield f"| {ROLE[role]} ({role}) | {may} |"


def _in_words(area: str, role: str) -> str:
    """Return what a role may do in an area, the verbs that reach as far together."""
    by_reach: dict[str, list[str]] = defaultdict(list)
    for verb in VERB:
        for reach in sorted(CELLS[area, role].get(verb, ())):
            by_reach[reach].append(str(VERB[verb]))
    return "; ".join(f"{', '.join(verbs)}: {REACH[reach]}" for reach, verbs in by_reach.items())


def _activities() -> Iterator[str]:
    for app in apps.get_app_configs():
        if app.name.startswith("spoc."):
            _load(f"{app.name}.activities")
    yield "# Activities"
    yield "\nEvery change is one of these: a transaction of its own, recorded as a fact."
    by_app: dict[str, list[str]] = defaultdict(list)
    for name in sorted(ACTIVITIES):
        app_name, shelf, *_file, verb = name.split(".")
        if shelf == "activities" and not verb.startswith("_"):
            by_app[app_name].append(_activity(verb, ACTIVITIES[name]))
    for app_name, rows in by_app.items():
        yield f"\n## {app_name}\n"
        yield from _head("Activity", "What it does", "Takes")
        yield from rows


def _activity(verb: str, function: Callable[..., object]) -> str:
    given = [name for name in inspect.signature(function).parameters if name != "by"]
    what = (inspect.getdoc(function) or "").partition("\n")[0]
    return f"| `{verb}` | {what} | {', '.join(given)} |"


def _load(name: str) -> None:
    """Import an app's activities, whoever else needs them; an app may have none."""
    if find_spec(name) is not None and hasattr(import_module(name), "__path__"):
        discover(name)


def _facts() -> Iterator[str]:
    yield "# Facts"
    yield "\nWhat is recorded, and the sentence people read of it.\n"
    yield from _head("Fact", "Sentence")
    for kind, sentence in kinds().items():
        yield f"| `{kind}` | {sentence} |"


def _lifecycle() -> Iterator[str]:
    yield "# The life of a support request\n"
    yield from _head("", "Activity", "From", "To")
    for move in MOVES:
        sources = ", ".join(str(STATUS[source]) for source in move.sources) or "–"
        yield f"| {move.number} | `{move.verb}` | {sources} | {STATUS[move.target]} |"
    yield "\nR17 leaves the old request closed and makes a new one, linked to it."
    yield "R18 lets an order rest until it is approved, with nobody on it; R19 lets it go on."
    yield f"\n```mermaid\n{diagram()}\n```"


def _settings() -> Iterator[str]:
    yield "# Settings"
    yield "\nVariables of the environment, each with a default that runs.\n"
    yield from _head("Variable", "Meaning", "Kind", "Default")
    found = {name: row for path in sorted(SOURCE.rglob("*.py")) for name, row in _read_in(path)}
    for name in sorted(found):
        kind, default = found[name]
        yield f"| `{name}` | {MEANINGS[name]} | {kind} | {default} |"


def _read_in(path: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the variables a module reads: `environ.number("SPOC_WORKERS", 4)` and the like."""
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Call(func=ast.Attribute(attr=kind), args=[ast.Constant(str(name)), *rest]) if (
                kind in KINDS and (name in MEANINGS or name.startswith("SPOC_"))
            ):
                yield name, (KINDS[kind], f"`{ast.unparse(rest[0])}`" if rest else "")


def _head(*titles: str) -> Iterator[str]:
    yield f"| {' | '.join(titles)} |"
    yield "|" + " --- |" * len(titles)
