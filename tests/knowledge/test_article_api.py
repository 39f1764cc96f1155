"""Articles over the API and for AI agents: the same law as on the pages."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine
from tests.knowledge.conftest import ANSWER, TITLE

from spoc.knowledge.models import Article

INSIDE = f"{ANSWER}\n\n::: internal\nvm-7\n:::"


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


def test_an_article_lives_from_written_down_to_reviewed(machine, keeper, radiology, people):
    elin, priya = machine("Elin Sand"), machine("Priya Nair")
    body = {"title": TITLE, "question": "It is empty.", "services": [radiology.pk]}
    made = elin.post("/articles", body)
    assert (made.status_code, made.json()["state"]) == (201, "wip")
    at = f"/articles/{made.json()['id']}"
    changed = elin.patch(at, {"answer": ANSWER, "version": 1})
    assert (changed.json()["state"], changed.json()["version"]) == ("not_validated", 2)
    assert elin.patch(at, {"cause": "x", "version": 1}).status_code == 409
    assert elin.post(f"{at}/validation").status_code == 403
    assert priya.post(f"{at}/validation").json()["state"] == "validated"
    assert priya.post(f"{at}/audience", {"audience": "customer"}).json()["audience"] == "customer"
    assert priya.post(f"{at}/review", {"verdict": "confirm"}).json()["state"] == "validated"
    assert machine("Karin Holm").get(at).json()["answer"] == ANSWER


def test_a_customer_reads_only_what_is_for_them(validated, captured, machine, work):
    shown = validated("customer")
    hidden = [validated("internal", title="Another viewer"), captured(title="A draft viewer")]
    work()
    karin = machine("Karin Holm")
    assert [each["id"] for each in karin.get("/articles").json()["items"]] == [shown.pk]
    found = karin.get("/articles/found?words=viewer").json()["items"]
    assert [each["id"] for each in found] == [shown.pk]
    told = karin.get(f"/articles/{shown.pk}").json()
    assert (told["owner"], told["used"], told["moves"]) == (None, 0, [])
    for article in hidden:
        for path in ("", "/uses"):
            assert karin.get(f"/articles/{article.pk}{path}").status_code == 404
        assert karin.post(f"/articles/{article.pk}/flags", {"reason": "wrong"}).status_code == 404
        assert karin.post(f"/articles/{article.pk}/validation").status_code == 404
        assert karin.patch(f"/articles/{article.pk}", {"version": 1}).status_code == 404


def test_internal_words_and_the_cause_stay_inside(captured, machine):
    article = captured(answer=INSIDE, cause="A leak.")
    # as if it had come out by some other way than publishing
    Article.objects.filter(pk=article.pk).update(
        confidence="validated",
        audience="public",
        validated_at=article.created_at,
        review_due_at=article.created_at,
    )
    told = machine("Karin Holm").get(f"/articles/{article.pk}")
    assert "vm-7" not in told.content.decode()
    assert told.json()["cause"] == ""
    assert "vm-7" in machine("Elin Sand").get(f"/articles/{article.pk}").json()["answer"]


def test_a_use_with_its_outcome(validated, machine, register_request):
    article, request = validated(), register_request()
    elin, at = machine("Elin Sand"), f"/articles/{article.pk}/uses"
    body = {"request": request.pk, "outcome": "made_worse"}
    assert elin.post(at, body).status_code == 201
    [use] = elin.get(at).json()["items"]
    assert (use["request"], use["outcome"], use["way"]) == (request.pk, "made_worse", "agent")
    assert elin.get(f"/articles/{article.pk}").json()["open_flags"] == 1
    assert machine("Amir Haddad").get(at).json()["items"] == []
    assert elin.post(at, {"request": 999_999}).status_code == 422


def test_a_customer_flags_what_they_read(validated, machine):
    article = validated("public")
    answer = machine("Karin Holm").post(f"/articles/{article.pk}/flags", {"reason": "unclear"})
    assert (answer.status_code, answer.json()["is_open"]) == (201, True)
    answer = machine("Karin Holm").post(f"/articles/{article.pk}/flags", {"reason": "dull"})
    assert answer.status_code == 422


def test_customers_write_nothing(machine):
    body = {"title": TITLE, "question": "It is empty."}
    assert machine("Karin Holm").post("/articles", body).status_code == 403
    assert not Article.objects.exists()
