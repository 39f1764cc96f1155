"""What an open page hears."""

import time

import pytest

from spoc.ui import listening, live
from spoc.ui.topics import sign

pytestmark = pytest.mark.usefixtures("committed")


def test_a_page_hears_the_name_of_what_changed(play, visit, person, cookie, announce):
    async def scene(app):
        async with visit(app, cookie, [sign("queue", person.pk)]) as page:
            await page.opens()
            await announce("request-1 queue")

            assert await page.hears() == ["queue"]
            assert page.status == 200
            assert page.headers[b"content-type"].startswith(b"text/event-stream")
            assert page.headers[b"x-accel-buffering"] == b"no"

    play(scene)


def test_a_change_is_told_at_once_and_those_soon_after_it_as_one(
    play, visit, person, cookie, announce, monkeypatch
):
    monkeypatch.setattr(live, "GATHER", 0.5)

    async def scene(app):
        topics = [sign(one, person.pk) for one in ("queue", "request-1")]
        async with visit(app, cookie, topics) as page:
            await page.opens()
            await announce("queue")
            assert await page.hears() == ["queue"]
            await announce(*["queue", "request-1", "queue"] * 7)

            assert await page.hears() == ["request-1", "queue"]

    play(scene)


def test_a_topic_signed_for_somebody_else_is_not_heard(play, visit, person, cookie, announce):
    async def scene(app):
        topics = [sign("secret", person.pk + 1), "plain", sign("queue", person.pk)]
        async with visit(app, cookie, topics) as page:
            await page.opens()
            await announce("secret plain queue")

            assert await page.hears() == ["queue"]

    play(scene)


def came_back(mark):
    """Return the two ways to say what was heard last: as our script, and as a browser does."""
    return [([("since", mark)], ()), ([("since", "1")], [(b"last-event-id", mark.encode())])]


def test_a_page_that_comes_back_hears_what_it_missed_and_no_more(
    play, visit, person, cookie, announce
):
    topics = [sign(one, person.pk) for one in ("queue", "request-1", "request-2")]

    async def scene(app):
        async with visit(app, cookie, topics) as page:
            await page.opens()
            await announce("queue", "request-1")
            await page.hears()
            known = page.marks[-1]
        async with visit(app, cookie, topics) as beside:
            await beside.opens()
            await announce("request-2", "request-3", "request-2 request-1")
            await beside.hears()
        for query, headers in came_back(known):
            async with visit(app, cookie, topics, query, headers) as page:
                assert set(await page.opens()) - {"request-1"} == {"request-2"}

    play(scene)


def test_what_changed_while_a_page_was_made_is_told_as_soon_as_it_listens(
    play, visit, person, cookie, announce
):
    topics = [sign("queue", person.pk)]

    async def scene(app):
        async with visit(app, cookie, topics) as other:
            await other.opens()
            began = time.time_ns() // 1_000_000
            await announce("queue")
            await other.hears()
            async with visit(app, cookie, topics, [("since", began)]) as page:
                assert await page.opens() == ["queue"]
            later = time.time_ns() // 1_000_000 + 1
            async with visit(app, cookie, topics, [("since", later)]) as page:
                assert await page.opens() == ["ping"]
            async with visit(app, cookie, topics, [("since", "1")]) as page:
                assert await page.opens() == ["resync"]

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

            assert await page.hears() == ["resync"]
            await announce("queue")
            assert await page.hears() == ["queue"]

    play(scene)


def test_a_quiet_stream_is_kept_open(play, visit, person, cookie, monkeypatch):
    monkeypatch.setattr(live, "PING", 0.02)

    async def scene(app):
        async with visit(app, cookie, [sign("queue", person.pk)]) as page:
            await page.opens()

            assert await page.hears() == ["ping"]

    play(scene)


def test_what_may_have_been_cut_short_lets_every_page_look_anew(
    play, visit, person, cookie, announce
):
    async def scene(app):
        async with visit(app, cookie, [sign("queue", person.pk)]) as page:
            await page.opens()
            await announce(f"{'run-1 ' * 1_250}")

            assert await page.hears() == ["resync"]

    play(scene)


def test_a_reader_who_takes_nothing_holds_nobody_back_and_gathers_no_more_than_it_watches(
    play, visit, person, cookie, announce
):
    topics = [sign("queue", person.pk)]

    async def scene(app):
        async with visit(app, cookie, topics) as slow, visit(app, cookie, topics) as page:
            await slow.opens()
            await page.opens()
            slow.is_stuck = True
            for _nth in range(3):
                await announce(*["queue"] * 50)
                assert await page.hears() == ["queue"]
            slow.leave()

    play(scene)
