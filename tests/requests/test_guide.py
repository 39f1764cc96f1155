"""What was answered to the guided questions is kept on the request."""

import pytest

from spoc.audit.queries import story
from spoc.catalogue.models import Answer, Question
from spoc.kit.errors import NotAllowed
from spoc.requests.activities import classify, guide


@pytest.fixture
def way(db):
    """Answers in the words of Norrvik, by question: `way("Printing", None)`."""

    def found(*words):
        rows = [Answer.objects.get(name=each) for each in words]
        return {row.question_id: row.pk for row in rows}

    return found


@pytest.fixture
def request_of_sanna(register_request):
    return register_request("Sanna Kivi", "Nothing comes out of it")


def said(support_request):
    """Return what was answered, in words."""
    rows = support_request.guided_answers.in_order()
    return [(str(row.question), str(row.answer) if row.answer else None) for row in rows]


def test_the_answers_on_the_way_are_kept_with_who_gave_them(people, request_of_sanna, way):
    sanna = people["Sanna Kivi"]
    off_the_way = way("Payroll")
    given = way("Something does not work", "Printing") | off_the_way
    guide(request_of_sanna, by=sanna, answers=given)
    assert said(request_of_sanna) == [
        ("What is it about?", "Something does not work"),
        ("What does not work?", "Printing"),
    ]
    assert {row.by for row in request_of_sanna.guided_answers.all()} == {sanna}
    assert request_of_sanna.guided_answers.ending().service.key == "print"
    fact = story(request_of_sanna).last()
    assert fact.kind == "request.guided"
    assert fact.particulars.values["answers"][1] == ["What does not work?", "Printing"]


def test_they_decide_nothing_by_themselves(people, request_of_sanna, way):
    given = way("Something does not work", "Printing")
    guide(request_of_sanna, by=people["Sanna Kivi"], answers=given)
    request_of_sanna.refresh_from_db()
    assert (request_of_sanna.type, request_of_sanna.status) == ("unclassified", "new")
    assert request_of_sanna.service is None


def test_not_knowing_is_an_answer_too(people, request_of_sanna):
    first = Question.objects.get(is_first=True)
    given = {first.pk: None, first.unknown_next_id: None}
    guide(request_of_sanna, by=people["Sanna Kivi"], answers=given)
    assert said(request_of_sanna) == [
        ("What is it about?", None),
        ("Have you been able to do it before?", None),
    ]
    assert request_of_sanna.guided_answers.ending() is None


def test_an_answer_may_make_it_a_complaint(people, request_of_sanna, way):
    given = way("I am not content with the help I got")
    guide(request_of_sanna, by=people["Sanna Kivi"], answers=given)
    request_of_sanna.refresh_from_db()
    assert request_of_sanna.is_complaint


def test_answered_again_the_new_answers_stand(people, request_of_sanna, way):
    sanna = people["Sanna Kivi"]
    guide(request_of_sanna, by=sanna, answers=way("Something does not work", "Printing"))
    guide(request_of_sanna, by=people["Elin Sand"], answers=way("I need something"))
    assert said(request_of_sanna) == [("What is it about?", "I need something")]


def test_what_answers_no_question_is_not_written_down(people, request_of_sanna):
    guide(request_of_sanna, by=people["Sanna Kivi"], answers={999_999: 1})
    assert not story(request_of_sanna).filter(kind="request.guided").exists()


def test_neighbours_answer_nothing_for_others(people, request_of_sanna, way):
    with pytest.raises(NotAllowed):
        guide(request_of_sanna, by=people["Karin Holm"], answers=way("I need something"))


def test_machines_read_them(people, request_of_sanna, way, token_of, client):
    given = way("Something does not work") | {
        Question.objects.get(name="What does not work?").pk: None
    }
    guide(request_of_sanna, by=people["Sanna Kivi"], answers=given)
    address = f"/api/v1/requests/{request_of_sanna.pk}/guided-answers"

    def read(name):
        return client.get(address, headers={"Authorization": f"Bearer {token_of(name)}"})

    items = read("Elin Sand").json()["items"]
    assert [each["answer"] and each["answer"]["name"] for each in items] == [
        "Something does not work",
        None,
    ]
    assert items[1]["question"]["name"] == "What does not work?"
    assert read("Karin Holm").status_code == 404


def test_an_agent_sees_the_answers_and_what_they_say(people, request_of_sanna, way, client_of):
    given = way("Something does not work", "Printing")
    guide(request_of_sanna, by=people["Sanna Kivi"], answers=given)
    page = client_of("Elin Sand").get(f"/requests/{request_of_sanna.pk}").content.decode()
    about = page[page.index('id="request-aside"') :]
    assert "<dt>What does not work?</dt><dd>Printing</dd>" in about
    assert "The answers say:" in about


def test_classifying_begins_with_what_the_answers_say(people, register_request, way, client_of):
    request = register_request("Oskar Nyman", "Hjälp")
    given = way("Something does not work", "A program I work in", "Radiology imaging")
    guide(request, by=people["Oskar Nyman"], answers=given)
    page = client_of("Elin Sand").get(f"/requests/{request.pk}/classification").content.decode()
    for chosen in ("incident", "radiology", "fault", "chargeable"):
        assert f'<option value="{chosen}" selected>' in page
    assert "Not entitled: Norrvik Schools does not have this service." in page


@pytest.mark.parametrize(
    ("service", "words"), [("radiology", "Not entitled"), ("mail", "Entitled")]
)
def test_entitlement_stands_beside_the_service(
    people, register_request, found, client_of, service, words
):
    request = register_request("Oskar Nyman", "Hjälp")
    classify(request, by=people["Elin Sand"], classification=found(service=service))
    page = client_of("Elin Sand").get(f"/requests/{request.pk}/head").content.decode()
    assert f">{words}</span>" in page
