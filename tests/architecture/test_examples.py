"""What a docstring shows is so: each of its examples is tried."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import spoc

HERE = Path(spoc.__file__).parent
SHOWING = sorted(path for path in HERE.rglob("*.py") if ">>>" in path.read_text())


def name_of(path: Path) -> str:
    """Return what a file is imported by."""
    parts = path.relative_to(HERE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", SHOWING, ids=name_of)
def test_what_a_docstring_shows_is_so(path):
    tried = doctest.testmod(import_module(name_of(path)))
    assert (tried.failed, tried.attempted > 0) == (0, True)
