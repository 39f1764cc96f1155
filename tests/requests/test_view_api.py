"""Views for machines: kept, read as lists, and refused in one sentence."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

CONDITIONS = {"all": [{"field": "status", "is": "is", "value": "new"}]}


@pytest.fixture
def elin(token_of):
    """The machine of an agent."""
    return Machine(token_of("Elin Sand", READ_AND_WRITE))


def test_a_view_is_kept_and_its_requests_listed(elin, register_request, token_of):
    request = register_request()
    made = elin.post("/views", {"name": "New ones", "conditions": CONDITIONS}).json()
    at = f"/views/{made['id']}"
    listed = elin.get("/requests", view=made["id"]).json()["items"]
    changed = {"name": "Others", "conditions": CONDITIONS, "columns": ["due"], "order": ["-due"]}

    assert [row["number"] for row in listed] == [request.pk]
    assert elin.send("PUT", at, changed).json()["columns"] == ["due"]
    assert [row["name"] for row in elin.get("/views").json()["items"]] == ["Others"]
    other = Machine(token_of("Daniel Okoro", READ_AND_WRITE))
    assert other.get(at).status_code == 404
    assert other.get("/requests", view=made["id"]).status_code == 422
    assert elin.delete(at).status_code == 204
    assert elin.get(at).status_code == 404


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"conditions": {"all": []}}, "conditions"),
        ({"columns": ["nothing"]}, "columns"),
        ({"grouping": "title"}, "grouping"),
        ({"order": ["tags"]}, "order"),
        ({"audience": "everybody"}, "audience"),
        ({"audience": "team"}, "audience"),
    ],
)
def test_what_makes_no_view_is_refused(elin, said, field):
    answer = elin.post("/views", {"name": "New ones", "conditions": CONDITIONS, **said})
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]


def test_requesters_have_no_views_and_no_tags(token_of, elin, register_request):
    request, karin = register_request(), Machine(token_of("Karin Holm", READ_AND_WRITE))
    body = {"name": "Mine", "conditions": CONDITIONS}
    tags = {"tags": ["Monday", "monday"]}

    assert elin.send("PUT", f"/requests/{request.pk}/tags", tags).json() == {"tags": ["monday"]}
    assert karin.get("/views").status_code == 403
    assert karin.post("/views", body).status_code == 403
    assert karin.get(f"/requests/{request.pk}/tags").status_code == 403
    assert karin.send("PUT", f"/requests/{request.pk}/tags", tags).status_code == 403
