"""Records read and written in few words are what they are when Django reads and writes them."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection
from django.db.models import F, Value
from django.test.utils import CaptureQueriesContext

from spoc.channels.models import Letter
from spoc.kit.quick import write_new
from spoc.people.models import Person
from spoc.requests.models import Draft, Incident, SupportRequest

NOW = datetime(2026, 11, 22, 8, 12, tzinfo=UTC)
SAID = {
    "is_incoming": False,
    "to_addresses": ["ida@example.test", "bo,'{}\"@example.test"],
    "cc_addresses": [],
    "subject": "50 % off; DROP TABLE 'x' -- ",
    "text": "Line\nand \\ back",
    "marks": {"button": ["a", None], "n": 1.5, "åäö": "{}"},
    "at": NOW,
}


@pytest.mark.django_db
def test_what_is_written_is_read_again_as_it_was():
    letter = Letter.objects.create(**SAID)
    kept = Letter.objects.get(pk=letter.pk)
    assert {name: getattr(kept, name) for name in SAID} == SAID
    letter.marks, letter.to_addresses, letter.subject = {"x": [1]}, [], "Other"
    letter.save(update_fields=["marks", "to_addresses"])
    kept = Letter.objects.get(pk=letter.pk)
    assert (kept.marks, kept.to_addresses, kept.subject) == ({"x": [1]}, [], SAID["subject"])


def test_what_the_database_makes_of_a_new_record_is_known_at_once(register_request):
    made = register_request()
    kept = SupportRequest.objects.get(pk=made.pk)
    assert (made.custom, made.queue_rank) == (kept.custom, kept.queue_rank)
    assert isinstance(made.due_rank, datetime)


def test_what_is_computed_is_left_to_the_database(register_request):
    asked = register_request()
    asked.contact_count = F("contact_count") + 2
    asked.save(update_fields=["contact_count"])
    asked.refresh_from_db()
    assert asked.contact_count == SupportRequest.objects.get(pk=asked.pk).contact_count


def test_a_record_that_is_gone_is_not_written(people):
    gone = people["Karin Holm"]
    Person.objects.filter(pk=gone.pk).update(name="Karin")
    gone.pk = 2**40
    with pytest.raises(DatabaseError):
        gone.save(update_fields=["title"])


def test_what_was_not_read_is_fetched_when_it_is_asked_for(people):
    number = people["Karin Holm"].pk
    part = Person.objects.only("name").get(pk=number)
    with CaptureQueriesContext(connection) as asked:
        assert part.name == "Karin Holm"
        assert not asked.captured_queries
        assert part.kind == Person.objects.values_list("kind", flat=True).get(pk=number)
    assert part == Person.objects.get(pk=number)


@pytest.mark.django_db
def test_several_are_written_in_one_statement_and_know_their_keys():
    said = [{**SAID, "digest": f"{place:064}"} for place in range(3)]
    letters = [Letter(**each) for each in said]
    with CaptureQueriesContext(connection) as asked:
        write_new(letters)
    assert len(asked) == 1
    for letter, each in zip(letters, said, strict=True):
        kept = Letter.objects.get(pk=letter.pk)
        assert {name: getattr(kept, name) for name in each} == each
        assert not letter._state.adding


def test_those_with_what_is_computed_are_written_all_the_same(register_request, people):
    by, number = people["Karin Holm"], register_request().pk
    write_new(
        [
            Draft(
                support_request_id=number,
                person_id=Value(by.pk),
                text="x",
                kind="note",
                kept_at=NOW,
            )
        ]
    )
    assert Draft.objects.get(support_request_id=number).person_id == by.pk
    write_new([])


def test_those_with_keys_from_elsewhere_and_with_what_is_reckoned_are_written_too(register_request):
    asked = register_request()
    Incident.objects.filter(support_request=asked).delete()
    write_new([Incident(support_request=asked)])
    assert Incident.objects.get(support_request=asked).pk == asked.pk
    asked.pk, asked._state.adding = None, True
    write_new([asked])
    kept = SupportRequest.objects.get(pk=asked.pk)
    assert isinstance(kept.due_rank, datetime)


def test_a_record_is_made_of_its_values_and_written(register_request, people):
    asked = register_request()
    made = Draft.made(
        support_request=asked, person=people["Karin Holm"], text="<b>", kind="note", kept_at=NOW
    )
    assert Draft.objects.get(pk=made.pk).text == "<b>"
    assert made.support_request is asked
