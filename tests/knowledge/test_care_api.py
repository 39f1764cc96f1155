"""The care of articles over the API: what the pages do, under the same law."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.floor.machine import READ_AND_WRITE, Machine
from tests.knowledge.conftest import ANSWER, TITLE

from spoc.kit.time import now
from spoc.knowledge import activities as do
from spoc.people.queries import system

STEPS = [
    {
        "key": "a",
        "text": "Is it on?",
        "options": [{"label": "Yes", "to": "b"}, {"label": "No", "to": "ask"}],
    },
    {"key": "b", "text": "Open it.", "options": [{"label": "It works", "to": "solved"}]},
]
SOON = (now() + timedelta(days=7)).date().isoformat()


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


def test_an_article_is_kept_archived_and_taken_up_again(captured, keeper, machine, people):
    article, priya, elin = captured(), machine("Priya Nair"), machine("Elin Sand")
    at = f"/articles/{article.pk}"
    body = {"owner": people["Elin Sand"].pk, "governance": "controlled"}
    assert elin.send("PUT", f"{at}/keeping", body).status_code == 403
    kept = priya.send("PUT", f"{at}/keeping", body).json()
    assert (kept["owner"], kept["governance"]) == (people["Elin Sand"].pk, "controlled")
    wrong = priya.send("PUT", f"{at}/keeping", {"owner": people["Karin Holm"].pk})
    assert list(wrong.json()["errors"]) == ["owner"]
    assert priya.post(f"{at}/archive", {"reason": " "}).status_code == 422
    assert priya.post(f"{at}/archive", {"reason": "Sold"}).json()["state"] == "archived"
    assert elin.post(f"{at}/restoration").status_code == 403
    assert priya.post(f"{at}/restoration").json()["state"] == "not_validated"


def test_a_flag_is_listed_and_settled(validated, machine):
    article, karin, priya = validated("public"), machine("Karin Holm"), machine("Priya Nair")
    flag = karin.post(f"/articles/{article.pk}/flags", {"reason": "unclear"}).json()
    assert [each["id"] for each in priya.get("/flags?is_open=true").json()["items"]] == [flag["id"]]
    assert [e["id"] for e in karin.get(f"/articles/{article.pk}/flags").json()["items"]] == [
        flag["id"]
    ]
    assert machine("Sanna Kivi").get("/flags").json()["items"] == []
    at = f"/flags/{flag['id']}/settlement"
    assert machine("Sanna Kivi").post(at, {"settlement": "x"}).status_code == 404
    assert karin.post(at, {"settlement": "x"}).status_code == 403
    settled = priya.post(at, {"settlement": "Said anew."}).json()
    assert (settled["is_open"], settled["settlement"]) == (False, "Said anew.")
    assert priya.post(at, {"settlement": "Once more."}).status_code == 422
    assert priya.get("/flags?is_open=true").json()["items"] == []


def test_people_are_licensed(keeper, machine, people):
    elin, priya = people["Elin Sand"], machine("Priya Nair")
    at = f"/licences/{elin.pk}"
    assert machine("Elin Sand").send("PUT", at, {"level": "coach"}).status_code == 403
    assert priya.send("PUT", at, {"level": "coach"}).json()["level"] == "coach"
    assert [each["person"] for each in priya.get("/licences").json()["items"]] == [elin.pk]
    assert machine("Maja Lindqvist").get("/licences").json()["items"] == []
    assert priya.send("PUT", at, {"level": ""}).json() == {
        "person": elin.pk,
        "level": "",
        "since": None,
    }
    who = people["Karin Holm"].pk
    refused = priya.send("PUT", f"/licences/{who}", {"level": "author"})
    assert list(refused.json()["errors"]) == ["person"]


def test_an_article_is_handed_on_and_proven(captured, keeper, machine, people):
    article, priya, elin = captured(), machine("Priya Nair"), machine("Elin Sand")
    body = {"people": [people["Elin Sand"].pk], "question": "Which viewer?", "due_on": SOON}
    at = f"/articles/{article.pk}/transfers"
    assert elin.post(at, body).status_code == 403
    [made] = priya.post(at, body).json()["items"]
    assert machine("Maja Lindqvist").get("/transfers").json()["items"] == []
    mine = elin.get("/transfers?state=asked").json()["items"]
    assert [each["id"] for each in mine] == [made["id"]]
    one = f"/transfers/{made['id']}"
    given = {"answer": "The red one.", "has_read": True}
    assert machine("Maja Lindqvist").post(f"{one}/proof", given).status_code == 404
    assert priya.post(f"{one}/proof", given).status_code == 403
    assert elin.post(f"{one}/proof", {**given, "has_read": False}).status_code == 422
    assert elin.post(f"{one}/proof", given).json()["state"] == "proven"
    assert priya.post(f"{one}/withdrawal").status_code == 422
    [other] = priya.post(at, {**body, "people": [people["Maja Lindqvist"].pk]}).json()["items"]
    assert priya.post(f"/transfers/{other['id']}/withdrawal").json()["state"] == "withdrawn"
    assert list(priya.post(at, {**body, "people": [9_999_999]}).json()["errors"]) == ["people"]
    assert priya.post(at, {**body, "due_on": "0001-01-01"}).status_code == 422


def test_a_gap_is_filled(captured, machine):
    found = do.miss("zirconium printer", by=system(), language="en")
    article, elin = captured(), machine("Elin Sand")
    assert [each["words"] for each in elin.get("/misses").json()["items"]] == ["zirconium printer"]
    at = f"/misses/{found.pk}/article"
    karin = machine("Karin Holm")
    assert karin.get("/misses").json()["items"] == []
    assert karin.send("PUT", at, {"article": article.pk}).status_code == 404
    assert elin.send("PUT", at, {"article": article.pk}).json()["article"] == article.pk
    assert elin.send("PUT", at, {"article": None}).json()["article"] is None
    assert list(elin.send("PUT", at, {"article": 9_999_999}).json()["errors"]) == ["article"]


def test_the_library_is_contributed_to_decided_on_and_cited(captured, keeper, machine, radiology):
    article, elin, priya = captured(), machine("Elin Sand"), machine("Priya Nair")
    body = {"kind": "book", "title": "USMBOK", "year": 2008, "services": [radiology.pk]}
    made = elin.post("/references", body)
    assert (made.status_code, made.json()["state"]) == (201, "proposed")
    one = f"/references/{made.json()['id']}"
    assert machine("Maja Lindqvist").get(one).status_code == 404
    assert machine("Karin Holm").post("/references", body).status_code == 403
    cited = f"/articles/{article.pk}{one}"
    assert elin.send("PUT", cited).status_code == 422
    assert elin.post(f"{one}/decision", {"is_approved": True}).status_code == 403
    assert list(priya.post(f"{one}/decision", {"is_approved": False}).json()["errors"]) == [
        "reason"
    ]
    assert priya.post(f"{one}/decision", {"is_approved": True}).json()["state"] == "approved"
    assert elin.send("PUT", cited).status_code == 204
    leans = elin.get(f"/articles/{article.pk}/references").json()["items"]
    assert [each["title"] for each in leans] == ["USMBOK"]
    assert elin.delete(cited).status_code == 204
    assert elin.get(f"/articles/{article.pk}/references").json()["items"] == []
    assert machine("Karin Holm").get("/references").json()["items"] == []
    assert [e["id"] for e in elin.get("/references?state=approved&kind=book").json()["items"]]


def test_an_article_is_said_in_another_language_and_illustrated(captured, machine):
    article, elin = captured(), machine("Elin Sand")
    at = f"/articles/{article.pk}"
    words = {"title": "Bilderna visas inte", "answer": ANSWER, "language": "sv"}
    made = elin.post(f"{at}/translations", words).json()
    assert (made["language"], made["translations"]) == ("sv", [article.pk])
    assert list(elin.post(f"{at}/translations", words).json()["errors"]) == ["language"]
    file = SimpleUploadedFile("a.png", b"x", "image/png")
    kept = elin.upload(f"{at}/pictures", file=file)
    assert (kept.status_code, kept.json()["mark"]) == (201, f"![a.png](files/{kept.json()['id']})")
    karin = machine("Karin Holm")
    assert karin.post(f"{at}/translations", words).status_code == 404
    assert karin.upload(f"{at}/pictures", file=SimpleUploadedFile("a", b"x")).status_code == 404


def test_the_steps_are_walked(validated, captured, machine):
    article = validated("public", steps=STEPS, title="The viewer is slow")
    karin, at = machine("Karin Holm"), f"/articles/{article.pk}/walks"
    begun = karin.post(at, {}).json()
    assert (begun["answers"], begun["step"]["key"], begun["ending"]) == ([], "a", "")
    assert karin.post(at, {"answers": [0]}).json()["step"]["text"] == "Open it."
    ended = karin.post(at, {"answers": [0, 0]}).json()
    assert (ended["step"], ended["ending"]) == (None, "solved")
    assert karin.post(at, {"answers": [1]}).json()["ending"] == "ask"
    assert karin.post(at, {"answers": [-1]}).status_code == 422
    hidden = captured(steps=STEPS)
    assert karin.post(f"/articles/{hidden.pk}/walks", {}).status_code == 404
    plain = validated("public", title=TITLE)
    assert karin.post(f"/articles/{plain.pk}/walks", {}).status_code == 422


def test_what_came_of_the_articles_used_is_said_at_once(validated, machine, register_request):
    request, elin = register_request(), machine("Elin Sand")
    for title in ("The viewer is slow", "The viewer is gone"):
        article = validated(title=title)
        elin.post(f"/articles/{article.pk}/uses", {"request": request.pk})
    at = f"/requests/{request.pk}/article-uses"
    first, second = elin.get(at).json()["items"]
    body = {"uses": [{"use": first["id"], "outcome": "solved"}]}
    told = elin.send("PUT", f"{at}/outcomes", body).json()["items"]
    assert [each["outcome"] for each in told] == ["solved", ""]
    unknown = {"uses": [{"use": second["id"] + 999, "outcome": "solved"}]}
    assert elin.send("PUT", f"{at}/outcomes", unknown).status_code == 422
    for name in ("Karin Holm", "Rune Dahl"):
        assert machine(name).get(at).status_code == 404
        assert machine(name).send("PUT", f"{at}/outcomes", body).status_code == 404


def test_the_reviews_that_are_due_are_listed(validated, machine):
    article, other = validated(title="The viewer is slow"), validated()
    do.pull_review(article, by=system(), reason="The service is retired.")
    due = machine("Elin Sand").get("/articles?is_due=true").json()["items"]
    assert [each["id"] for each in due] == [article.pk]
    assert other.pk not in [each["id"] for each in due]
