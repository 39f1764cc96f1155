"""The terms of major incidents, new services and surveys, set by machines."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

MAJOR, NEW, FEEDBACK = (f"/settings/{each}-terms" for each in ("major", "proposal", "feedback"))
WEIGHTS = {"fit": 20, "benefit": 20, "reach": 20, "urgency": 20, "cost_risk": 20}


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def henrik(machine):
    """The machine of the service manager."""
    return machine("Henrik Vall")


@pytest.mark.parametrize(
    ("at", "said"),
    [(MAJOR, {"people": 250}), (NEW, WEIGHTS), (FEEDBACK, {"share": 33, "open_days": 5})],
)
def test_what_is_said_is_set_and_the_rest_stays(henrik, at, said):
    before = henrik.get(at).json()
    answer = henrik.patch(at, said)
    assert (answer.status_code, answer.json()) == (200, before | said)
    assert henrik.get(at).json() == before | said


@pytest.mark.parametrize(
    ("at", "said", "field"),
    [
        (MAJOR, {"share": 101}, "share"),
        (MAJOR, {"alike": None}, "alike"),
        (NEW, {"fit": 100}, "fit"),
        (NEW, {"margin": 81}, "margin"),
        (FEEDBACK, {"low_score": 5}, "low_score"),
        (FEEDBACK, {"open_days": None}, "open_days"),
    ],
)
def test_what_is_out_of_bounds_is_refused_by_name(henrik, at, said, field):
    before = henrik.get(at).json()
    answer = henrik.patch(at, said)
    assert (answer.status_code, field in answer.json()["errors"]) == (422, True)
    assert henrik.get(at).json() == before


@pytest.mark.parametrize("at", [MAJOR, NEW, FEEDBACK])
@pytest.mark.parametrize("name", ["Karin Holm", "Elin Sand"])
def test_who_does_not_decide_them_neither_reads_nor_sets_them(machine, at, name):
    somebody = machine(name)
    assert somebody.get(at).status_code == 403
    assert somebody.patch(at, {}).status_code == 403
