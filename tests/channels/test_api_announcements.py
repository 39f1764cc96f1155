"""Announcements over the API: what is told to many, by whom, and who reads it."""

from datetime import timedelta

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.catalogue.models import Service
from spoc.channels.models import Announcement
from spoc.kit.time import now
from spoc.people.models import Community

TOLD = {"en": {"title": "Mail is slow", "text": "We know."}, "sv": {"title": "E-posten är seg"}}


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def elin(machine):
    return machine("Elin Sand")


def drafted(elin, **further):
    return elin.post("/announcements", {"kind": "incident", "told": TOLD, **further}).json()


def test_it_is_written_published_told_more_of_and_ended(elin):
    city = Community.objects.get(key="city")
    made = elin.post("/announcements", {"kind": "incident", "told": TOLD, "communities": [city.pk]})
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    assert made.json()["communities"] == [city.pk]
    at = f"/announcements/{made.json()['id']}"
    more, last = {"en": {"text": "Better."}}, {"sv": {"text": "Klart."}}
    steps = [
        ("publication", None, "published"),
        ("updates", {"words": more}, "updated"),
        ("end", {"words": last}, "ended"),
    ]
    for noun, body, state in steps:
        answer = elin.post(f"{at}/{noun}", body)
        assert (noun, answer.status_code, answer.json()["state"]) == (noun, 200, state)
    told = [each["words"] for each in elin.get(at).json()["updates"]]
    assert told == [{"en": {"text": "We know."}, "sv": {"text": ""}}, more, last]


def test_what_is_left_out_of_a_change_stays(elin):
    mail = Service.objects.get(key="mail")
    made = drafted(elin, services=[mail.pk], ends_at="2099-01-01T08:00:00Z")
    answer = elin.patch(f"/announcements/{made['id']}", {"told": {"en": TOLD["en"]}})
    assert answer.status_code == 200
    kept = ("kind", "services", "ends_at", "communities")
    assert {key: answer.json()[key] for key in kept} == {key: made[key] for key in kept}
    assert answer.json()["told"] == {"en": TOLD["en"]}
    cleared = elin.patch(f"/announcements/{made['id']}", {"ends_at": None, "services": []})
    assert (cleared.json()["ends_at"], cleared.json()["services"]) == (None, [])


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"told": {"en": {"text": "We know."}}}, "title_en"),
        ({"kind": "maintenance"}, "begins_at"),
        ({"communities": [9999]}, "communities"),
        ({"services": [9999]}, "services"),
    ],
)
def test_what_cannot_be_announced_is_refused(elin, wrong, field):
    answer = elin.post("/announcements", {"kind": "news", "told": TOLD, **wrong})
    assert (answer.status_code, [*answer.json()["errors"]]) == (422, [field])
    assert not Announcement.objects.exists()


def test_what_has_ended_is_neither_changed_nor_told_more_of(elin):
    at = f"/announcements/{drafted(elin)['id']}"
    assert elin.post(f"{at}/end", {}).status_code == 422
    elin.post(f"{at}/publication")
    assert elin.post(f"{at}/publication").status_code == 422
    assert elin.post(f"{at}/updates", {"words": {}}).status_code == 422
    assert elin.post(f"{at}/end", {}).status_code == 200
    assert elin.patch(at, {"kind": "news"}).status_code == 422


@pytest.mark.parametrize("name", ["Karin Holm", "Maja Lindqvist"])
def test_who_does_not_announce_finds_no_draft_and_changes_nothing(elin, machine, name):
    at, other = f"/announcements/{drafted(elin)['id']}", machine(name)
    assert other.post("/announcements", {"kind": "news", "told": TOLD}).status_code == 403
    assert other.get(at).status_code == 404
    assert other.post(f"{at}/publication").status_code == 404
    assert other.get("/announcements").json()["items"] == []
    elin.post(f"{at}/publication")
    assert other.get(at).status_code == 200
    moves = [("updates", {"words": {"en": {"text": "x"}}}), ("end", {})]
    assert [other.post(f"{at}/{noun}", body).status_code for noun, body in moves] == [403, 403]
    assert other.patch(at, {"kind": "news"}).status_code == 403


def test_what_was_told_to_others_and_to_whom_else_stays_hidden(elin, machine):
    """Who reads an announcement learns of no community and no service they do not know."""
    city, hospital = (Community.objects.get(key=key) for key in ("city", "hospital"))
    record = Service.objects.get(key="patient-record")
    theirs = drafted(elin, communities=[city.pk])
    both = drafted(elin, communities=[city.pk, hospital.pk])
    used = drafted(elin, services=[record.pk])
    for each in (theirs, both, used):
        elin.post(f"/announcements/{each['id']}/publication")
    karin, ahmed = machine("Karin Holm"), machine("Ahmed Yusuf")
    seen = {each["id"]: each for each in karin.get("/announcements").json()["items"]}
    assert [*seen] == [used["id"], both["id"]]
    assert seen[both["id"]]["communities"] == [hospital.pk]
    assert karin.get(f"/announcements/{theirs['id']}").status_code == 404
    assert ahmed.get(f"/announcements/{used['id']}").status_code == 404


def test_only_what_stands_now_is_listed_where_that_is_asked(elin):
    later = (now() + timedelta(hours=2)).isoformat()
    now_told, planned = drafted(elin), drafted(elin, kind="news", begins_at=later)
    for each in (now_told, planned):
        elin.post(f"/announcements/{each['id']}/publication")
    listed = elin.get("/announcements", standing="true").json()["items"]
    assert [each["id"] for each in listed] == [now_told["id"]]


def test_a_longer_list_asks_no_more_questions(elin, django_assert_max_num_queries):
    for _each in range(12):
        drafted(elin)
    with django_assert_max_num_queries(16):
        first = elin.get("/announcements", limit=10).json()
    assert len(first["items"]) == 10
    rest = elin.get("/announcements", limit=10, cursor=first["next"]).json()
    assert (len(rest["items"]), rest["next"]) == (2, None)
