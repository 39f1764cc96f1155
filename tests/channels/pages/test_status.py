"""The status page, following it by mail, and the desk's pages of announcements."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from tests.floor.majors import SAID

from spoc.channels.activities import (
    confirm_follower,
    draft_announcement,
    follow_status,
    publish_announcement,
)
from spoc.channels.models import Announcement, Letter, StatusFollower
from spoc.kit.time import now
from spoc.people.activities import change_community
from spoc.people.models import Community
from spoc.people.queries import system
from spoc.requests import activities as requests
from spoc.requests.activities.major import Word

GIVEN = {
    "kind": "incident",
    "title_en": "Mail is slow",
    "text_en": "We know of it.",
    "title_sv": "",
    "text_sv": "",
    "begins_at": "",
    "ends_at": "",
}


@pytest.fixture
def hospital(people):
    """The hospital, which tells everybody how its services are."""
    cache.clear()
    row = Community.objects.get(key="hospital")
    return change_community(row, by=people["Åsa Ekman"], shows_status=True)


def words(answer):
    return answer.content.decode()


def test_the_page_is_public_only_where_the_community_says_so(db, people):
    assert Client().get("/status").status_code == 302
    row = Community.objects.get(key="hospital")
    change_community(row, by=people["Åsa Ekman"], shows_status=True)
    page = words(Client().get("/status"))
    assert "Radiology imaging" in page
    assert "Network maps" not in page


def test_what_a_major_incident_disturbs_is_told_in_public_words_alone(hospital, people, declared):
    major = declared()
    word = Word(public=SAID, internal="Zirconium in the disk")
    requests.update_major(major.support_request, by=people["Sofia Berg"], word=word)
    page = words(Client().get("/status"))
    assert "Disturbed" in page
    assert SAID["en"] in page
    assert "Zirconium" not in page
    assert major.support_request.title not in page


def test_who_follows_is_written_each_public_word_once(hospital, people, declared, work, run_job):
    for key, mail in (("hospital", "eva@hem.example"), ("city", "ulf@hem.example")):
        community = Community.objects.get(key=key)
        follower = follow_status(community, by=system(), mail=mail, language="en")
        confirm_follower(follower, by=system())
    major = declared()
    work()
    word = Word(public=SAID, internal="Zirconium in the disk")
    requests.update_major(major.support_request, by=people["Sofia Berg"], word=word)
    work()
    run_job("requests.jobs.tell_status", number=major.pk)
    told = Letter.objects.filter(noun="follower", subject__contains="Disturbance").order_by("id")
    assert {each.subject for each in told} == {"Norrvik Hospital: Disturbance: Radiology imaging"}
    assert ["We know of it" in each.text for each in told] == [True, False]
    assert SAID["en"] in told[1].text
    assert "Zirconium" not in told[1].text
    assert {each.to_addresses[0] for each in told} == {"eva@hem.example"}


def test_another_communitys_disturbance_is_not_told(hospital, people, declared, client_of):
    declared()
    page = words(client_of("Ahmed Yusuf").get("/status"))
    assert "Disturbed" not in page
    assert "No disturbance is known." in page


def test_planned_maintenance_and_what_ended_stand_there_too(hospital, people):
    elin, later = people["Elin Sand"], now() + timedelta(days=1)
    for title, begins in (("Night work", later), ("Old trouble", None)):
        kind = "maintenance" if begins else "incident"
        row = draft_announcement(
            kind,
            by=elin,
            told={"en": {"title": title, "text": "Wait."}},
            begins_at=begins,
            ends_at=begins and begins + timedelta(hours=1),
            communities=[],
            services=[],
        )
        publish_announcement(row, by=elin)
    Announcement.objects.filter(kind="incident").update(state="ended", ended_at=now())
    page = words(Client().get("/status"))
    assert page.index("Night work") < page.index("The last 14 days") < page.index("Old trouble")


def test_following_is_asked_confirmed_and_ended_by_one_click(hospital, work):
    visitor = Client()
    visitor.post("/status/following", {"mail": "eva@hem.example"})
    work()
    follower = StatusFollower.objects.get()
    letter = Letter.objects.get(to_addresses=["eva@hem.example"])
    assert follower.mark in letter.marks["button"][1]
    address = f"/status/following/{follower.mark}"
    visitor.get(address)
    follower.refresh_from_db()
    assert follower.confirmed_at is None, "a mail program that looks at the link confirms nothing"
    visitor.post(address)
    follower.refresh_from_db()
    assert follower.confirmed_at is not None
    leaving = f"/status/leaving/{follower.mark}"
    visitor.get(leaving)
    assert StatusFollower.objects.exists()
    program = Client(enforce_csrf_checks=True)
    assert program.post(leaving, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not StatusFollower.objects.exists()
    assert program.post(leaving).status_code == 200


def test_an_own_proven_address_follows_at_once_and_another_is_asked(hospital, client_of):
    karin = client_of("Karin Holm")
    karin.post("/status/following", {"mail": "karin.holm@norrvikhospital.example"})
    assert StatusFollower.objects.get().confirmed_at is not None
    karin.post("/status/following", {"mail": "sanna.kivi@norrvikhospital.example"})
    assert StatusFollower.objects.latest("id").confirmed_at is None


def test_a_machine_and_too_many_follow_nothing(hospital):
    Client().post("/status/following", {"mail": "a@b.example", "website": "x"})
    assert not StatusFollower.objects.exists()
    answers = [
        Client().post("/status/following", {"mail": f"x{each}@y.example"}).status_code
        for each in range(5)
    ]
    assert answers == [302, 302, 302, 302, 429]


def test_a_wrong_address_is_said_beside_its_field(hospital):
    answer = Client().post("/status/following", {"mail": "nonsense"})
    assert answer.status_code == 422
    assert "nonsense" in words(answer)


def test_nobody_confirms_without_the_mark(hospital):
    follow_status(hospital, by=system(), mail="a@b.example", language="en")
    assert Client().post("/status/following/x").status_code == 404
    assert StatusFollower.objects.get().confirmed_at is None


def test_an_agent_announces_and_everybody_reads_it(hospital, client_of):
    elin, karin = client_of("Elin Sand"), client_of("Karin Holm")
    draft = elin.post("/announcements/new", GIVEN)
    row = Announcement.objects.get()
    assert draft["Location"] == f"/announcements/{row.pk}"
    assert "Mail is slow" not in words(karin.get("/help"))
    elin.post(f"/announcements/{row.pk}/publication")
    assert "Mail is slow" in words(karin.get("/help"))
    assert "Mail is slow" in words(Client().get("/help"))
    assert "Mail is slow" in words(client_of("Maja Lindqvist").get("/announcements/now"))
    elin.post(f"/announcements/{row.pk}/words", {"text_en": "Better.", "text_sv": ""})
    assert "Better." in words(karin.get("/help"))
    elin.post(f"/announcements/{row.pk}/words", {"text_en": "", "text_sv": "", "end": "1"})
    assert "Mail is slow" not in words(karin.get("/help"))
    assert "Mail is slow" in words(elin.get("/announcements"))


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client_of):
    answer = client_of("Elin Sand").post("/announcements/new", GIVEN | {"title_en": ""})
    assert answer.status_code == 422
    assert "We know of it." in words(answer)


@pytest.mark.parametrize(
    ("name", "status"), [("Karin Holm", 403), ("Maja Lindqvist", 403), ("Elin Sand", 200)]
)
def test_only_who_announces_writes(client_of, name, status):
    assert client_of(name).get("/announcements/new").status_code == status
    reads = 403 if name == "Karin Holm" else 200
    assert client_of(name).get("/announcements").status_code == reads
