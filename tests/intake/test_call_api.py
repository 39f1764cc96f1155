"""What machines write down of calls and enquiries, and what monitoring saw to be over."""

from datetime import timedelta

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.catalogue.models import Answer, Category, Service
from spoc.channels.activities import Belonging, add_channel
from spoc.channels.models import Interaction
from spoc.channels.rules.heard import Alarm, Rung
from spoc.intake.activities import follow_call, hear_alarm
from spoc.kit.time import at, now
from spoc.people.queries import by_phone, system
from spoc.requests.activities import restrict
from spoc.requests.models import SupportRequest


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def elin(machine):
    return machine("Elin Sand")


@pytest.fixture
def reading(db):
    """What somebody is found to need, in order."""
    service, category = Service.objects.get(key="mail"), Category.objects.get(key="fault")
    return {"type": "incident", "service": service.pk, "category": category.pk}


def test_a_call_is_written_down_read_and_solved_on_the_line(elin, people, reading):
    said = {"words": "No mail.", "person": people["Karin Holm"].pk, "minutes": 4}
    said |= {"reading": reading, "answer": "The server was started again.", "is_complaint": True}
    made = elin.post("/calls", said)
    assert (made.status_code, made.json()["status"]) == (201, "resolved")
    request = SupportRequest.objects.get(pk=made.json()["request"])
    assert (request.channel, request.is_complaint, request.assignee.name) == (
        *("phone", True),
        "Elin Sand",
    )
    assert Interaction.objects.get().handling_minutes == 4


def test_whom_nobody_knows_is_written_down_by_what_they_gave(elin):
    made = elin.post("/calls", {"words": "No network.", "who": "070-123 45 67"})
    assert (made.status_code, made.json()["status"]) == (201, "new")
    assert by_phone("0701234567")


def test_what_was_answered_to_the_guided_questions_goes_along(elin, people):
    answer = Answer.objects.get(name="Something does not work")
    guided = [{"question": answer.question_id, "answer": answer.pk}]
    said = {"words": "Broken.", "person": people["Karin Holm"].pk, "guided": guided}
    number = elin.post("/calls", said).json()["request"]
    (kept,) = elin.get(f"/requests/{number}/guided-answers").json()["items"]
    assert kept["answer"]["id"] == answer.pk


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "who"),
        ({"who": "Nils", "answer": "Solved."}, "reading"),
        ({"person": 999_999}, "person"),
        ({"who": "Nils", "template": 999_999}, "template"),
        ({"who": "Nils", "channel": "pigeon"}, "channel"),
        ({"who": "Nils", "minutes": 100_000}, "minutes"),
    ],
)
def test_what_lacks_something_leaves_nothing_behind(elin, said, field):
    answer = elin.post("/calls", {"words": "No network."} | said)
    assert (answer.status_code, field in next(iter(answer.json()["errors"]))) == (422, True)
    assert not Interaction.objects.exists()
    assert not SupportRequest.objects.exists()


def test_who_does_not_take_calls_writes_down_none_and_reads_none(machine, people):
    karin = machine("Karin Holm")
    said = {"words": "No network.", "person": people["Karin Holm"].pk}
    assert karin.post("/calls", said).status_code == 403
    assert karin.get("/calls").json()["items"] == []


def test_the_log_of_calls_is_listed_without_what_one_may_not_see(elin, machine, people):
    asa = people["Åsa Ekman"]
    told = {"token": "secret"}
    pbx = add_channel("Switchboard", by=asa, kind="phone", told=told, whose=Belonging())
    follow_call(pbx, by=system(), rung=Rung("c1", "began", "090-555 12 34"))
    (ringing,) = elin.get("/calls").json()["items"]
    assert (ringing["number"], ringing["requests"]) == ("090-555 12 34", [])
    follow_call(pbx, by=system(), rung=Rung("c1", "abandoned", "090-555 12 34"))
    assert len(elin.get("/calls", show="missed").json()["items"]) == 1
    assert elin.get("/calls", show="mine").json()["items"] == []


def test_an_enquiry_becomes_a_request_of_who_asked(elin):
    service = Service.objects.get(key="mail").pk
    said = {"service": service, "name": "Nils", "mail": "nils@elsewhere.example", "words": "Price?"}
    made = elin.post("/enquiries", said | {"organisation": "Elsewhere"})
    assert made.status_code == 201
    request = SupportRequest.objects.get()
    assert (request.requester.name, request.channel) == ("Nils", "web_link")
    assert request.contacts.get().interaction_id == made.json()["contact"]


@pytest.mark.parametrize(
    ("said", "field"),
    [({"mail": "nowhere"}, "mail"), ({"service": 999_999}, "service"), ({"words": ""}, "words")],
)
def test_an_enquiry_nobody_could_answer_is_refused(elin, said, field):
    whole = {"service": Service.objects.get(key="mail").pk, "name": "Nils"}
    whole |= {"mail": "nils@elsewhere.example", "words": "Price?"}
    answer = elin.post("/enquiries", whole | said)
    assert (answer.status_code, field in next(iter(answer.json()["errors"]))) == (422, True)
    assert not SupportRequest.objects.exists()


def test_too_many_enquiries_of_one_address_wait(elin, machine):
    service = Service.objects.get(key="mail").pk
    said = {"service": service, "name": "Nils", "mail": "nils@elsewhere.example", "words": "Price?"}
    assert [elin.post("/enquiries", said).status_code for _each in range(4)] == [201] * 3 + [429]
    assert machine("Karin Holm").post("/enquiries", said).status_code == 403


@pytest.fixture
def cleared(noc):
    """The incident of an alarm that is over."""
    for minutes, is_over in ((0, False), (1, True)):
        with at(now() + timedelta(minutes=minutes)):
            told = Alarm(key="disk", is_over=is_over, title="Disk full", service="mail")
            hear_alarm(told, noc)
    return SupportRequest.objects.get(channel="event")


def test_what_monitoring_saw_to_be_over_is_resolved_in_one_step(elin, machine, cleared, people):
    step = f"/requests/{cleared.pk}/cleared-resolution"
    assert machine("Karin Holm").post(step).status_code == 404
    assert elin.get("/alarms", request=cleared.pk, state="over").json()["items"]
    assert elin.get("/alarms", request=cleared.pk, state="firing").json()["items"] == []
    done = elin.post(step)
    assert (done.status_code, done.json()["status"]) == (200, "resolved")
    assert elin.post(step).status_code == 422


def test_a_restricted_one_is_not_there_for_others(machine, cleared, people):
    sofia = people["Sofia Berg"]
    restrict(cleared, by=sofia, readers=[sofia])
    step = f"/requests/{cleared.pk}/cleared-resolution"
    assert machine("Daniel Okoro").post(step).status_code == 404


def test_what_fires_is_not_resolved_so(elin, noc):
    hear_alarm(Alarm(key="disk", is_over=False, title="Disk full", service="mail"), noc)
    number = SupportRequest.objects.get(channel="event").pk
    assert elin.post(f"/requests/{number}/cleared-resolution").status_code == 422
