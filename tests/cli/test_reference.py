"""The reference in docs is what the code says."""

from argparse import Namespace

import pytest

from spoc.cli import reference


@pytest.mark.parametrize("name", sorted(reference.pages()))
def test_the_reference_is_current(name):
    written = (reference.FOLDER / name).read_text()
    assert written == reference.pages()[name], "run `spoc reference`"


def test_no_page_of_the_reference_is_left_over():
    assert {path.name for path in reference.FOLDER.glob("*.md")} == set(reference.pages())


def test_the_reference_says_what_a_role_may_do():
    page = reference.pages()["permissions.md"]
    line = "| Service desk agent (CSR) | create, read, change, carry out: all in the role's scope |"
    assert line in page


def test_the_reference_is_written_where_it_is_asked_for(tmp_path):
    assert reference.run(Namespace(folder=tmp_path / "reference")) == 0
    assert "R12 reopen" in (tmp_path / "reference" / "lifecycle.md").read_text()
