"""Take letters in: `spoc mail deliver` makes requests of them, `spoc mail parse` only reads."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.db import Error as DatabaseError

from spoc.channels.rules import letter as letters
from spoc.cli.database import ensure_served
from spoc.intake.activities import receive_letter, receive_letters
from spoc.kit.errors import Refusal
from spoc.kit.text import one_line

NEEDS_HOME = True
TRY_AGAIN = 75
# letters that are kept together before they are read one by one
AT_ONCE, BYTES_AT_ONCE = 1_000, 16_000_000
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
    return max(code for portion in _portions(files) for code in _deliver(portion))


def _portions(names: Sequence[str]) -> Iterator[list[str]]:
    """Yield the letters in portions that are kept at once: not too many, and not too much."""
    portion: list[str] = []
    room = BYTES_AT_ONCE
    for name in names:
        size = _size(name)
        if portion and (len(portion) == AT_ONCE or size > room):
            yield portion
            portion, room = [], BYTES_AT_ONCE
        portion.append(name)
        room -= size
    yield portion


def _size(name: str) -> int:
    """Return how much room a letter takes; what comes from a pipe is read once, so it is alone."""
    if name == "-":
        return BYTES_AT_ONCE + 1
    return Path(name).stat().st_size if Path(name).is_file() else 0


def _deliver(names: Sequence[str]) -> Iterator[int]:
    """Tell what became of each letter; where they cannot be kept together, each comes alone."""
    try:
        ensure_served()
        raws = [_read(name) for name in names]
        receipts = iter([receive_letter(raws[0])]) if len(raws) == 1 else receive_letters(raws)
    except (DatabaseError, OSError, Refusal) as fault:
        if len(names) > 1:
            yield from (code for name in names for code in _deliver([name]))
        else:
            yield _not_kept(names[0], one_line(str(fault), REASON_LIMIT))
        return
    for receipt in receipts:
        _print({"outcome": receipt.outcome, "request": receipt.request, "reason": receipt.reason})
        yield 0


def _not_kept(name: str, reason: str) -> int:
    print(f"{name}: not kept, send it again: {reason}", file=sys.stderr, flush=True)
    _print({"outcome": None, "request": None, "reason": reason})
    return TRY_AGAIN


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
