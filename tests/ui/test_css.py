"""The style sheets keep the house's rules: layers, tokens, shallow nesting, logical properties."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "src/spoc/ui/static/ui/css"
SHEETS = sorted(CSS.rglob("*.css"))
LAYERS = ["reset", "tokens", "base", "layout", "components", "screens", "utilities"]
RAW_COLOUR = re.compile(r"oklch\(|rgb|hsl|#[0-9a-f]{3,8}\b|\b(white|black)\b(?!-)")
PHYSICAL = re.compile(
    r"(?<![-\w])(left|right|top|bottom|width|height|(min|max)-(width|height)"
    r"|(margin|padding|border)-(left|right|top|bottom))\s*:"
)


@cache
def bare(sheet: Path) -> str:
    """The sheet without comments and texts."""
    return re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", sheet.read_text(), flags=re.S)


def depth_of_nesting(css: str) -> int:
    """How deep style rules stand inside one another; at-rules do not count."""
    deepest, stack = 0, []
    for head, mark in re.findall(r"([^{};]*)([{};])", css):
        if mark == "{":
            stack.append(not head.strip().startswith("@"))
            deepest = max(deepest, sum(stack) - 1)
        elif mark == "}":
            stack.pop()
    return deepest


def selectors(css: str) -> list[str]:
    """Every selector of a sheet."""
    heads = [head.strip() for head in re.findall(r"([^{};]*)\{", css)]
    return [head for head in heads if head and not head.startswith("@")]


def wrong(looked_at: Callable[[Path], object]) -> dict[str, object]:
    """What is found in a sheet that should not be there, by sheet."""
    found = {str(sheet.relative_to(CSS)): looked_at(sheet) for sheet in SHEETS}
    return {name: each for name, each in found.items() if each}


def test_the_order_of_layers_is_said_once_and_first() -> None:
    said = [path for path in SHEETS if re.search(r"@layer [\w, ]+;", bare(path))]
    assert said == [CSS / "layers.css"]
    assert re.findall(r"@layer ([\w, ]+);", bare(said[0])) == [", ".join(LAYERS)]


def is_in_another_layer(sheet: Path) -> bool:
    """Tell whether a sheet stands in another layer than its own, or partly in none."""
    own = sheet.parent.name if sheet.parent != CSS else sheet.stem
    begins = re.sub(r"\s", "", bare(sheet)).startswith(f"@layer{own}{{")
    return own != "layers" and not (begins and re.findall(r"@layer (\w+) \{", bare(sheet)) == [own])


def test_a_sheet_stands_in_one_layer() -> None:
    assert wrong(is_in_another_layer) == {}


def test_a_sheet_is_small_enough_to_see() -> None:
    assert wrong(lambda sheet: len(sheet.read_text().splitlines()) > 250) == {}


def test_nothing_is_forced_and_nothing_is_styled_by_id() -> None:
    assert wrong(lambda sheet: "!important" in bare(sheet)) == {}
    assert wrong(lambda sheet: [s for s in selectors(bare(sheet)) if re.search(r"#\w", s)]) == {}


def test_a_class_is_never_tied_to_a_tag() -> None:
    tied = re.compile(r"(?<![\w.&:\[\"-])[a-z]\w*\.[a-z]")
    assert wrong(lambda sheet: [s for s in selectors(bare(sheet)) if tied.search(s)]) == {}


def test_rules_nest_at_most_twice() -> None:
    assert wrong(lambda sheet: depth_of_nesting(bare(sheet)) > 2) == {}


def test_properties_follow_the_direction_of_writing() -> None:
    assert wrong(lambda sheet: [match[0] for match in PHYSICAL.finditer(bare(sheet))]) == {}


def test_colours_stand_only_among_the_tokens() -> None:
    coloured = wrong(lambda sheet: [match[0] for match in RAW_COLOUR.finditer(bare(sheet))])
    assert coloured.keys() <= {"tokens.css"}


def test_every_custom_property_that_is_used_is_set_somewhere() -> None:
    everything = "".join(bare(path) for path in SHEETS)
    used = set(re.findall(r"var\((--[\w-]+)\)", everything))
    assert used - set(re.findall(r"(--[\w-]+)\s*:", everything)) == set()


def test_no_custom_property_is_made_from_itself() -> None:
    said = re.compile(r"(--[\w-]+)\s*:([^;{}]*)")
    assert wrong(lambda sheet: [n for n, v in said.findall(bare(sheet)) if f"var({n})" in v]) == {}


def test_there_are_at_most_thirty_utilities() -> None:
    names = re.findall(r"^  \.([\w-]+)", (CSS / "utilities.css").read_text(), flags=re.M)
    assert len(set(names)) <= 30


@pytest.mark.parametrize(
    ("css", "depth"),
    [
        (".a { color: red; }", 0),
        (".a { & .b { color: red; } }", 1),
        ("@media (width < 1rem) { .a { & .b { &:hover { color: red; } } } }", 2),
        (".a { & .b { & .c { &:hover { color: red; } } } }", 3),
    ],
)
def test_nesting_is_counted_without_at_rules(css: str, depth: int) -> None:
    assert depth_of_nesting(css) == depth
