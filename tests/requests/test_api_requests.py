"""Registering, listing, reading and describing requests over the API."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.catalogue.models import Service
from spoc.kit.time import at, now
from spoc.people.models import Team
from spoc.requests import activities as do
from spoc.requests.models import IdempotencyKey, SupportRequest

MOST_TO_REGISTER, MOST_TO_ANSWER = 22, 27
NEED = {"title": "Blank labels", "description": "The label printer prints blank."}


@pytest.fixture
def karin(token_of) -> Machine:
    return Machine(token_of("Karin Holm", READ_AND_WRITE))


@pytest.fixture
def elin(token_of) -> Machine:
    return Machine(token_of("Elin Sand", READ_AND_WRITE))


def numbers(answer) -> list[int]:
    return [row["number"] for row in answer.json()["items"]]


def test_registering_and_answering_keep_to_their_budgets(
    karin, elin, django_assert_max_num_queries
):
    karin.post("/requests", NEED)
    with django_assert_max_num_queries(MOST_TO_REGISTER):
        number = karin.post("/requests", NEED).json()["number"]
    with django_assert_max_num_queries(MOST_TO_ANSWER):
        answer = elin.post(f"/requests/{number}/entries", {"text": "We look at it."})
    assert answer.status_code == 201


def test_a_machine_registers_for_its_person(karin):
    answer = karin.post("/requests", NEED)
    made = answer.json()
    assert answer.status_code == 201
    assert (made["channel"], made["status"], made["title"]) == ("api", "new", "Blank labels")
    assert made["requester"]["name"] == "Karin Holm"
    assert made["moves"] == ["cancel"]


def test_an_agents_machine_registers_for_somebody_else(elin, people):
    made = elin.post("/requests", {**NEED, "requester": people["Rune Dahl"].pk}).json()
    assert made["requester"]["name"] == "Rune Dahl"
    assert made["organisation"]["name"] == "City of Norrvik"
    assert made["owner"]["name"] == "Elin Sand"


def test_a_requester_registers_for_nobody_they_cannot_know(karin, people):
    answer = karin.post("/requests", {**NEED, "requester": people["Rune Dahl"].pk})
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["requester"]


def test_one_who_sees_an_organisation_does_not_ask_for_its_people(token_of, people):
    birgitta = Machine(token_of("Birgitta Ahl", READ_AND_WRITE))
    own = birgitta.post("/requests", {**NEED, "requester": people["Karin Holm"].pk})
    other = birgitta.post("/requests", {**NEED, "requester": people["Rune Dahl"].pk})
    assert (own.status_code, other.status_code) == (403, 422)


def test_the_same_key_is_the_same_request(karin):
    first = karin.post("/requests", NEED, **{"Idempotency-Key": "night-run-7"})
    again = karin.post("/requests", NEED, **{"Idempotency-Key": "night-run-7"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["number"] == again.json()["number"]
    assert SupportRequest.objects.count() == 1


def test_the_same_key_for_another_need_is_refused(karin):
    karin.post("/requests", NEED, **{"Idempotency-Key": "night-run-7"})
    other = karin.post("/requests", {"description": "Else"}, **{"Idempotency-Key": "night-run-7"})
    assert other.status_code == 409
    assert SupportRequest.objects.count() == 1


def test_a_key_is_each_persons_own(karin, elin):
    one = karin.post("/requests", NEED, **{"Idempotency-Key": "7"}).json()
    two = elin.post("/requests", NEED, **{"Idempotency-Key": "7"}).json()
    assert one["number"] != two["number"]


def test_a_key_is_forgotten_after_a_day(karin):
    first = karin.post("/requests", NEED, **{"Idempotency-Key": "7"}).json()
    with at(now() + timedelta(hours=25)):
        later = karin.post("/requests", NEED, **{"Idempotency-Key": "7"})
    assert later.status_code == 201
    assert later.json()["number"] != first["number"]
    assert IdempotencyKey.objects.count() == 1


def test_a_call_that_is_refused_uses_up_no_key(karin):
    karin.post("/requests", {"description": " "}, **{"Idempotency-Key": "7"})
    assert karin.post("/requests", NEED, **{"Idempotency-Key": "7"}).status_code == 201


@pytest.mark.parametrize("key", ["with space", "ä", "x" * 201])
def test_a_key_is_plain_and_short(karin, key):
    assert karin.post("/requests", NEED, **{"Idempotency-Key": key}).status_code == 422


@pytest.mark.commits
def test_two_calls_at_once_under_one_key_are_one_request(token_of):
    token, answers = token_of("Karin Holm", READ_AND_WRITE), []
    start = threading.Barrier(4)

    def call() -> None:
        start.wait()
        answers.append(Machine(token).post("/requests", NEED, **{"Idempotency-Key": "7"}))
        connection.close()

    threads = [threading.Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert len({answer.json()["number"] for answer in answers}) == 1
    assert SupportRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["new", "in_progress", "classified"]),
        ({"status": "new"}, ["new"]),
        # what was classified is with its team by then
        ({"status": ["new", "assigned"]}, ["new", "classified"]),
        ({"type": "incident"}, ["in_progress"]),
        ({"priority": 4}, ["in_progress", "classified"]),
        ({"q": "scanner"}, []),
    ],
)
def test_a_list_is_narrowed(elin, at_status, work, query, expected):
    made = {status: at_status(status) for status in ("classified",)}
    made["in_progress"] = at_status("in_progress", "incident")
    made["new"] = at_status("new")
    work()
    shown = numbers(elin.get("/requests", **query))
    assert shown == sorted((made[status].pk for status in expected), reverse=True)


def test_a_list_is_narrowed_to_records_and_moments(elin, at_status, people):
    one = at_status("in_progress")
    with at(now() + timedelta(hours=1)):
        two = at_status("new", requester="Rune Dahl")
    narrowed = {
        "team": Team.objects.get(key="applications").pk,
        "assignee": people["Maja Lindqvist"].pk,
        "requester": people["Karin Holm"].pk,
        "service": Service.objects.get(key="radiology").pk,
    }
    for name, value in narrowed.items():
        assert numbers(elin.get("/requests", **{name: value})) == [one.pk], name
    between = (now() + timedelta(minutes=30)).isoformat()
    assert numbers(elin.get("/requests", created_after=between)) == [two.pk]
    assert numbers(elin.get("/requests", updated_after=between)) == [two.pk]


def test_words_find_what_was_said(elin, register_request, work):
    found = register_request(words="Skrivaren på avdelning 12 skriver tomma etiketter")
    register_request(words="No sound in the headset")
    work()
    assert numbers(elin.get("/requests", q="etikett")) == [found.pk]


def test_a_list_is_walked_without_gap_or_repeat(elin, register_request):
    made = [register_request(words=f"Need {n}").pk for n in range(5)]
    seen, cursor = [], ""
    while True:
        answer = elin.get("/requests", limit=2, cursor=cursor)
        seen += numbers(answer)
        cursor = answer.json()["next"]
        if cursor is None:
            break
        register_request(words="One more, meanwhile")
    assert seen == sorted(made, reverse=True)


def test_a_longer_list_costs_no_more_queries(elin, register_request):
    counts = []
    elin.get("/requests")
    for size in (2, 12):
        for _ in range(size):
            register_request()
        with CaptureQueriesContext(connection) as queries:
            elin.get("/requests")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8


def test_a_title_is_changed_by_who_works_on_it(elin, karin, register_request):
    request = register_request()
    assert karin.patch(f"/requests/{request.pk}", {"title": "Mine"}).status_code == 403
    changed = elin.patch(f"/requests/{request.pk}", {"title": "PACS slow", "is_complaint": True})
    assert (changed.json()["title"], changed.json()["is_complaint"]) == ("PACS slow", True)


def test_a_change_to_an_older_version_is_refused(elin, people, register_request):
    request = register_request()
    read = elin.get(f"/requests/{request.pk}").json()["version"]
    do.describe(request, by=people["Daniel Okoro"], title="PACS down")
    late = elin.patch(f"/requests/{request.pk}", {"title": "PACS", "version": read})
    assert late.status_code == 409
    assert elin.get(f"/requests/{request.pk}").json()["title"] == "PACS down"
