"""Every pair of colours that meets on a page can be read: WCAG 2.2 ratios of the tokens."""

import math
import re
from itertools import product
from pathlib import Path

import pytest

Colour = tuple[float, float, float]  # lightness, chroma, hue

TOKENS = Path(__file__).parents[2] / "src/spoc/ui/static/ui/css/tokens.css"
PAIR = re.compile(
    r"--([\w-]+):\s*light-dark\(\s*oklch\(([\d. ]+)\),\s*oklch\(([\d. ]+)\)\s*\)",
)
TEXT, LARGE_TEXT, SHAPE = 7.0, 4.5, 3.0


def read_tokens() -> dict[str, tuple[Colour, Colour]]:
    """Every token that is one colour in light and one in dark."""
    found = PAIR.findall(TOKENS.read_text())
    return {name: (colour(light), colour(dark)) for name, light, dark in found}


def colour(words: str) -> Colour:
    """A colour from the three numbers of oklch()."""
    lightness, chroma, hue = (float(word) for word in words.split())
    return lightness, chroma, hue


def linear_rgb(of: Colour) -> tuple[float, float, float]:
    """Red, green and blue as light: OKLab's matrices (Björn Ottosson)."""
    lightness, chroma, hue = of
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return clipped(red), clipped(green), clipped(blue)


def clipped(share: float) -> float:
    """A share of light a screen can show."""
    return min(1.0, max(0.0, share))


def luminance(of: Colour) -> float:
    """How bright a colour is to the eye."""
    red, green, blue = linear_rgb(of)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: Colour, other: Colour) -> float:
    """The contrast of two colours after WCAG."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


GROUNDS = ("surface", "canvas", "sunken", "raised", "picked")
TONES = ("bad", "warn", "good", "info")
PAIRS = [
    *(("ink", ground, TEXT) for ground in GROUNDS),
    *(("ink-2", ground, TEXT) for ground in ("surface", "raised")),
    *((ink, ground, LARGE_TEXT) for ink, ground in product(("ink-2", "ink-3"), GROUNDS)),
    *(("accent-text", ground, LARGE_TEXT) for ground in (*GROUNDS, "accent-soft", "here")),
    *(("ink", ground, TEXT) for ground in ("row-here", "here", "note-soft")),
    *((ink, ground, LARGE_TEXT) for ink, ground in product(("ink-2", "ink-3"), ("note-soft",))),
    *((ink, "row-here", LARGE_TEXT) for ink in ("ink-2", "ink-3")),
    ("ink-2", "well", LARGE_TEXT),
    ("on-accent", "accent", LARGE_TEXT),
    ("on-accent", "accent-deep", LARGE_TEXT),
    ("on-bad", "bad-mark", LARGE_TEXT),
    ("on-high", "high", LARGE_TEXT),
    ("ink-2", "fill", LARGE_TEXT),
    *((tone, f"{tone}-soft", LARGE_TEXT) for tone in TONES),
    *(("ink", f"{tone}-soft", TEXT) for tone in TONES),
    *(("ink-2", f"{tone}-soft", LARGE_TEXT) for tone in TONES),
    *((tone, ground, LARGE_TEXT) for tone, ground in product(TONES, ("surface", "canvas"))),
    *(("control-line", ground, SHAPE) for ground in ("surface", "raised")),
    *(("focus", ground, SHAPE) for ground in ("surface", "canvas")),
    *((mark, "surface", SHAPE) for mark in ("bad-mark", "good-mark", "accent", "series-1")),
    ("series-3", "surface", SHAPE),
]


@pytest.mark.parametrize(("over", "under", "least"), PAIRS)
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_a_pair_of_tokens_can_be_read(over: str, under: str, least: float, theme: int) -> None:
    tokens = read_tokens()
    assert ratio(tokens[over][theme], tokens[under][theme]) >= least


@pytest.mark.parametrize("hue", range(20, 380, 30))
def test_a_face_can_be_read_in_every_hue(hue: int) -> None:
    assert ratio((0.35, 0.075, hue), (0.90, 0.045, hue)) >= LARGE_TEXT
    assert ratio((0.92, 0.035, hue), (0.38, 0.055, hue)) >= LARGE_TEXT


def test_the_faces_of_this_check_are_those_of_the_tokens() -> None:
    said = TOKENS.read_text()
    for words in ("0.35 0.075", "0.90 0.045", "0.92 0.035", "0.38 0.055"):
        assert f"oklch({words} var(--hue))" in said
    hues = {int(hue) for hue in re.findall(r"\[data-hue=\"\d+\"\] \{ --hue: (\d+); \}", said)}
    assert hues == {hue % 360 for hue in range(20, 380, 30)}


@pytest.mark.parametrize("hue", range(0, 360, 30))
@pytest.mark.parametrize("chroma", [0.04, 0.08, 0.115, 0.14])
def test_a_community_may_have_any_colour(hue: int, chroma: float) -> None:
    tokens, white = read_tokens(), (1.0, 0.0, 0.0)
    light, dark = (0.42, chroma, hue), (0.79, chroma * 0.9, hue)
    pairs = [
        (white, (0.40, chroma, hue)),
        (white, (0.33, chroma * 0.75, hue)),
        ((0.30, chroma, hue), white),
        (light, tokens["surface"][0]),
        (light, (0.965, chroma * 0.14, hue)),
        (dark, tokens["surface"][1]),
        (dark, (0.235, chroma * 0.25, hue)),
        (tokens["on-accent"][0], light),
        (tokens["on-accent"][1], dark),
    ]
    assert [pair for pair in pairs if ratio(*pair) < LARGE_TEXT] == []


def test_a_toast_can_be_read_in_both_themes() -> None:
    ground = read_tokens()["inverse"]
    assert min(ratio((0.97, 0.004, 220), each) for each in ground) >= TEXT


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [((1, 0, 0), (0, 0, 0), 21.0), ((1, 0, 0), (1, 0, 0), 1.0), ((0.5999, 0, 0), (1, 0, 0), 3.95)],
)
def test_contrast_is_counted_as_wcag_does(one: Colour, other: Colour, expected: float) -> None:
    assert ratio(one, other) == pytest.approx(expected, abs=0.05)
