"""Who is asked to read what comes into force, how they hear of it, and that they have read it."""

from datetime import timedelta

import pytest

from spoc.channels.models import Letter, Notice
from spoc.kit.errors import NotPossible
from spoc.kit.time import at, now
from spoc.knowledge.activities.acknowledging import (
    acknowledge_procedure,
    ask_readers,
    ask_to_read,
)
from spoc.knowledge.activities.procedures import Text, revise_procedure
from spoc.knowledge.models import Acknowledgement
from spoc.knowledge.procedure_jobs import look_at_procedures
from spoc.people.queries import system


def asked(procedure):
    rows = Acknowledgement.objects.filter(procedure_version__procedure=procedure)
    return {row.person.name: row.capacity for row in rows.select_related("person")}


def test_its_teams_and_the_governing_body_are_asked_when_it_comes_into_force(in_force, work):
    work()
    found = asked(in_force)
    assert found["Elin Sand"] == "reader"
    assert found["Gunilla Frisk"] == "governing"
    assert "Karin Holm" not in found


def test_asking_twice_asks_once(in_force, work):
    work()
    count = len(asked(in_force))
    assert ask_readers(in_force, by=system()) == []
    assert len(asked(in_force)) == count


def test_the_desk_finds_a_notice_of_it(in_force, people, work):
    work()
    notice = Notice.objects.get(person=people["Elin Sand"], event="procedure_to_read")
    assert notice.subject_id == in_force.pk


def test_the_users_side_gets_a_letter_in_their_language(in_force, people, work):
    ask_to_read(
        in_force, by=people["Henrik Vall"], person=people["Oskar Nyman"], capacity="customer"
    )
    letter = Letter.objects.get(noun="procedure", subject_id=in_force.pk)
    assert letter.to_addresses
    assert "Så svarar vi" in letter.subject
    assert f"/help/procedures/{in_force.pk}" in letter.text


def test_who_was_asked_is_not_asked_again_by_name(in_force, people, work):
    work()
    with pytest.raises(NotPossible, match="was asked already"):
        ask_to_read(in_force, by=people["Henrik Vall"], person=people["Elin Sand"])


def test_a_draft_is_read_by_nobody(procedure, people):
    with pytest.raises(NotPossible, match="in force"):
        ask_to_read(procedure, by=people["Henrik Vall"], person=people["Elin Sand"])


def test_who_was_asked_says_they_have_read_it_once(in_force, people, work):
    work()
    first = acknowledge_procedure(in_force, by=people["Elin Sand"])
    with at(now() + timedelta(days=1)):
        again = acknowledge_procedure(in_force, by=people["Elin Sand"])
    assert again.at == first.at


def test_who_was_not_asked_says_nothing(in_force, people, work):
    work()
    with pytest.raises(NotPossible, match="not asked"):
        acknowledge_procedure(in_force, by=people["Maja Lindqvist"])


def test_a_new_version_is_read_anew(in_force, people, put_into_force, work):
    work()
    acknowledge_procedure(in_force, by=people["Elin Sand"])
    text = Text("How we take calls", "Otherwise.")
    revise_procedure(in_force, by=people["Henrik Vall"], text=text)
    put_into_force(in_force)
    work()
    waiting = Acknowledgement.objects.get(
        person=people["Elin Sand"], procedure_version=in_force.in_force
    )
    assert waiting.at is None


def test_who_has_not_read_it_in_time_is_reminded_once(in_force, people, work):
    work()
    acknowledge_procedure(in_force, by=people["Elin Sand"])
    with at(now() + timedelta(days=15)):
        look_at_procedures(timestamp=0)
        look_at_procedures(timestamp=0)
    reminded = Notice.objects.filter(event="procedure_reminder")
    names = set(reminded.values_list("person__name", flat=True))
    assert "Daniel Okoro" in names
    assert "Elin Sand" not in names
    assert reminded.filter(person=people["Daniel Okoro"]).get().count == 1


def test_nobody_is_reminded_before_the_day(in_force, work):
    work()
    with at(now() + timedelta(days=14)):
        look_at_procedures(timestamp=0)
    assert not Notice.objects.filter(event="procedure_reminder").exists()


def test_its_owner_hears_once_that_it_is_to_be_looked_at_again(in_force, people, work):
    work()
    with at(now() + timedelta(days=366)):
        look_at_procedures(timestamp=0)
        look_at_procedures(timestamp=0)
    notice = Notice.objects.get(person=people["Henrik Vall"], event="procedure_review")
    assert notice.count == 1
