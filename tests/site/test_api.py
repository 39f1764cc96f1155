"""The API as a whole: who is let in, how it refuses, and what it says of itself."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests.floor.machine import READ_AND_WRITE, V1, Machine

from spoc.audit.activities import machine_at_work
from spoc.audit.queries import story
from spoc.kit.time import at
from spoc.people.activities import issue_token, revoke_token
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.site.tokens import CALLS_PER_MINUTE, MINUTE, calls

REFUSED = {"400", "401", "403", "404", "409", "413", "422", "429"}
PROBLEM = "application/problem+json"
NEED = {"description": "The label printer prints blank."}
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def schema(db) -> dict:
    return Client().get(f"{V1}/openapi.json").json()


@pytest.mark.parametrize("token", ["", "spoc_wrong", "nothing like a token"])
def test_without_a_valid_token_nobody_is_let_in(db, token):
    answer = Machine(token).get("/requests")
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_wrong_token_is_not_made_good_by_a_session(client_of):
    client = client_of("Elin Sand")
    assert client.get(f"{V1}/requests").status_code == 200
    wrong = client.get(f"{V1}/requests", headers={"authorization": "Bearer spoc_wrong"})
    assert wrong.status_code == 401


def test_a_revoked_token_lets_nobody_in(people):
    elin = people["Elin Sand"]
    token, secret = issue_token(elin, by=elin, name="script", scopes=["read"])
    revoke_token(token, by=elin)
    assert Machine(secret).get("/requests").status_code == 401


def test_an_expired_token_lets_nobody_in(people):
    elin, machine = people["Elin Sand"], {}
    with at(NOON):
        _token, secret = issue_token(
            elin, by=elin, name="script", scopes=["read"], expires_at=NOON + timedelta(hours=1)
        )
        machine["before"] = Machine(secret).get("/requests").status_code
    with at(NOON + timedelta(hours=1)):
        machine["after"] = Machine(secret).get("/requests").status_code
    assert machine == {"before": 200, "after": 401}


def test_the_token_of_somebody_who_left_lets_nobody_in(people, token_of):
    machine = Machine(token_of("Karin Holm"))
    karin = people["Karin Holm"]
    karin.is_active = False
    karin.save(update_fields=["is_active"])
    assert machine.get("/requests").status_code == 401


def test_a_token_that_may_read_cannot_write(token_of):
    machine = Machine(token_of("Karin Holm", ["read"]))
    assert machine.get("/requests").status_code == 200
    assert machine.post("/requests", NEED).status_code == 403


def test_a_token_that_may_write_cannot_read(token_of):
    machine = Machine(token_of("Karin Holm", ["write"]))
    assert machine.post("/requests", NEED).status_code == 201
    assert machine.get("/requests").status_code == 403


def test_a_session_writes_only_with_its_proof_against_forged_calls(people):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["Karin Holm"])
    forged = client.post(f"{V1}/requests", NEED, content_type="application/json")
    assert forged.status_code == 403
    assert forged["Content-Type"] == "application/problem+json"
    client.cookies["csrftoken"] = word = "a" * 32
    proven = client.post(
        f"{V1}/requests", NEED, content_type="application/json", headers={"X-CSRFToken": word}
    )
    assert proven.status_code == 201


def test_one_call_too_many_in_a_minute_waits_for_the_next(people, token_of):
    machine = Machine(token_of("Karin Holm"))
    name = f"token-{people['Karin Holm'].tokens.get().pk}"
    with at(NOON):
        for _ in range(CALLS_PER_MINUTE):
            calls.count(name, int(NOON.timestamp()) // MINUTE)
        refused = machine.get("/requests")
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    with at(NOON + timedelta(minutes=1)):
        assert machine.get("/requests").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe",
        b'{"description": "a\\u0000b"}',
        b'{"description": "\\ud800"}',
        b"[" * 9999,
        b"[null, null]",
        b"null",
        b'"description"',
    ],
)
def test_a_body_that_cannot_be_read_is_no_fault_of_ours(token_of, body):
    answer = Machine(token_of("Karin Holm", READ_AND_WRITE)).post("/requests", body)
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    assert answer.json()["status"] == 400


@pytest.mark.parametrize(
    "sort",
    ["text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data"],
)
def test_a_body_of_another_sort_is_asked_for_as_json(token_of, sort):
    client = Machine(token_of("Karin Holm", READ_AND_WRITE)).client
    answer = client.generic("POST", f"{V1}/requests", json.dumps(NEED), content_type=sort)
    assert (answer.status_code, answer["Content-Type"]) == (415, PROBLEM)
    assert "application/json" in answer.json()["detail"]


def test_a_form_that_cannot_be_taken_apart_is_no_fault_of_ours(token_of, register_request):
    client = Machine(token_of("Karin Holm", READ_AND_WRITE)).client
    place = f"{V1}/requests/{register_request().pk}/attachments"
    answer = client.generic("POST", place, b"no parts", content_type="multipart/form-data")
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)


@pytest.mark.parametrize(
    ("method", "place", "allowed"),
    [
        ("PUT", "/requests", "GET, POST"),
        ("OPTIONS", "/requests/1", "GET, PATCH"),
        ("GET", "/requests/1/merge", "POST"),
        ("DELETE", "/on-duty", "GET"),
        ("POST", "/docs", "GET, HEAD"),
        ("POST", "/openapi.json", "GET, HEAD"),
    ],
)
@pytest.mark.parametrize("token", ["", "of an agent"])
def test_a_method_an_address_has_not_is_refused_with_those_it_has(
    token_of, method, place, allowed, token
):
    answer = Machine(token_of("Elin Sand") if token else "").send(method, place)
    assert (answer.status_code, answer["Content-Type"]) == (405, PROBLEM)
    assert answer["Allow"] == allowed
    assert allowed in answer.json()["detail"]


@pytest.mark.parametrize(
    "place", ["/", "/nothing", "/requests/", "/requests/x", "/requests/-1", f"/teams/{9**99}"]
)
def test_an_address_there_is_not_is_a_problem_too(token_of, place):
    answer = Machine(token_of("Elin Sand")).get(place)
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)


def test_a_body_larger_than_the_limit_is_refused_before_it_is_read(token_of, settings):
    settings.SPOC_ATTACHMENT_LIMIT = 10
    machine = Machine(token_of("Karin Holm", READ_AND_WRITE))
    answer = machine.post("/requests", {"description": "x" * 1_100_000})
    assert (answer.status_code, answer["Content-Type"]) == (413, PROBLEM)


def test_a_body_too_large_for_words_is_refused(token_of, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    machine = Machine(token_of("Karin Holm", READ_AND_WRITE))
    answer = machine.post("/requests", {"description": "x" * 200})
    assert (answer.status_code, answer["Content-Type"]) == (413, PROBLEM)


@pytest.mark.parametrize("number", ["0", "99999999999999999999", "9" * 5000, "abc", "1.5", "-1"])
def test_a_number_that_cannot_be_is_not_found(token_of, number):
    answer = Machine(token_of("Elin Sand")).get(f"/requests/{number}")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"limit": "0"}, "limit"),
        ({"limit": "101"}, "limit"),
        ({"status": "nonsense"}, "status.0"),
        ({"team": "9" * 30}, "team"),
        ({"created_after": "2026-11-20T12:00:00"}, "created_after"),
        ({"created_after": "0001-01-01T00:00:00Z"}, "created_after"),
        ({"cursor": "WyJ4Il0"}, "cursor"),
    ],
)
def test_what_cannot_be_asked_names_its_field(token_of, query, field):
    answer = Machine(token_of("Elin Sand")).get("/requests", **query)
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]


@pytest.mark.parametrize(
    ("body", "field", "words"),
    [
        ({"description": ""}, "description", "Fill this in."),
        ({}, "description", "Fill this in."),
        ({"description": 7}, "description", "Write words, between quotation marks."),
        ({"description": "x", "requester": True}, "requester", "Write a whole number."),
        ({"description": "x", "requester": "me"}, "requester", "Write a whole number."),
        ({"description": "x", "requester": 0}, "requester", "Choose at least 1."),
        ({"description": "x", "is_complaint": "?"}, "is_complaint", "Write true or false."),
        ({"description": "x", "title": "x" * 201}, "title", "Write at most 200 signs."),
        ({"description": "x", "language": "fi"}, "language", "Choose one of '', 'en' or 'sv'."),
    ],
)
def test_each_field_that_is_wrong_says_what_to_write_instead(token_of, body, field, words):
    answer = Machine(token_of("Elin Sand", READ_AND_WRITE)).post("/requests", body)
    assert answer.status_code == 422
    assert answer.json()["errors"] == {field: words}


@pytest.mark.parametrize("moment", ["0.5", "-1", "1700000000", "yesterday", "2026-11-20T10:00"])
def test_a_moment_is_written_out_with_its_zone(token_of, moment):
    answer = Machine(token_of("Elin Sand")).get("/requests", updated_after=moment)
    assert answer.status_code == 422
    assert "2026-11-20T10:00:00Z" in answer.json()["errors"]["updated_after"]


def test_signs_that_cannot_be_kept_are_turned_back_from_an_address(token_of):
    assert Machine(token_of("Elin Sand")).get("/requests", q="a\x00b").status_code == 422


def test_every_operation_says_how_it_may_refuse(schema):
    lacking = {
        f"{method} {path}": REFUSED - set(operation["responses"])
        for path, operations in schema["paths"].items()
        for method, operation in operations.items()
        if REFUSED - set(operation["responses"])
    }
    assert lacking == {}


def test_every_refusal_is_a_problem(schema):
    for operations in schema["paths"].values():
        for operation in operations.values():
            for status in REFUSED | ({"415"} & set(operation["responses"])):
                content = operation["responses"][status]["content"]
                shape = {"$ref": "#/components/schemas/Problem"}
                assert content == {"application/problem+json": {"schema": shape}}


def test_what_takes_json_says_that_it_takes_nothing_else(schema):
    operations = [one for each in schema["paths"].values() for one in each.values()]
    for operation in operations:
        takes = "application/json" in operation.get("requestBody", {}).get("content", {})
        assert ("415" in operation["responses"]) == takes, operation["operationId"]


def test_every_operation_asks_who_calls_and_has_a_name_of_its_own(schema):
    operations = [one for each in schema["paths"].values() for one in each.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names)) > 40
    assert all(operation["security"] for operation in operations)


def test_the_page_of_operations_lists_them_and_loads_nothing_from_others(schema):
    page = Client().get(f"{V1}/docs").content.decode()
    assert all(path in page for path in schema["paths"])
    assert "https://" not in page and 'src="//' not in page
    assert json.dumps(schema)


@pytest.mark.parametrize(("kind", "through"), [("service", "nightly"), ("human", "")])
def test_what_a_service_account_says_names_the_key_it_was_said_with(people, kind, through):
    """Nobody's next call is taken for a machine's."""
    elin = people["Elin Sand"]
    Person.objects.filter(pk=elin.pk).update(kind=kind)
    _token, secret = issue_token(elin, by=elin, name="nightly", scopes=READ_AND_WRITE)
    number = Machine(secret).post("/requests", NEED).json()["number"]
    request = SupportRequest.objects.get(pk=number)
    assert [each.through for each in request.entries.all()] == [through]
    values = story(request).first().particulars.values
    assert values.get("through", "") == through
    assert machine_at_work() == ""
