"""What a page can do, the API can do: every activity a page calls is called by the API as well."""

import ast
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

import spoc

HERE = Path(spoc.__file__).parent
PAGES = ("*/pages/**/*.py", "*/portal/**/*.py", "*/forms/**/*.py")
MACHINES = ("*/api/**/*.py", "*/api.py", "site/tmf621.py", "site/mcp/*.py")

# who is let in, and by which door, is settled between a person and a browser
DOORS = {"note_sign_in", "issue_token"}
# a visitor's link or session stands in for a token: whoever holds one needs none of these
VISITORS = {
    "ask_identity",
    "prove",
    "reset_password",
    "follow_status",
    "confirm_follower",
    "unfollow_status",
    "prefer_letters",
    "answer_survey",
}
# what happens by the way while somebody reads or types in a page
BY_THE_WAY = {"export_view", "read_in_help", "miss"}
PAGES_ONLY = DOORS | VISITORS | BY_THE_WAY


def _declared() -> set[str]:
    """The names of all activities."""
    return {
        one.name
        for path in HERE.glob("*/activities/**/*.py")
        for one in ast.parse(path.read_text()).body
        if isinstance(one, ast.FunctionDef)
        and any("activity" in ast.unparse(mark) for mark in one.decorator_list)
    }


def _callers(globs: Iterable[str], known: set[str]) -> dict[str, set[str]]:
    """Where each of these activities is named."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in {path for glob in globs for path in HERE.glob(glob)}:
        for node in ast.walk(ast.parse(path.read_text())):
            if name := {_name(node)} & known:
                found[name.pop()].add(str(path.relative_to(HERE)))
    return found


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


DECLARED = _declared()
ON_PAGES = _callers(PAGES, DECLARED)
BY_MACHINES = _callers(MACHINES, DECLARED)


@pytest.mark.parametrize("name", sorted(set(ON_PAGES) - PAGES_ONLY))
def test_what_a_page_can_do_the_api_can_do(name: str) -> None:
    assert name in BY_MACHINES, f"only {sorted(ON_PAGES[name])} call {name}"


def test_only_what_pages_call_is_left_to_them_alone() -> None:
    assert not PAGES_ONLY - set(ON_PAGES), "no page calls these"
    assert not PAGES_ONLY & set(BY_MACHINES), "the API calls these"
