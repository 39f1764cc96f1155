"""Measures how large things are, and fails where one is larger than the house allows.

Migrations are left out: they are written by a program and never rewritten.
"""

import ast
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
BLOCKS = (
    ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match, ast.AsyncFor, ast.AsyncWith,
)  # fmt: skip
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Limit:
    """How large a sort of thing may be, and what to do with a larger one."""

    never_over: int
    remedy: str


LIMITS = {
    "Python file": Limit(300, "make it a folder of the same name, split by noun or verb"),
    "function": Limit(45, "give its parts names and call them"),
    "nesting": Limit(3, "return early at the top, or give the inner part a name"),
    "parameters": Limit(7, "the ones that travel together are a dataclass"),
    "template": Limit(120, "a part with a name is a file of its own"),
    "style sheet": Limit(250, "one component, one file"),
    "JS element": Limit(200, "one element, one file; what two share is a module"),
    "test": Limit(50, "one act a test; what comes before is a fixture"),
    "folder depth": Limit(4, "name it so that it can stand higher"),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing measured."""

    sort: str
    size: int
    place: str


def main() -> int:
    """Print a table of all sorts, then every thing that is too large."""
    found = defaultdict(list)
    for measure in everything(ROOT):
        found[measure.sort].append(measure)
    print(f"{'':14}{'count':>7}{'median':>8}{'95 %':>7}{'max':>6}{'never over':>12}")
    for sort, limit in LIMITS.items():
        sizes = sorted(measure.size for measure in found[sort]) or [0]
        print(
            f"{sort:14}{len(found[sort]):7}{statistics.median(sizes):8.0f}"
            f"{sizes[int(0.95 * (len(sizes) - 1))]:7}{sizes[-1]:6}{limit.never_over:12}"
        )
    large = [one for each in found.values() for one in each if is_too_large(one)]
    for one in sorted(large, key=lambda one: one.place):
        limit = LIMITS[one.sort]
        print(f"{one.place}: {one.sort} {one.size}, never over {limit.never_over}: {limit.remedy}.")
    return 1 if large else 0


def is_too_large(measure: Measure) -> bool:
    """Say whether it is past what is never allowed."""
    return measure.size > LIMITS[measure.sort].never_over


def everything(root: Path) -> Iterator[Measure]:
    """Measure all files below src, tests and tools."""
    for part in ("src", "tests", "tools"):
        for path in sorted((root / part).rglob("*")):
            if path.is_file() and "migrations" not in path.parts:
                yield from _file(path, str(path.relative_to(root)))


def _file(path: Path, place: str) -> Iterator[Measure]:
    kinds = {".py": "Python file", ".html": "template", ".txt": "template", ".css": "style sheet",
             ".js": "JS element"}  # fmt: skip
    sort = kinds.get(path.suffix)
    if sort is None or (sort == "template" and "jinja2" not in path.parts):
        return
    text = path.read_text()
    yield Measure(sort, len(text.splitlines()), place)
    if path.suffix == ".py":
        yield from _functions(ast.parse(text), place)
        if place.startswith("src/spoc/"):
            yield Measure("folder depth", len(Path(place).parts) - 3, place)


def _functions(tree: ast.Module, place: str) -> Iterator[Measure]:
    for node in ast.walk(tree):
        if isinstance(node, FUNCTIONS):
            where = f"{place}:{node.lineno} {node.name}"
            is_test = place.startswith("tests/") and node.name.startswith("test")
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield Measure("test" if is_test else "function", lines, where)
            yield Measure("nesting", _nesting(node.body), where)
            yield Measure("parameters", _parameters(node), where)


def _nesting(body: list[ast.stmt]) -> int:
    return max((_depth(statement) for statement in body), default=0)


def _depth(node: ast.AST) -> int:
    """Count the blocks inside one another; a function within is counted on its own."""
    if isinstance(node, FUNCTIONS):
        return 0
    inner = max((_depth(child) for child in _below(node)), default=0)
    return inner + isinstance(node, BLOCKS)


def _below(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands below a node; an `elif` stands beside its `if`, not below."""
    for child in ast.iter_child_nodes(node):
        if isinstance(node, ast.If) and node.orelse == [child] and isinstance(child, ast.If):
            yield from _below(child)
        else:
            yield child


def _parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    given = node.args
    names = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len([name for name in names if name not in ("self", "cls")])


if __name__ == "__main__":
    sys.exit(main())
