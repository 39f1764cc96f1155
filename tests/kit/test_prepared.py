"""Queries worded once, asked with other values."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from spoc.kit.prepared import Place, Prepared
from spoc.people.models import Person


def those(kind, language):
    """The people of a kind who speak a language, with what stands beside them."""
    rows = Person.objects.filter(kind=kind, language=language, is_active=True)
    return rows.select_related("organisation").prefetch_related("teams").order_by("sort_name")


@Prepared
def prepared(kind: Place, language: Place):
    """The same, worded once."""
    return those(kind, language)


def test_each_asking_has_its_own_values(people):
    asked = [("human", "sv"), ("human", "en"), ("system", ""), ("human", "xx"), ("human", "sv")]
    found = [prepared(*values) for values in asked]
    assert found == [list(those(*values)) for values in asked]
    assert found[0] and not found[3]


def test_what_stands_beside_a_row_comes_with_it(people):
    with CaptureQueriesContext(connection) as asked:
        rows = prepared("human", "sv")
        for row in rows:
            assert row.organisation is None or row.organisation.name
            list(row.teams.all())
    assert len(asked) == 2


def test_a_value_is_never_read_as_sql(people):
    assert prepared("human", "sv' or '1'='1") == []


def test_rows_of_one_asking_are_not_those_of_another(people):
    first, second = prepared("human", "sv"), prepared("human", "sv")
    first[0].name = "Somebody else"
    assert second[0].name != "Somebody else"
