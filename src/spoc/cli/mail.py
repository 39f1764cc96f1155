"""Take letters in: `spoc mail deliver` makes requests of them, `spoc mail parse` only reads."""

import argparse
import json
import sys
from pathlib import Path

from django.db import Error as DatabaseError

from spoc.channels.rules import letter as letters
from spoc.cli.database import ensure_served
from spoc.intake.activities import receive_letter
from spoc.kit.errors import Refusal
from spoc.kit.text import one_line

NEEDS_HOME = True
TRY_AGAIN = 75
REASON_LIMIT = 300


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and with which letters."""
    actions = parser.add_subparsers(dest="action", required=True)
    deliver = actions.add_parser("deliver", help="make of each letter what it is (from a pipe: -)")
    parse = actions.add_parser("parse", help="print what is read of each letter, and do nothing")
    for each in (deliver, parse):
        each.add_argument("files", nargs="*", default=["-"], metavar="FILE")
    parse.add_argument("--attachments", type=Path, metavar="DIR", help="write the files here")


def run(options: argparse.Namespace) -> int:
    """Print one JSON object a letter; 75 says that one could not be kept and is to come again.

    Where a letter was not kept there is no outcome: it stands as null, and why on both ways out.
    """
    files = options.files or ["-"]
    if options.action == "parse":
        for name in files:
            _parse(_read(name), options.attachments)
        return 0
    return max(_deliver(name) for name in files)


def _deliver(name: str) -> int:
    try:
        ensure_served()
        receipt = receive_letter(_read(name))
    except (DatabaseError, OSError, Refusal) as fault:
        reason = one_line(str(fault), REASON_LIMIT)
        print(f"{name}: not kept, send it again: {reason}", file=sys.stderr, flush=True)
        _print({"outcome": None, "request": None, "reason": reason})
        return TRY_AGAIN
    _print({"outcome": receipt.outcome, "request": receipt.request, "reason": receipt.reason})
    return 0


def _parse(raw: bytes, folder: Path | None) -> None:
    letter = letters.read(raw)
    _print(letters.to_json(letter))
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for number, file in enumerate(letter.attachments, start=1):
        (folder / f"{number}-{Path(file.filename).name}").write_bytes(file.content)


def _read(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _print(what: dict[str, object]) -> None:
    print(json.dumps(what, ensure_ascii=False), flush=True)
