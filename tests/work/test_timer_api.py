"""One's own timer, by machines."""

from datetime import timedelta

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.kit.time import at, now
from spoc.work.queries import logs_of


@pytest.fixture
def elin(token_of):
    return Machine(token_of("Elin Sand", READ_AND_WRITE))


@pytest.fixture
def asked(register_request):
    return register_request()


def test_it_is_started_read_and_stopped_with_its_minutes(elin, asked):
    assert elin.get("/timer").status_code == 404
    begun = elin.post(f"/requests/{asked.pk}/timer")
    assert (begun.status_code, begun.json()["subject"]) == (200, f"request-{asked.pk}")
    with at(now() + timedelta(minutes=5)):
        assert elin.get("/timer").json()["minutes"] == 6
        log = elin.post("/timer/stop", {"activity": "Looked"})
    assert (log.status_code, log.json()["activity"]) == (201, "Looked")
    assert logs_of(asked).get().minutes == log.json()["minutes"] == 6
    assert elin.post("/timer/stop").status_code == 404


def test_it_is_thrown_away_and_nothing_is_logged(elin, asked):
    elin.post(f"/requests/{asked.pk}/timer")
    assert elin.delete("/timer").status_code == 204
    assert elin.delete("/timer").status_code == 404
    assert not logs_of(asked).exists()


def test_one_that_was_forgotten_asks_how_many_minutes_it_was(elin, asked):
    elin.post(f"/requests/{asked.pk}/timer")
    with at(now() + timedelta(hours=13)):
        assert elin.get("/timer").json()["is_forgotten"]
        refused = elin.post("/timer/stop", {})
        assert (refused.status_code, [*refused.json()["errors"]]) == (422, ["minutes"])
        assert elin.post("/timer/stop", {"minutes": 40}).json()["minutes"] == 40


@pytest.mark.parametrize(("name", "status"), [("Karin Holm", 403), ("Rune Dahl", 404)])
def test_who_does_not_work_on_it_times_nothing(token_of, asked, name, status):
    somebody = Machine(token_of(name, READ_AND_WRITE))
    assert somebody.post(f"/requests/{asked.pk}/timer").status_code == status
    assert somebody.get("/timer").status_code == 404


def test_a_timer_is_ones_own_alone(elin, asked, token_of):
    elin.post(f"/requests/{asked.pk}/timer")
    daniel = Machine(token_of("Daniel Okoro", READ_AND_WRITE))
    assert daniel.get("/timer").status_code == 404
    assert daniel.delete("/timer").status_code == 404
    assert elin.get("/timer").status_code == 200


def test_a_task_changes_its_place_by_who_plans_the_work(elin, asked, token_of):
    tasks = f"/requests/{asked.pk}/tasks"
    first, second = (elin.post(tasks, {"title": title}).json()["id"] for title in ("A", "B"))
    assert elin.post(f"/tasks/{second}/moves", {"move": "up"}).status_code == 200
    assert [each["id"] for each in elin.get(tasks).json()["items"]] == [second, first]
    elin.post(f"/tasks/{second}/moves", {"move": "down"})
    assert [each["id"] for each in elin.get(tasks).json()["items"]] == [first, second]
    karin = Machine(token_of("Karin Holm", READ_AND_WRITE))
    assert karin.post(f"/tasks/{second}/moves", {"move": "up"}).status_code == 404
