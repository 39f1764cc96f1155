"""Announcing to many: who may, who reads it, and who is written to."""

from datetime import timedelta

import pytest

from spoc.audit.queries import story
from spoc.catalogue.models import Service
from spoc.channels import activities as do
from spoc.channels.announce_access import announced_to, announcements_visible_to
from spoc.channels.models import Announcement, Letter, StatusFollower
from spoc.channels.outbox import bytes_of
from spoc.channels.queries.announced import past, standing
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.people.models import Community
from spoc.people.queries import system

TOLD = {"en": {"title": "Mail is slow", "text": "We know."}, "sv": {"title": "E-posten är seg"}}
MORE = {"en": {"text": "Better soon."}, "sv": {"text": "Snart bättre."}}


@pytest.fixture
def announced(people):
    """Draft an announcement, and publish it unless it is to stay one."""

    def made(kind="incident", *, is_out=True, communities=(), services=(), **further):
        elin = people["Elin Sand"]
        given = {"told": TOLD, "begins_at": None, "ends_at": None, **further}
        to = {"communities": list(communities), "services": list(services)}
        row = do.draft_announcement(kind, by=elin, **to, **given)
        return do.publish_announcement(row, by=elin) if is_out else row

    return made


@pytest.fixture
def follower(people):
    """An address that follows the city, in Swedish."""
    city = Community.objects.get(key="city")
    made = do.follow_status(city, by=system(), mail="Eva@Hem.example", language="sv")
    return do.confirm_follower(made, by=system())


def test_it_goes_from_draft_to_its_end_and_each_step_is_written_down(announced, people):
    elin = people["Elin Sand"]
    row = announced(is_out=False)
    assert row.state == "draft"
    do.publish_announcement(row, by=elin)
    assert (row.state, row.is_out) == ("published", True)
    do.update_announcement(row, by=elin, words=MORE)
    assert row.state == "updated"
    do.end_announcement(row, by=elin, words={"en": {"text": "Over."}})
    assert (row.state, row.is_out) == ("ended", False)
    assert [each.text for each in row.updates.order_by("id")] == [
        "We know.",
        "Better soon.",
        "Over.",
    ]
    kinds = list(story(row).order_by("id").values_list("kind", flat=True))
    steps = ("drafted", "published", "updated", "ended")
    assert kinds == [f"announcement.{step}" for step in steps]


@pytest.mark.parametrize(
    ("step", "state"),
    [
        (do.publish_announcement, "published"),
        (do.publish_announcement, "ended"),
        (do.end_announcement, "draft"),
        (do.end_announcement, "ended"),
    ],
)
def test_a_step_that_does_not_follow_is_refused(announced, people, step, state):
    row = announced(is_out=False)
    Announcement.objects.filter(pk=row.pk).update(state=state)
    with pytest.raises(NotPossible):
        step(row, by=people["Elin Sand"])


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"told": {"en": {"text": "We know."}}}, "title_en"),
        ({"told": {"en": {"title": "Mail"}}}, "text_en"),
        ({"kind": "maintenance"}, "begins_at"),
        ({"begins_at": now(), "ends_at": now() - timedelta(hours=1)}, "ends_at"),
    ],
)
def test_what_cannot_be_announced_is_said_beside_its_field(announced, wrong, field):
    with pytest.raises(NotPossible) as refusal:
        announced(**wrong)
    assert field in refusal.value.fields
    assert not Announcement.objects.exists()


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("Elin Sand", True),
        ("Sofia Berg", True),
        ("Inga Wallin", True),
        ("Maja Lindqvist", False),
        ("Karin Holm", False),
        ("Åsa Ekman", False),
    ],
)
def test_agents_coordinators_and_service_owners_announce(announced, people, name, may):
    row = announced(is_out=False)
    if may:
        assert do.publish_announcement(row, by=people[name]).is_out
        return
    with pytest.raises(NotAllowed):
        do.publish_announcement(row, by=people[name])


def test_a_draft_is_read_by_nobody_who_does_not_announce(announced, people):
    row = announced(is_out=False)
    for name in ("Karin Holm", "Maja Lindqvist"):
        assert row not in announcements_visible_to(people[name])
    assert row in announcements_visible_to(people["Daniel Okoro"])


