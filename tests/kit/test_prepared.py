"""Queries worded once, asked with other values."""

from functools import partial

from django.db import connection
from django.db.models import Count, F, Value
from django.test.utils import CaptureQueriesContext

from spoc.kit.prepared import Place, Prepared
from spoc.kit.quick import Known
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


def test_what_is_asked_often_is_planned_once(people):
    for _time in range(4):
        prepared("human", "sv")
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        kept = [words for (words,) in cursor.fetchall() if "sort_name" in words]
    assert len(kept) == 1
    assert "IS_ACTIVE" in kept[0].upper() and "'sv'" not in kept[0]


@Prepared
def alike(kind: Place):
    """A query with a sign of its own in what is the same each time."""
    return Person.objects.filter(kind=kind).exclude(name__contains="100%s'")


def test_what_is_the_same_each_time_is_written_as_it_is(people):
    assert len(alike("system")) == 1


@partial(Prepared, keys=("person",))
def beside(person: int, language: Place):
    """Whoever else speaks a language, asked with a record made of a key."""
    return Person.objects.filter(language=language).exclude(pk=Person(pk=person).pk)


def test_a_record_can_be_made_of_a_key_before_it_is_known(people):
    for name in ("Elin Sand", "Karin Holm"):
        them = people[name]
        assert them not in beside(them.pk, them.language)
        others = Person.objects.filter(language=them.language).exclude(pk=them.pk)
        assert set(beside(them.pk, them.language)) == set(others)


@Prepared
def numbered(number: Place):
    """Whoever has a number."""
    return Person.objects.filter(pk=number).exclude(name="of one size")


def test_numbers_small_and_large_are_asked_for_by_one_plan(people):
    for number in (1, 70_000, 2**40):
        numbered(number)
    with connection.cursor() as cursor:
        cursor.execute("SELECT generic_plans, custom_plans, statement FROM pg_prepared_statements")
        kept = [row[:2] for row in cursor.fetchall() if "of one size" in row[2]]
    assert kept == [(3, 0)]


@Prepared
def told(pk: Place):
    """A person with columns of every sort, some not read, and what is reckoned along."""
    rows = Person.objects.filter(pk=pk).select_related("organisation", "community")
    along = {"pair": Value({"a": [1, None]}, Known()), "teams_count": Count("teams")}
    return rows.annotate(**along).defer("title")


def test_a_record_is_as_it_would_be_read_otherwise(people):
    for each in Person.objects.all()[:30]:
        [found], plain = told(each.pk), Person.objects.get(pk=each.pk)
        assert found == plain
        assert not found._state.adding
        fields = [field.attname for field in Person._meta.concrete_fields]
        assert {name: getattr(found, name) for name in fields} == {
            name: getattr(plain, name) for name in fields
        }
        assert (found.organisation, found.community) == (plain.organisation, plain.community)
        assert (found.pair, found.teams_count) == ({"a": [1, None]}, plain.teams.count())
        assert found is not told(each.pk)[0]


@Prepared
def odd(word: Place):
    """What is compared with signs that mean something where a statement is put together."""
    return Person.objects.filter(name__contains="100% $1 %s").annotate(said=F("name")) | (
        Person.objects.filter(name=word).annotate(said=F("name"))
    )


def test_signs_in_the_words_stay_what_they_are(people):
    pk = people["Karin Holm"].pk
    Person.objects.filter(pk=pk).update(name="Karin 100% $1 %s")
    assert [each.pk for each in odd("nobody")] == [pk]
    assert {each.pk for each in odd("Elin Sand")} == {pk, people["Elin Sand"].pk}
