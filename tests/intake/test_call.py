"""What an agent writes down as somebody talks, and what somebody asks in the portal."""

import pytest

from spoc.channels.models import Interaction
from spoc.intake.activities import Call, Question, ask, take_call
from spoc.intake.activities.answer import answer
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.models import Person
from spoc.people.queries import by_mail, by_phone
from spoc.records.activities import Upload
from spoc.records.queries import attachments_of
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest


def taken(people, call, by="Elin Sand"):
    return take_call(people[by], by=people[by], call=call)


def test_a_call_is_logged_and_registered(people):
    made = taken(people, Call("No network.", people["Karin Holm"], minutes=4))
    contact = made.contacts.get().interaction
    assert (contact.handling_minutes, contact.disposition) == (4, "request_new")
    assert (made.channel, made.entries.get().kind) == ("phone", "call")


def test_a_call_is_classified_on_the_line(people, found):
    call = Call("No network.", people["Karin Holm"], classification=found("incident"))
    assert taken(people, call).status == "classified"


def test_what_is_solved_on_the_line_is_resolved_in_one_go(people, found, solved):
    call = Call("How?", people["Karin Holm"], classification=found(), resolution=solved())
    made = taken(people, call)
    assert (made.status, made.assignee.name) == ("resolved", "Elin Sand")


def test_what_lacks_something_leaves_nothing_behind(people, found, solved):
    half = Call("How?", people["Karin Holm"], classification=found(), resolution=solved(method=""))
    with pytest.raises(NotPossible):
        taken(people, half)
    assert not SupportRequest.objects.exists()
    assert not Interaction.objects.exists()


@pytest.mark.parametrize(
    ("given", "known_by"),
    [
        ("070-123 45 67", lambda: by_phone("0701234567")[0]),
        ("nils@elsewhere.example", lambda: by_mail("nils@elsewhere.example")),
        ("Nils, ward 4", lambda: Person.objects.get(name="Nils, ward 4")),
    ],
)
def test_a_caller_nobody_knows_is_written_down_by_what_they_gave(people, given, known_by):
    made = taken(people, Call("No network.", unidentified=given))
    assert made.requester == known_by()
    assert made.requester.kind == "unidentified"


@pytest.mark.parametrize(
    "call", [Call("No network.", unidentified=" "), Call("Hi", unidentified="x", channel="fax")]
)
def test_who_called_and_how_is_said(people, call):
    with pytest.raises(NotPossible):
        taken(people, call)
    assert not Interaction.objects.exists()


@pytest.mark.parametrize("name", ["Karin Holm", "Ylva Öberg", "Sofia Berg"])
def test_only_a_representative_takes_calls(people, name):
    with pytest.raises(NotAllowed):
        taken(people, Call("No network.", people["Karin Holm"]), by=name)


def test_what_is_asked_in_the_portal_comes_with_its_files(people):
    karin = people["Karin Holm"]
    files = [Upload("plan.txt", "text/plain", b"x")]
    made = ask(karin, by=karin, question=Question("No images.", "PACS", files=files))
    assert (made.title, made.channel, made.contact_count) == ("PACS", "portal", 1)
    assert attachments_of(made).get().part_id == made.entries.get().pk
    assert made.contacts.get().interaction.disposition == "request_new"


def test_an_answer_in_the_portal_goes_on_or_begins_anew(people, register_request):
    karin, request = people["Karin Holm"], register_request()
    assert answer(request, by=karin, words="Still so.") == request
    assert request.contacts.get().interaction.disposition == "request_update"
    do.cancel(request, by=karin, reason="withdrawn")
    new = answer(request, by=karin, words="After all.")
    assert new != request
    assert new.contacts.count() == 1
    with pytest.raises(NotAllowed):
        answer(request, by=people["Sanna Kivi"], words="Me too.")


def test_an_answer_to_what_was_merged_is_written_where_it_went(people, at_status):
    with pytest.raises(NotPossible):
        answer(at_status("merged"), by=people["Karin Holm"], words="Still so.")
