"""A part drawn from the same answers is drawn once; whatever else was said, or when, draws anew."""

from datetime import datetime, timedelta
from itertools import count

import pytest
from django.utils import timezone, translation

from spoc.kit.time import at
from spoc.kit.zones import zone
from spoc.ui import answered
from spoc.ui.answered import Drawn, as_answered

MOMENT = datetime.fromisoformat("2026-11-23T08:00:20Z")
SAID = ("all", [(1, "Printer jams", MOMENT)])


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(answered, "_drawn", Drawn())


@pytest.fixture
def part():
    """Draw a part as something that tells how often it was drawn."""
    times = count(1)

    def drawn(said=SAID, seconds=0, name="rows"):
        with at(MOMENT + timedelta(seconds=seconds)):
            return as_answered(name, said, lambda: f"<b>{next(times)}</b>")

    return drawn


def test_the_same_answer_within_ten_seconds_is_drawn_once(part):
    assert part() == part(seconds=9) == "<b>1</b>"
    assert part(seconds=10) == "<b>2</b>"


@pytest.mark.parametrize(
    "said",
    [
        ("mine", SAID[1]),
        ("all", []),
        ("all", [(1, "Printer jams", MOMENT + timedelta(microseconds=1))]),
        ("all", [(True, "Printer jams", MOMENT)]),
        ("all", [("1", "Printer jams", MOMENT)]),
        ("all", [(1, "Printer jams", MOMENT), None]),
    ],
)
def test_another_answer_is_another_part(part, said):
    assert part() != part(said)


def test_each_part_has_its_own(part):
    assert part(name="rows") != part(name="board")


def test_each_reads_it_in_their_language_and_zone(part):
    first = part()
    with translation.override("sv"):
        assert part() != first
    with timezone.override(zone("Asia/Tokyo")):
        assert part() != first
    assert part() == first


def test_it_goes_into_a_page_as_it_was_drawn(part):
    assert part().__html__() == "<b>1</b>"


def test_those_looked_at_last_are_kept_as_far_as_there_is_room(part, monkeypatch):
    monkeypatch.setattr(answered, "_drawn", Drawn(most=20))
    first, second = part(["first"]), part(["second"])
    assert part(["first"]) == first
    part(["third"])
    assert part(["first"]) == first
    assert part(["second"]) != second


def test_what_alone_is_too_much_is_drawn_and_not_kept(part, monkeypatch):
    kept = Drawn(most=10)
    monkeypatch.setattr(answered, "_drawn", kept)
    first = part()
    with at(MOMENT):
        large = [as_answered("large", SAID, f"{nth:<11}".__str__) for nth in range(2)]
    assert large[0] != large[1]
    assert part() == first
