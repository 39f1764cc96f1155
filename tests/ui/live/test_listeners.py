"""Who may listen, and for how long."""

import pytest

from spoc.ui import live
from spoc.ui.topics import sign

pytestmark = pytest.mark.usefixtures("committed")


def test_a_stream_ends_when_its_person_signs_out(
    play, visit, person, cookie, in_database, monkeypatch
):
    monkeypatch.setattr(live, "PING", 0.02)
    monkeypatch.setattr(live, "CHECK", 0.01)

    async def scene(app):
        async with visit(app, cookie, [sign("queue", person.pk)]) as page:
            await page.opens()
            assert await page.hears() == ["ping"]
            await in_database("DELETE FROM django_session")

            await page.ends()

    play(scene)


@pytest.mark.parametrize("when", ["when it comes back", "while it listens"])
def test_the_name_of_what_was_hidden_meanwhile_is_told_no_more(
    play, visit, person, cookie, announce, monkeypatch, when
):
    monkeypatch.setattr(live, "PING", 0.02)
    monkeypatch.setattr(live, "CHECK", 0.01)
    if when == "when it comes back":
        monkeypatch.setattr(live, "CHECK", 60)
        monkeypatch.setattr(live, "FRESH", 0)
    hidden = f"person-{person.pk + 1}"
    topics = ["queue", f"person-{person.pk}", hidden, f"{hidden}-writing"]

    async def scene(app):
        async with visit(app, cookie, [sign(topic, person.pk) for topic in topics]) as page:
            await page.opens()
            assert [await page.hears() for _nth in range(3)] == [["ping"]] * 3
            await announce(" ".join(topics))

            while (heard := await page.hears()) == ["ping"]:
                pass
            assert heard == [f"person-{person.pk}", "queue"]

    play(scene)


def test_streams_end_when_the_process_is_to_end(play, visit, person, cookie):
    async def scene(app):
        async with visit(app, cookie, [sign("queue", person.pk)]) as page:
            await page.opens()
            app.end()

            await page.ends()

    play(scene)


def test_a_visitor_who_leaves_is_forgotten(play, visit, person, cookie):
    async def scene(app):
        async with visit(app, cookie, [sign("queue", person.pk)]) as page:
            await page.opens()
            page.leave()

            await page.ends()
        assert app.count == 0

    play(scene)


@pytest.mark.parametrize("cookie", ["", "sessionid=nobody-s", "sessionid=", "other=1"])
def test_a_stranger_hears_nothing(play, visit, cookie):
    async def scene(app):
        async with visit(app, cookie, ["queue"]) as page:
            await page.ends()
            assert page.status == 401

    play(scene)


def test_somebody_who_may_no_longer_sign_in_hears_nothing(play, visit, person, cookie):
    person.is_active = False
    person.save()

    async def scene(app):
        async with visit(app, cookie) as page:
            await page.ends()
            assert page.status == 401

    play(scene)


def test_one_can_only_listen(play, visit, cookie):
    async def scene(app):
        async with visit(app, cookie, method="POST") as page:
            await page.ends()
            assert page.status == 405

    play(scene)
