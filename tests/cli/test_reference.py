"""The reference in docs is what the code says."""

from argparse import Namespace

import pytest

from spoc.cli import reference


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return reference.pages()


def test_the_reference_is_current(pages):
    written = {path.name: path.read_text() for path in reference.FOLDER.glob("*.md")}
    assert written.keys() == pages.keys()
    for name, text in pages.items():
        assert written[name] == text, f"{name} is not: run `spoc reference`"


def test_the_reference_says_what_a_role_may_do(pages):
    line = "| Service desk agent (CSR) | create, read, change, carry out: all in the role's scope |"
    assert line in pages["permissions.md"]


def test_the_reference_is_written_where_it_is_asked_for(tmp_path):
    assert reference.run(Namespace(folder=tmp_path / "reference")) == 0
    assert "R12 reopen" in (tmp_path / "reference" / "lifecycle.md").read_text()
