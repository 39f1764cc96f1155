"""How much memory there is."""

import pytest

from spoc.kit.postgres.memory import machine_memory

OURS = "0::/system.slice/spoc.service\n"


@pytest.mark.parametrize(
    "place",
    [
        "memory.max",
        "memory/memory.limit_in_bytes",
        "system.slice/memory.max",
        "system.slice/spoc.service/memory.max",
    ],
)
@pytest.mark.parametrize(
    ("said", "is_confined"), [("1048576\n", True), ("max\n", False), ("9" * 19, False)]
)
def test_where_we_are_confined_there_is_no_more(tmp_path, place, said, is_confined):
    groups, ours = tmp_path / "groups", tmp_path / "ours"
    ours.write_text(OURS)
    whole = machine_memory(groups, ours)
    assert whole > 1_048_576
    (groups / place).parent.mkdir(parents=True)
    (groups / place).write_text(said)
    assert machine_memory(groups, ours) == (1_048_576 if is_confined else whole)
    assert machine_memory(groups, tmp_path / "nothing") <= whole
