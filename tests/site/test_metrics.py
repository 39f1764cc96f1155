"""The figures of how it runs: for this machine, and for who has a token that may read them."""

import pytest
from django.test import Client

from spoc.kit.errors import NotPossible
from spoc.people.activities import issue_token

pytestmark = pytest.mark.django_db

ASA = "Åsa Ekman"  # the administrator


def answer(secret="", address="203.0.113.9", **headers):
    if secret:
        headers["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return Client().get("/metrics", REMOTE_ADDR=address, **headers)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.1", "::1"])
def test_this_machine_reads_the_figures(address):
    page = answer(address=address)
    assert page.status_code == 200
    assert "spoc_requests_open" in page.content.decode()


@pytest.mark.parametrize("address", ["203.0.113.9", "10.0.0.7", "fe80::1", "", "here"])
def test_a_stranger_reads_none(address):
    page = answer(address=address)
    assert page.status_code == 401
    assert "spoc_" not in page.content.decode()
    assert page.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("name", ["FORWARDED", "VIA", "X_FORWARDED_FOR", "X_REAL_IP"])
def test_who_is_brought_by_a_proxy_is_not_from_here(name):
    assert answer(address="127.0.0.1", **{f"HTTP_{name}": "127.0.0.1"}).status_code == 401


@pytest.mark.parametrize(
    ("name", "value"),
    [("SPOC_URL", "https://desk.example.org"), ("SPOC_TRUSTED_PROXIES", ["10.0.0.1"])],
)
def test_behind_a_proxy_only_a_token_counts(settings, token_of, name, value):
    setattr(settings, name, value)
    assert answer(address="127.0.0.1").status_code == 401
    secret = token_of(ASA, ["metrics"])
    assert answer(secret, address="127.0.0.1").status_code == 200


@pytest.mark.parametrize(
    ("scopes", "status"), [(["metrics"], 200), (["read"], 401), (["read", "write"], 401)]
)
def test_a_token_reads_the_figures_by_its_scope(token_of, scopes, status):
    assert answer(token_of(ASA, scopes)).status_code == status


def test_a_token_for_the_figures_opens_nothing_else(token_of):
    headers = {"HTTP_AUTHORIZATION": f"Bearer {token_of(ASA, ['metrics'])}"}
    assert Client().get("/api/v1/people", **headers).status_code == 403


def test_a_token_of_who_may_not_know_is_not_issued(people):
    for name in ("Karin Holm", "Elin Sand"):
        with pytest.raises(NotPossible):
            issue_token(people[name], by=people[name], name="n", scopes=["metrics"])


def test_a_token_outlives_no_role(people, token_of):
    secret = token_of(ASA, ["metrics"])
    people[ASA].grants.all().delete()
    assert answer(secret).status_code == 401
    assert answer("spoc_wrong").status_code == 401
