"""The settings of the guided questions, and trying them."""

import pytest

from spoc.catalogue.models import Answer, Category, Question

PLACES = ["", "/new", "/preview", "/preview/walk"]


@pytest.fixture
def henrik(client_of):
    """The service manager's browser."""
    return client_of("Henrik Vall")


@pytest.fixture
def asked(henrik):
    """A question written down on its page."""
    henrik.post(
        "/settings/questions/new",
        {"name": "Which building?", "swedish": "Vilket hus?", "is_live": "on"},
    )
    return Question.objects.get(name="Which building?")


def ends(name="House 2"):
    """Return what the form of an answer that ends the walk holds."""
    fault = Category.objects.get(key="fault")
    return {"name": name, "type": "incident", "category": fault.pk, "rank": "10", "is_live": "on"}


def walked(*names):
    """Return the answers of these names as a form sends them."""
    rows = [Answer.objects.get(name=each) for each in names]
    return {f"guide-{row.question_id}": row.pk for row in rows}


def test_the_questions_stand_in_the_order_of_a_walk(henrik, asked):
    page = henrik.get("/settings/questions").content.decode()
    places = [page.index(words) for words in ("What is it about?", "What does not work?")]
    assert places == sorted(places)
    assert "Nothing leads to it" in page[page.index("Which building?") :]


def test_a_question_is_written_down_with_its_answers_and_asked_first(henrik, asked):
    henrik.post(f"/settings/questions/{asked.pk}/answers/new", ends())
    given = {"name": "Which house?", "swedish": "Vilket hus?", "is_live": "on", "is_first": "on"}
    answer = henrik.post(f"/settings/questions/{asked.pk}", given)
    assert answer.status_code == 302
    asked.refresh_from_db()
    assert (asked.name, asked.names, asked.is_first) == (
        "Which house?",
        {"sv": "Vilket hus?"},
        True,
    )
    assert "House 2" in henrik.get("/settings/questions/preview").content.decode()


def test_what_leads_nowhere_is_refused_beside_its_field_and_nothing_is_lost(henrik, asked):
    given = {"name": "House 4", "rank": "10", "is_live": "on"}
    answer = henrik.post(f"/settings/questions/{asked.pk}/answers/new", given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose the question that follows, or a type and a category." in page
    assert 'value="House 4"' in page


def test_an_answer_is_changed_and_retired(henrik):
    answer = Answer.objects.get(name="Printing")
    address = f"/settings/questions/answers/{answer.pk}"
    assert 'value="Printing"' in henrik.get(address).content.decode()
    assert henrik.post(address, ends("The printer") | {"is_live": ""}).status_code == 302
    answer.refresh_from_db()
    assert (answer.name, answer.service, answer.is_live) == ("The printer", None, False)


def test_a_question_without_answers_is_not_offered_to_lead_to(henrik, asked):
    page = henrik.get(f"/settings/questions/{asked.pk}/answers/new").content.decode()
    assert ">What does not work?</option>" in page
    assert ">Which building?</option>" not in page


def test_a_walk_is_tried_step_by_step(henrik):
    step = "/settings/questions/preview/walk"
    page = henrik.get(step, walked("Something does not work")).content.decode()
    assert "What does not work?" in page
    assert ">I don't know</option>" in page
    page = henrik.get(step, walked("Something does not work", "Printing")).content.decode()
    assert "Next question" not in page
    assert 'data-type="incident"' in page


def test_a_walk_that_ends_in_not_knowing_is_for_a_person(henrik):
    first = Question.objects.get(is_first=True)
    given = {f"guide-{first.pk}": "unknown", f"guide-{first.unknown_next_id}": "unknown"}
    page = henrik.get("/settings/questions/preview", given).content.decode()
    assert "Not classified: a person decides." in page


@pytest.mark.parametrize("place", PLACES)
def test_the_questions_are_the_service_managers_at_a_small_cost(
    client_of, henrik, place, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        assert henrik.get(f"/settings/questions{place}").status_code == 200
    assert client_of("Elin Sand").get(f"/settings/questions{place}").status_code == 403


@pytest.mark.parametrize(
    ("requester", "service", "words"),
    [
        ("Karin Holm", "mail", "Entitled: yes, it is for everybody."),
        ("Karin Holm", "radiology", "Entitled: yes, Norrvik Hospital has it."),
        ("Oskar Nyman", "radiology", "Not entitled: Norrvik Schools does not have this service."),
        ("Oskar Nyman", "unknown", "Entitled: not known."),
        ("Oskar Nyman", "", "Entitled: not known."),
    ],
)
def test_an_agent_sees_whether_somebody_is_entitled(client_of, people, requester, service, words):
    organisation = people[requester].organisation_id
    given = {"organisation": organisation, "service": service}
    page = client_of("Elin Sand").get("/services/entitlement", given).content.decode()
    assert words in page
    assert client_of("Karin Holm").get("/services/entitlement", given).status_code == 403
