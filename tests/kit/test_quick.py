"""Records read and written in few words are what they are when Django reads and writes them."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from spoc.channels.models import Letter
from spoc.people.models import Person
from spoc.requests.models import SupportRequest

SAID = {
    "is_incoming": False,
    "to_addresses": ["ida@example.test", "bo,'{}\"@example.test"],
    "cc_addresses": [],
    "subject": "50 % off; DROP TABLE 'x' -- ",
    "text": "Line\nand \\ back",
    "marks": {"button": ["a", None], "n": 1.5, "åäö": "{}"},
    "at": datetime(2026, 11, 22, 8, 12, tzinfo=UTC),
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
