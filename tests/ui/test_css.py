"""The style sheets keep the house's rules: layers, tokens, shallow nesting, logical properties."""

import re
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


@pytest.fixture(params=SHEETS, ids=[str(sheet.relative_to(CSS)) for sheet in SHEETS])
def sheet(request: pytest.FixtureRequest) -> Path:
    """Each style sheet in turn."""
    path: Path = request.param
    return path


def test_the_order_of_layers_is_said_once_and_first() -> None:
    said = [path for path in SHEETS if re.search(r"@layer [\w, ]+;", bare(path))]
    assert said == [CSS / "layers.css"]
    assert re.findall(r"@layer ([\w, ]+);", bare(said[0])) == [", ".join(LAYERS)]


def test_a_sheet_stands_in_one_layer(sheet: Path) -> None:
    if sheet.name == "layers.css":
        return
    expected = sheet.parent.name if sheet.parent != CSS else sheet.stem
    assert re.findall(r"@layer (\w+) \{", bare(sheet)) == [expected]
    assert re.sub(r"\s", "", bare(sheet)).startswith(f"@layer{expected}{{")


def test_a_sheet_is_small_enough_to_see(sheet: Path) -> None:
    assert len(sheet.read_text().splitlines()) <= 250


def test_nothing_is_forced_and_nothing_is_styled_by_id(sheet: Path) -> None:
    assert "!important" not in bare(sheet)
    assert not [s for s in selectors(bare(sheet)) if re.search(r"#\w", s)]


def test_a_class_is_never_tied_to_a_tag(sheet: Path) -> None:
    tied = [s for s in selectors(bare(sheet)) if re.search(r"(?<![\w.&:\[\"-])[a-z]\w*\.[a-z]", s)]
    assert tied == []


def test_rules_nest_at_most_twice(sheet: Path) -> None:
    assert depth_of_nesting(bare(sheet)) <= 2


def test_properties_follow_the_direction_of_writing(sheet: Path) -> None:
    assert [match[0] for match in PHYSICAL.finditer(bare(sheet))] == []


def test_colours_stand_only_among_the_tokens(sheet: Path) -> None:
    if sheet.name == "tokens.css":
        return
    assert [match[0] for match in RAW_COLOUR.finditer(bare(sheet))] == []


def test_every_custom_property_that_is_used_is_set_somewhere() -> None:
    everything = "".join(bare(path) for path in SHEETS)
    used = set(re.findall(r"var\((--[\w-]+)\)", everything))
    assert used - set(re.findall(r"(--[\w-]+)\s*:", everything)) == set()


def test_no_custom_property_is_made_from_itself(sheet: Path) -> None:
    said = re.findall(r"(--[\w-]+)\s*:([^;{}]*)", bare(sheet))
    assert [name for name, value in said if f"var({name})" in value] == []


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
