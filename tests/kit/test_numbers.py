import pytest

from spoc.kit.errors import NotPossible
from spoc.kit.numbers import set_numbers

LIMITS = {"most": (1, 9), "least": (0, 5)}


class Row:
    """A record of two numbers that counts how often it was saved."""

    def __init__(self, pk=1):
        self.pk, self.most, self.least, self.saved = pk, 4, 2, 0

    def save(self):
        self.saved += 1


def test_what_is_named_is_set_and_told_with_what_it_was():
    row = Row()

    assert set_numbers(row, LIMITS, {"most": 7}) == {"most": [4, 7]}
    assert (row.most, row.least, row.saved) == (7, 2, 1)


def test_what_stays_as_it_stands_is_not_saved_again():
    row = Row()

    assert set_numbers(row, LIMITS, {"most": 4}) is None
    assert row.saved == 0


def test_what_was_never_kept_is_kept():
    row = Row(pk=None)

    assert set_numbers(row, LIMITS, {}) == {}
    assert row.saved == 1


@pytest.mark.parametrize("number", [None, 0, 10])
def test_what_is_out_of_bounds_is_refused_by_name_and_nothing_is_set(number):
    row = Row()

    with pytest.raises(NotPossible) as refusal:
        set_numbers(row, LIMITS, {"most": number, "least": 5})

    assert refusal.value.fields == {"most": "Enter a number from 1 to 9."}
    assert (row.most, row.least, row.saved) == (4, 2, 0)


def test_what_does_not_fit_together_is_refused():
    def apart(wanted):
        return {"least": "Less, please."} if wanted["least"] >= wanted["most"] else {}

    with pytest.raises(NotPossible) as refusal:
        set_numbers(Row(), LIMITS, {"most": 2}, apart)

    assert refusal.value.fields == {"least": "Less, please."}
