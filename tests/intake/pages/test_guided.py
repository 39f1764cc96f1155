"""Guided questions and entitlement on the intake screen."""

import pytest

from spoc.audit.queries import story
from spoc.catalogue.activities import add_answer, add_category
from spoc.catalogue.models import Answer, Category, Question, Service
from spoc.people.queries import system
from spoc.requests.models import SupportRequest


@pytest.fixture
def agent(client_of):
    """Elin's browser."""
    return client_of("Elin Sand")


@pytest.fixture
def call(people):
    """A call as the form holds it: `call("Oskar Nyman", need="…")`."""

    def made(name="Sanna Kivi", **given):
        return {"who": name, "caller": people[name].pk, "need": "It does not work", **given}

    return made


def walked(*names):
    """Return the answers of these names as a form sends them."""
    rows = [Answer.objects.get(name=each) for each in names]
    return {f"guide-{row.question_id}": row.pk for row in rows}


def chosen(page):
    """Return what the reading shows chosen."""
    return [part.partition('"')[0] for part in page.split('<option value="')[1:] if is_chosen(part)]


def is_chosen(option):
    return option.partition(">")[0].endswith(" selected")


def latest():
    return SupportRequest.objects.latest("pk")


def test_the_first_question_is_offered_with_not_knowing(agent):
    page = agent.get("/requests/new").content.decode()
    assert "What is it about?" in page
    assert '<option value="unknown">I don\'t know</option>' in page


def test_the_answers_fill_type_service_and_category(agent, call):
    given = call() | walked("I need something", "A computer, a screen or the like")
    page = agent.get("/requests/new/guide", given).content.decode()
    assert {"fulfilment", "workplace", "order"} <= set(chosen(page))
    assert page.count("as answered") == 2


def test_an_answer_speaks_after_what_was_chosen_by_hand(agent, call):
    given = call(type="information", read_type="incident", service="mail")
    given |= walked("Something does not work", "Printing")
    page = agent.get("/requests/new/guide", given).content.decode()
    assert {"incident", "print", "fault"} <= set(chosen(page))


def test_what_is_chosen_by_hand_after_the_answers_stays(agent, call):
    given = call(service="telephony", read_service="print")
    given |= walked("Something does not work", "Printing")
    page = agent.get("/requests/new/reading", given).content.decode()
    assert {"incident", "telephony"} <= set(chosen(page))


def test_a_service_chosen_by_hand_stays_when_the_words_go_on(agent, call):
    given = call(need="The printer does not print", service="mail", read_service="print")
    page = agent.get("/requests/new/reading", given).content.decode()
    assert "mail" in chosen(page)
    assert 'name="read_service" value="print"' in page


def test_a_category_of_the_service_is_offered_and_filled(agent, call):
    record = Service.objects.get(key="patient-record")
    label = add_category("Label", by=system(), key="label", service=record)
    question = Question.objects.get(name="Which program?")
    ends = {"type": "incident", "service": record, "category": label}
    add_answer(question, by=system(), name="Labels", **ends)
    given = call() | walked("Something does not work", "A program I work in", "Labels")
    assert "label" in chosen(agent.get("/requests/new/guide", given).content.decode())


def test_without_script_the_next_question_comes_with_all_that_was_written(agent, call):
    given = call(then="guide") | walked("Something does not work")
    answer = agent.post("/requests/new", given)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "What does not work?" in page
    assert ">It does not work</textarea>" in page
    assert not SupportRequest.objects.exists()


def test_saving_keeps_the_answers_and_classifies_by_them(agent, call, people):
    agent.post("/requests/new", call() | walked("Something does not work", "Printing"))
    made = latest()
    assert (made.type, made.service.key, made.category.key) == ("incident", "print", "fault")
    assert made.status == "classified"
    kept = made.guided_answers.in_order()
    assert [row.answer.name for row in kept] == ["Something does not work", "Printing"]
    assert {row.by.name for row in kept} == {"Elin Sand"}


def test_a_complaint_told_by_an_answer_is_one(agent, call):
    agent.post("/requests/new", call() | walked("I am not content with the help I got"))
    assert latest().is_complaint


@pytest.mark.parametrize(
    ("name", "service", "words"),
    [
        ("Sanna Kivi", "patient-record", "Entitled: yes, Norrvik Hospital has it."),
        ("Oskar Nyman", "patient-record", "Not entitled: Norrvik Schools does not have"),
        ("Oskar Nyman", "mail", "Entitled: yes, it is for everybody."),
        ("Oskar Nyman", "unknown", "Entitled: not known."),
    ],
)
@pytest.mark.parametrize("part", ["callers", "entitlement"])
def test_entitlement_is_seen_once_who_and_what_are_chosen(agent, call, part, name, service, words):
    page = agent.get(f"/requests/new/{part}", call(name, service=service)).content.decode()
    assert words in page


def test_who_lacks_the_service_begins_as_chargeable(agent, call):
    given = call("Oskar Nyman", service="patient-record", read_service="print")
    page = agent.get("/requests/new/reading", given).content.decode()
    assert "chargeable" in chosen(page)


@pytest.mark.parametrize(
    ("decided", "supportability", "status"),
    [
        ({"supportability": "chargeable"}, "chargeable", "classified"),
        ({"supportability": "supported"}, "supported", "classified"),
        ({"supportability": "undecided"}, "undecided", "new"),
        # they have not seen it yet
        ({}, "undecided", "new"),
    ],
)
def test_what_the_agent_decides_of_it_is_written_down(agent, call, decided, supportability, status):
    given = call("Oskar Nyman", service="patient-record", read_service="print")
    agent.post("/requests/new", given | decided)
    assert (latest().supportability, latest().status) == (supportability, status)


def test_what_is_not_supported_leads_on_to_declining_it(agent, call):
    given = call("Oskar Nyman", service="patient-record", read_service="print")
    answer = agent.post("/requests/new", given | {"supportability": "unsupported"})
    made = latest()
    assert answer["Location"] == f"/requests/{made.pk}/decline"
    reasons = {"reason": "The schools do not have it.", "referral": "The hospital's own desk"}
    agent.post(answer["Location"], reasons)
    made.refresh_from_db()
    assert (made.status, made.supportability) == ("rejected", "unsupported")
    assert story(made).filter(kind="request.declined").exists()


def test_who_is_entitled_is_supported_whatever_is_sent(agent, call):
    given = call(service="patient-record", read_service="print", supportability="chargeable")
    agent.post("/requests/new", given)
    assert latest().supportability == "supported"


@pytest.mark.parametrize("part", ["guide", "entitlement"])
def test_the_parts_of_intake_are_the_desks(client_of, part):
    assert client_of("Karin Holm").get(f"/requests/new/{part}").status_code == 403


def test_the_walk_tells_no_category_that_is_out_of_use(agent, call):
    Category.objects.filter(key="order").update(is_live=False)
    given = call() | walked("I need something", "A computer, a screen or the like")
    assert agent.get("/requests/new/guide", given).status_code == 200
