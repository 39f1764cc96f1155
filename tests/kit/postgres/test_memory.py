"""How much memory there is."""

import pytest

from spoc.kit.postgres.memory import machine_memory


@pytest.mark.parametrize(
    ("said", "is_confined"), [("1048576\n", True), ("max\n", False), ("9" * 19, False)]
)
def test_where_we_are_confined_there_is_no_more(tmp_path, said, is_confined):
    place = tmp_path / "memory.max"
    place.write_text(said)
    whole = machine_memory([])
    assert whole > 1_048_576
    assert machine_memory([tmp_path / "nothing", place]) == (1_048_576 if is_confined else whole)
