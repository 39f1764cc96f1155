"""Several lists read in one statement are the lists themselves."""

import pytest
from django.db import connection
from django.db.models import Count, QuerySet, Value
from django.db.models.fields.json import JSONField
from django.test.utils import CaptureQueriesContext

from spoc.audit.models import Fact
from spoc.kit.gathered import Gathering, gathered
from spoc.kit.maker import Maker
from spoc.people.models import Person, Team
from spoc.service_levels.models import Calendar


def lists(person: int, language) -> dict[str, QuerySet]:
    """Records with what stands beside them, values of every sort, and nothing at all."""
    people = Person.objects.select_related("organisation", "community").order_by("id")
    return {
        "one": people.filter(pk=person),
        "speakers": people.filter(language=language).annotate(count=Count("teams")),
        # a number that is no key of its table
        "facts": Fact.objects.filter(noun="person", subject_id=person)
        .order_by("id")
        .values_list("id", "kind", "at"),
        "calendars": Calendar.objects.order_by("id"),
        "names": Team.objects.order_by("id").values_list("name", flat=True),
        "pairs": Team.objects.order_by("id").values_list("id", "name"),
        "odd": Team.objects.order_by("id")
        .annotate(asks=Value({"q": "100%s"}, JSONField()))
        .values_list("asks", flat=True)[:1],
        "none": Person.objects.none(),
    }


def held(row):
    """The values of a record by field, or the value itself."""
    if not hasattr(row, "_meta"):
        return tuple(row) if isinstance(row, list | tuple) else row
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.fixture
def given(people) -> dict[str, object]:
    """What is asked for."""
    return {"person": people["Elin Sand"].pk, "language": "sv"}


@pytest.fixture
def usual(given) -> dict[str, list]:
    """The same lists, each read by itself."""
    return {name: [held(row) for row in rows] for name, rows in lists(**given).items()}


def test_lists_are_read_in_one_statement_as_they_are(given, usual):
    with CaptureQueriesContext(connection) as asked:
        found = gathered(**lists(**given))
    assert len(asked) == 1
    assert {name: [held(row) for row in rows] for name, rows in found.items()} == usual


def test_what_is_put_together_once_answers_for_other_values(given, usual, people):
    gathering = Gathering(lists, "person", values=("language",))
    first = gathering.read(person=people["Karin Holm"].pk, language="en")
    assert [row.name for row in first["one"]] == ["Karin Holm"]
    assert usual["facts"]
    for _time in range(3):
        found = gathering.read(**given)
        assert {name: [held(row) for row in rows] for name, rows in found.items()} == usual


def test_what_was_selected_along_is_there(given):
    found = Gathering(lists, "person", values=("language",)).read(**given)
    with CaptureQueriesContext(connection) as asked:
        assert found["one"][0].organisation.name
        assert {row.count for row in found["speakers"]}
    assert len(asked) == 0


def test_a_list_of_an_answer_becomes_records_when_it_is_looked_at(people, monkeypatch):
    one = Person.objects.filter(pk=people["Elin Sand"].pk)
    asked = Gathering(lambda: {"one": one.only("name"), "none": Person.objects.none()}).asked()
    assert '"Elin Sand"' in asked.said["one"]
    assert asked.said["none"] is None
    made = []
    usual = Maker.__call__
    monkeypatch.setattr(Maker, "__call__", lambda *given: made.append(1) or usual(*given))
    assert [*asked] == ["one", "none"]
    assert made == []
    assert [person.name for person in asked["one"]] == ["Elin Sand"]
    assert asked["one"] is asked["one"]
    assert asked["none"] == []
    assert made == [1]
