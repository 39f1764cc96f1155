import pytest

from spoc.cli.supervise import LIVED, LONGEST_PAUSE, Care, pause_after


class Clockwork:
    """A part that runs until it is wound down."""

    name = "clockwork"

    def __init__(self) -> None:
        self.starts = 0
        self.runs = False

    def start(self) -> None:
        self.starts += 1
        self.runs = True

    def has_ended(self) -> bool:
        return not self.runs

    def stop(self) -> None:
        self.runs = False

    def wait(self, seconds: float) -> None:
        self.runs = False


@pytest.fixture
def cared():
    care = Care(Clockwork())
    care.look(100.0)
    return care


def test_a_part_is_started_once(cared):
    cared.look(101.0)

    assert cared.part.starts == 1


def test_a_part_that_ends_is_started_again_after_a_pause(cared):
    cared.part.stop()

    cared.look(110.0)
    assert cared.part.starts == 1
    cared.look(110.5)
    assert cared.part.starts == 2


def test_a_part_that_ran_long_is_started_again_at_once(cared):
    cared.part.stop()

    cared.look(100.0 + LIVED + 1)

    assert cared.part.starts == 2


@pytest.mark.parametrize(("ends", "pause"), [(0, 0), (1, 0.5), (2, 1), (3, 2), (7, LONGEST_PAUSE)])
def test_the_pause_grows_with_each_end_up_to_a_limit(ends, pause):
    assert pause_after(ends) == pause
