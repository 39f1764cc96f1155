"""The command `spoc`: finds its verbs by file, sets the stage each asks for, and runs it.

A verb is a file with `arguments(parser)` and `run(options) -> int`; its docstring is its help.
`NEEDS_DJANGO = True` sets Django up before the verb is loaded; `NEEDS_DATABASE = True` also has
the database running while the verb runs. `NEEDS_HOME = True` sets Django up too, for a verb that
only comes to a home that is served: it makes nothing where there is none.
"""

import argparse
import ast
import importlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import django

from spoc.cli.database import running_database
from spoc.kit.errors import Refusal
from spoc.kit.keys import lend_one
from spoc.kit.rubbish import settle, unswept

FOLDER = Path(__file__).parent
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Verb:
    """What a file says of itself before it is loaded."""

    name: str
    help: str
    wishes: frozenset[str]


def main(words: list[str] | None = None) -> int:
    """Run the verb that these words name; a refusal is one sentence and exit code 1."""
    given = sys.argv[1:] if words is None else words
    known = verbs()
    if not given or given[0] not in known:
        return _show(known, given)
    try:
        return _run(known[given[0]], given[1:])
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def verbs() -> dict[str, Verb]:
    """Return every verb by its name."""
    found = (_read(path) for path in sorted(FOLDER.glob("*.py")))
    return {verb.name: verb for verb in found if verb}


def _run(verb: Verb, words: list[str]) -> int:
    with unswept():
        module = _load(verb)
    settle()
    parser = argparse.ArgumentParser(prog=f"spoc {verb.name}", description=module.__doc__)
    module.arguments(parser)
    options = parser.parse_args(words)
    if "NEEDS_DATABASE" not in verb.wishes:
        return int(module.run(options))
    with running_database():
        return int(module.run(options))


def _load(verb: Verb) -> ModuleType:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spoc.site.settings")
    if "NEEDS_HOME" in verb.wishes:
        lend_one()
    if verb.wishes:
        django.setup()
    return importlib.import_module(f"spoc.cli.{verb.name}")


def _read(path: Path) -> Verb | None:
    tree = ast.parse(path.read_text())
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    if not {"arguments", "run"} <= functions:
        return None
    wishes = frozenset(
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id.startswith("NEEDS_")
    )
    return Verb(path.stem, (ast.get_docstring(tree) or "").partition("\n")[0], wishes)


def _show(known: dict[str, Verb], given: list[str]) -> int:
    print("spoc VERB ...   (spoc VERB --help says more)\n")
    width = max(map(len, known))
    for verb in known.values():
        print(f"  {verb.name:{width}}  {verb.help}")
    if not given or given[0] in ("-h", "--help", "help"):
        return 0
    print(f"\nThere is no verb {given[0]!r}.", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
