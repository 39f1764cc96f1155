"""Services, categories and guided questions changed over the API: the pages' own law."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.catalogue.models import Answer, Category, Question, Service
from spoc.people.models import Organisation, Team


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def asa(machine) -> Machine:
    return machine("Åsa Ekman")


@pytest.fixture
def henrik(machine) -> Machine:
    """He answers for how the desk decides."""
    return machine("Henrik Vall")


def errors(answer) -> list[str]:
    assert answer.status_code == 422, answer.content
    return sorted(answer.json()["errors"])


def keys(answer) -> set[str]:
    return {row["key"] for row in answer.json()["items"]}


def test_a_service_is_put_into_the_catalogue_and_changed(asa):
    water = Organisation.objects.get(name="Norrvik Water").pk
    team = Team.objects.get(key="workplace").pk
    given = {"name": "Plotter", "names": {"sv": "Plotter"}, "words": ["Plot", "plot "]}
    made = asa.post("/services", {**given, "customers": [water], "team": team, "criticality": 4})
    assert made.status_code == 201, made.content
    kept = made.json()["kept"]
    assert (kept["words"], kept["customers"], kept["team"]) == (["plot"], [water], team)
    at = f"/services/{made.json()['id']}"
    changed = asa.patch(at, {"team": None, "is_live": False}).json()
    assert (changed["criticality"], changed["kept"]["customers"]) == (4, [water])
    assert (changed["kept"]["team"], changed["kept"]["is_live"]) == (None, False)
    assert asa.patch(at, {"customers": []}).json()["kept"]["customers"] == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"criticality": 5}, "criticality"),
        ({"team": 999_999}, "team"),
        ({"customers": [999_999]}, "customers"),
        ({"names": {"xx": "Plotter"}}, "names.xx.[key]"),
    ],
)
def test_a_service_that_cannot_be_names_its_field(asa, wrong, field):
    mail = Service.objects.get(key="mail")
    assert errors(asa.post("/services", {"name": "Plotter", **wrong})) == [field]
    assert errors(asa.patch(f"/services/{mail.pk}", wrong)) == [field]


def test_a_service_out_of_use_is_there_for_whoever_shapes_the_catalogue(asa, machine):
    mail, elin = Service.objects.get(key="mail"), machine("Elin Sand")
    asa.patch(f"/services/{mail.pk}", {"is_live": False})
    assert "mail" in keys(asa.get("/services", retired="true"))
    assert "mail" not in keys(asa.get("/services"))
    assert keys(elin.get("/services", retired="true")) == set()
    assert elin.get(f"/services/{mail.pk}").status_code == 404
    assert asa.get(f"/services/{mail.pk}").json()["kept"]["is_live"] is False


def test_services_are_listed_with_few_questions(asa, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        assert len(asa.get("/services", retired="true").json()["items"]) > 5


def test_a_category_is_added_and_changed(asa):
    mail = Service.objects.get(key="mail").pk
    made = asa.post("/categories", {"name": "Shared box", "service": mail, "words": ["Box"]})
    assert (made.status_code, made.json()["service"]) == (201, mail), made.content
    at = f"/categories/{made.json()['id']}"
    assert asa.get(at).json()["kept"] == {"names": {}, "words": ["box"], "is_live": True}
    changed = asa.patch(at, {"service": None, "names": {"sv": "Delad låda"}}).json()
    assert (changed["service"], changed["kept"]["words"]) == (None, ["box"])
    asa.patch(at, {"is_live": False})
    assert "shared-box" not in keys(asa.get("/categories"))
    assert "shared-box" in keys(asa.get("/categories", retired="true"))
    assert errors(asa.patch(at, {"name": " "})) == ["name"]
    assert errors(asa.post("/categories", {"name": "New", "service": 999_999})) == ["service"]


@pytest.mark.parametrize("name", ["Elin Sand", "Henrik Vall", "Karin Holm"])
def test_nobody_else_shapes_the_catalogue(machine, name):
    other, mail = machine(name), Service.objects.get(key="mail").pk
    fault = Category.objects.get(key="fault").pk
    assert other.get(f"/services/{mail}").json()["kept"] is None
    assert other.get(f"/categories/{fault}").json()["kept"] is None
    refused = [
        other.post("/services", {"name": "Mine"}),
        other.patch(f"/services/{mail}", {"name": "Mine"}),
        other.post("/categories", {"name": "Mine"}),
        other.patch(f"/categories/{fault}", {"name": "Mine"}),
    ]
    assert [answer.status_code for answer in refused] == [403] * 4


def test_what_a_requester_may_not_know_is_not_found(machine):
    karin, hidden = machine("Karin Holm"), Service.objects.get(key="network-maps")
    category = Category.objects.create(key="maps", name="Maps", service=hidden)
    for at in (f"/services/{hidden.pk}", f"/categories/{category.pk}", "/services/999999"):
        assert karin.get(at).status_code == 404
        assert karin.patch(at, {"name": "Mine"}).status_code == 404
    assert errors(karin.post("/categories", {"name": "Mine", "service": hidden.pk})) == ["service"]


@pytest.fixture
def ending(db) -> dict[str, object]:
    """An answer that says what it is."""
    category = Category.objects.get(key="fault").pk
    return {"name": "It is broken", "type": "incident", "category": category}


def test_a_question_is_asked_with_its_answers(henrik, ending):
    made = henrik.post("/guided-questions", {"name": "Which printer?"})
    assert made.status_code == 201, made.content
    at = f"/guided-questions/{made.json()['id']}"
    answer = henrik.post(f"{at}/answers", {**ending, "rank": 5})
    assert (answer.status_code, answer.json()["type"]) == (201, "incident")
    first = Question.objects.get(is_first=True)
    leading = {"name": "A printer", "next": made.json()["id"]}
    leads = henrik.post(f"/guided-questions/{first.pk}/answers", leading)
    assert leads.json()["next"] == made.json()["id"]
    place = f"/guided-answers/{leads.json()['id']}"
    changed = henrik.patch(place, {**ending, "next": None})
    assert (changed.json()["next"], changed.json()["type"]) == (None, "incident")
    said = henrik.patch(at, {"names": {"sv": "Vilken skrivare?"}, "is_first": True}).json()
    assert (said["name"], said["is_first"], len(said["answers"])) == ("Which printer?", True, 1)
    assert not henrik.get(f"/guided-questions/{first.pk}").json()["is_first"]
    listed = [row["id"] for row in henrik.get("/guided-questions").json()["items"]]
    assert {made.json()["id"], first.pk} <= set(listed)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"type": "", "category": None}, "next"),
        ({"type": "wish"}, "type"),
        ({"category": 999_999}, "category"),
        ({"next": 999_999}, "next"),
        ({"rank": 1001}, "rank"),
    ],
)
def test_an_answer_that_cannot_be_names_its_field(henrik, ending, wrong, field):
    first = Question.objects.get(is_first=True).pk
    given = {**ending, **wrong}
    assert errors(henrik.post(f"/guided-questions/{first}/answers", given)) == [field]


def test_a_walk_never_goes_round(henrik):
    first = Question.objects.get(is_first=True)
    at, own = f"/guided-questions/{first.pk}", {"unknown_next": first.pk}
    assert errors(henrik.patch(at, own)) == ["unknown_next"]
    round_again = {"name": "Again", "next": first.pk}
    assert errors(henrik.post(f"{at}/answers", round_again)) == ["next"]
    assert errors(henrik.patch(at, {"is_first": False})) == ["is_first"]
    assert not Answer.objects.filter(name="Again").exists()


@pytest.mark.parametrize("name", ["Elin Sand", "Karin Holm"])
def test_the_guided_questions_are_for_who_answers_for_them(machine, ending, name):
    other, first = machine(name), Question.objects.get(is_first=True)
    answer = Answer.objects.first().pk
    asked = [
        other.get("/guided-questions"),
        other.get(f"/guided-questions/{first.pk}"),
        other.get("/guided-questions/999999"),
        other.post("/guided-questions", {"name": "Mine?"}),
        other.patch(f"/guided-questions/{first.pk}", {"name": "Mine?"}),
        other.post(f"/guided-questions/{first.pk}/answers", ending),
        other.patch(f"/guided-answers/{answer}", {"name": "Mine"}),
    ]
    assert [each.status_code for each in asked] == [403] * len(asked)


DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)


def test_a_service_gets_a_logo_of_its_own(asa, machine):
    at = f"/services/{Service.objects.get(key='mail').pk}/voice"
    wrong = asa.upload(f"{at}/logo", picture=SimpleUploadedFile("a.png", b"no picture"))
    assert errors(wrong) == ["picture"]
    given = asa.upload(f"{at}/logo", picture=SimpleUploadedFile("a.png", DOT))
    assert (given.status_code, given.json()["has_logo"]) == (200, True)
    elin = machine("Elin Sand")
    refused = elin.upload(f"{at}/logo", picture=SimpleUploadedFile("a.png", DOT))
    assert (refused.status_code, elin.delete(f"{at}/logo").status_code) == (404, 404)
    assert asa.delete(f"{at}/logo").status_code == 204
    assert asa.get(at).json()["has_logo"] is False
