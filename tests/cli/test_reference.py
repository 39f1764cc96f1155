"""The reference in docs is what the code says."""

from argparse import Namespace

import pytest

from spoc.cli import reference
from spoc.site.api import api


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


def test_the_reference_says_of_every_call_what_it_does_asks_and_answers(pages):
    page = pages["api.md"]
    schema = api.get_openapi_schema()
    for address, operations in schema["paths"].items():
        for method, operation in operations.items():
            row = next(
                line for line in page.splitlines() if f"`{method.upper()} {address}`" in line
            )
            scope = "read" if method == "get" else "write"
            assert f"| {operation['description']} | {scope} |" in row
            assert all(str(status) in row for status in operation["responses"])


def test_the_reference_explains_every_status(pages):
    schema = api.get_openapi_schema()
    operations = [one for each in schema["paths"].values() for one in each.values()]
    for status in {status for one in operations for status in one["responses"]}:
        assert f"\n| {status} | " in pages["api.md"]


def test_the_reference_is_written_where_it_is_asked_for(tmp_path):
    assert reference.run(Namespace(folder=tmp_path / "reference")) == 0
    assert "R12 reopen" in (tmp_path / "reference" / "lifecycle.md").read_text()