def test_it_reaches_only_the_communities_and_services_it_is_for(announced, people):
    city = Community.objects.get(key="city")
    record = Service.objects.get(key="patient-record")
    for_city, for_users, for_all = (
        announced(communities=[city]),
        announced(services=[record]),
        announced(),
    )
    assert {*announcements_visible_to(people["Ahmed Yusuf"])} == {for_city, for_all}
    assert {*announcements_visible_to(people["Karin Holm"])} == {for_users, for_all}
    assert for_city in announcements_visible_to(people["Maja Lindqvist"])
    assert for_city not in announced_to(Community.objects.get(key="hospital"))


def test_maintenance_is_told_before_it_begins_and_news_not(announced):
    later, end = now() + timedelta(hours=2), now() + timedelta(hours=3)
    maintenance = announced("maintenance", begins_at=later, ends_at=end)
    news = announced("news", begins_at=later, ends_at=end)
    rows = Announcement.objects.all()
    assert [*standing(rows, now())] == [maintenance]
    assert {*standing(rows, later + timedelta(minutes=1))} == {maintenance, news}
    assert [*standing(rows, end)] == []


def test_what_is_over_ends_by_itself_and_stays_in_the_history(announced, run_job):
    end = now() + timedelta(hours=1)
    row = announced(ends_at=end)
    run_job("channels.jobs.keep_announcements", timestamp=0)
    row.refresh_from_db()
    assert row.is_out
    with at(end + timedelta(minutes=1)):
        run_job("channels.jobs.keep_announcements", timestamp=0)
        row.refresh_from_db()
        assert row.state == "ended"
        assert [*past(Announcement.objects.all(), now() - timedelta(days=14))] == [row]
    assert not past(Announcement.objects.all(), end + timedelta(days=14)).exists()


def test_a_follower_is_written_to_once_in_their_language_and_can_leave(announced, follower, work):
    announced()
    work()
    (letter,) = Letter.objects.filter(to_addresses=["eva@hem.example"], noun="announcement")
    assert letter.subject == "City of Norrvik: E-posten är seg"
    assert "We know." in letter.text
    assert follower.mark in letter.text
    raw = bytes_of(letter).decode()
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in raw
    assert f"/status/leaving/{follower.mark}>" in raw.replace("\r\n ", "")


def test_each_word_is_told_and_none_twice(announced, follower, people, work, run_job):
    row = announced()
    work()
    do.update_announcement(row, by=people["Elin Sand"], words=MORE)
    work()
    do.end_announcement(row, by=people["Elin Sand"])
    work()
    with at(now() + timedelta(hours=1)):
        run_job("channels.jobs.keep_announcements", timestamp=0)
    texts = Letter.objects.filter(noun="announcement").order_by("id").values_list("text", flat=True)
    assert ["Snart bättre." in text for text in texts] == [False, True]


def test_what_was_left_unwritten_when_a_worker_died_is_written_later(announced, follower, run_job):
    announced()
    assert not Letter.objects.filter(noun="announcement").exists()
    with at(now() + timedelta(minutes=5)):
        run_job("channels.jobs.keep_announcements", timestamp=0)
    assert Letter.objects.filter(noun="announcement").count() == 1


def test_who_follows_another_community_or_never_confirmed_hears_nothing(announced, follower, work):
    hospital = Community.objects.get(key="hospital")
    do.follow_status(hospital, by=system(), mail="x@y.example", language="en")
    announced(communities=[hospital])
    work()
    assert not Letter.objects.filter(noun="announcement").exists()


def test_an_address_is_asked_once_an_hour_and_forgotten_when_it_never_answers(people, run_job):
    city = Community.objects.get(key="city")
    for _again in range(3):
        do.follow_status(city, by=system(), mail="x@y.example", language="en")
    assert Letter.objects.filter(noun="follower").count() == 1
    with at(now() + timedelta(hours=2)):
        do.follow_status(city, by=system(), mail="x@y.example", language="en")
        assert Letter.objects.filter(noun="follower").count() == 2
    with at(now() + timedelta(days=4)):
        run_job("channels.jobs.forget_followers", timestamp=0)
    assert not StatusFollower.objects.exists()
