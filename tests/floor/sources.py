"""The product's source as the tests of its shape read it."""

import ast
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "spoc"
EDGES = ("pages", "portal", "api", "forms")


@dataclass(frozen=True)
class Module:
    """One file of the product: where it stands and what it says."""

    path: Path

    @property
    def place(self) -> str:
        """Where it stands, as people say it: `requests/activities/close.py`."""
        return str(self.path.relative_to(SOURCE))

    @property
    def app(self) -> str:
        """The folder directly below the product."""
        return self.place.split("/")[0]

    @property
    def shelf(self) -> str:
        """Which file or folder of the app it is: `models`, `activities`, `pages`."""
        return self.place.split("/")[1].removesuffix(".py") if "/" in self.place else ""

    @property
    def name(self) -> str:
        """The dotted name it is imported by."""
        dotted = self.place.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        return f"spoc.{dotted}"

    @cached_property
    def tree(self) -> ast.Module:
        """What it says, parsed."""
        return ast.parse(self.path.read_text())

    def calls(self) -> Iterator[ast.Call]:
        """Yield every call in it."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))


def modules() -> list[Module]:
    """Return every file of the product but the migrations, which are made by a tool."""
    found = sorted(SOURCE.rglob("*.py"))
    return [Module(path) for path in found if "migrations" not in path.parts]


def tool(name: str) -> ModuleType:
    """Return a program of the tools folder, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
