"""What an open page hears."""

import pytest

from spoc.ui import listening, live
from spoc.ui.listening import Subscriber
from spoc.ui.topics import sign

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_page_hears_the_name_of_what_changed(play, visit, person, cookie, announce):
    async def scene(app):
        async with visit(app, cookie, [sign("queue", person.pk)]) as page:
            await page.opens()
            await announce("request-1 queue")

            assert await page.hears() == "event: change\ndata: queue\n\n"
            assert page.status == 200
            assert page.headers[b"content-type"].startswith(b"text/event-stream")
            assert page.headers[b"x-accel-buffering"] == b"no"

    play(scene)


def test_changes_close_together_are_told_once(play, visit, person, cookie, announce):
    async def scene(app):
        topics = [sign(one, person.pk) for one in ("queue", "request-1")]
        async with visit(app, cookie, topics) as page:
            await page.opens()
            await announce(*["queue request-1 queue"] * 20)

            told = "event: change\ndata: queue\n\nevent: change\ndata: request-1\n\n"
            assert await page.hears() == told
            await announce("queue")
            assert await page.hears() == "event: change\ndata: queue\n\n"

    play(scene)


def test_a_topic_signed_for_somebody_else_is_not_heard(play, visit, person, cookie, announce):
    async def scene(app):
        topics = [sign("secret", person.pk + 1), "plain", sign("queue", person.pk)]
        async with visit(app, cookie, topics) as page:
            await page.opens()
            await announce("secret plain queue")

            assert await page.hears() == "event: change\ndata: queue\n\n"

    play(scene)


@pytest.mark.parametrize(
    ("query", "headers"),
    [((("again", "1"),), ()), ((), ((b"last-event-id", b"1"),))],
    ids=["asked", "browser"],
)
def test_a_page_that_comes_back_is_told_to_look_anew(play, visit, person, cookie, query, headers):
    async def scene(app):
        async with visit(app, cookie, [sign("queue", person.pk)], query, headers) as page:
            await page.opens()

            assert await page.hears() == "event: resync\ndata:\n\n"

    play(scene)


def test_after_a_lost_connection_every_page_looks_anew_and_hears_on(
    play, visit, person, cookie, announce, in_database, monkeypatch
):
    monkeypatch.setattr(listening, "PAUSE", 0.05)
    lose = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE query LIKE 'LISTEN%' AND datname = current_database()"
    )

    async def scene(app):
        async with visit(app, cookie, [sign("queue", person.pk)]) as page:
            await page.opens()
            assert await in_database(lose) == 1

            assert await page.hears() == "event: resync\ndata:\n\n"
            await announce("queue")
            assert await page.hears() == "event: change\ndata: queue\n\n"

    play(scene)


def test_a_quiet_stream_is_kept_open(play, visit, person, cookie, monkeypatch):
    monkeypatch.setattr(live, "PING", 0.02)

    async def scene(app):
        async with visit(app, cookie, [sign("queue", person.pk)]) as page:
            await page.opens()

            assert await page.hears() == ": ping\n\n"

    play(scene)


def test_what_a_slow_page_has_pending_cannot_grow():
    subscriber = Subscriber(["queue"])

    for number in range(1000):
        subscriber.tell(["queue", f"request-{number}"])

    assert subscriber.take() == (False, ["queue"])
    assert subscriber.take() == (False, [])
