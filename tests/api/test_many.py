"""Many at once: each is done by itself, each is answered, and one refusal stops no other."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.requests.models import Entry, SupportRequest


@pytest.fixture
def machine(token_of):
    """A machine that acts as Elin Sand of the desk."""
    return Machine(token_of("Elin Sand", READ_AND_WRITE))


def statuses(answer) -> list[int]:
    """Return the status of each that was sent."""
    assert answer.status_code == 200, answer.content
    return [each["status"] for each in answer.json()["items"]]


def test_each_request_is_made_or_refused_by_itself(machine, people):
    needs = [
        {"description": "No sound in hall 3."},
        {"description": "No light in hall 4.", "requester": 999_999_999},
        {"description": "No air in hall 5.", "requester": people["Karin Holm"].pk},
    ]
    answer = machine.post("/bulk/requests", {"requests": needs})
    assert statuses(answer) == [201, 422, 201]
    told = answer.json()
    assert (told["done"], told["refused"]) == (2, 1)
    assert list(told["items"][1]["problem"]["errors"]) == ["requester"]
    made = SupportRequest.objects.get(pk=told["items"][2]["request"])
    assert (made.requester.name, made.channel) == ("Karin Holm", "api")


def test_what_is_sent_again_with_its_key_is_made_once(machine):
    needs = {"requests": [{"description": f"Alarm {n}", "key": f"alarm-{n}"} for n in range(3)]}
    first, again = (machine.post("/bulk/requests", needs) for _ in range(2))
    assert (statuses(first), statuses(again)) == ([201] * 3, [200] * 3)
    numbers = [[each["request"] for each in told.json()["items"]] for told in (first, again)]
    assert numbers[0] == numbers[1]


def test_a_requester_makes_many_for_themselves_and_none_for_others(token_of, people):
    machine = Machine(token_of("Karin Holm", READ_AND_WRITE))
    needs = [{"description": "Mine."}, {"description": "X", "requester": people["Elin Sand"].pk}]
    assert statuses(machine.post("/bulk/requests", {"requests": needs})) == [201, 422]


def test_notes_are_added_to_all_that_may_be_seen(machine, register_request, token_of):
    keys = [register_request().pk for _ in range(2)]
    notes = [{"request": key, "text": "Same switch."} for key in (*keys, 999_999_999)]
    assert statuses(machine.post("/bulk/notes", {"notes": notes})) == [201, 201, 404]
    assert Entry.objects.filter(text="Same switch.", is_internal=True).count() == 2
    requester = Machine(token_of("Karin Holm", READ_AND_WRITE))
    assert statuses(requester.post("/bulk/notes", {"notes": notes[:1]})) == [403]


def test_many_are_classified_each_under_the_law(machine, register_request, token_of):
    keys = [register_request().pk for _ in range(2)]
    said = [{"request": key, "type": "incident", "impact": 2, "urgency": 2} for key in keys]
    sent = {"classifications": said}
    requester = Machine(token_of("Karin Holm", READ_AND_WRITE))
    assert statuses(requester.post("/bulk/classifications", sent)) == [403, 403]
    assert statuses(machine.post("/bulk/classifications", sent)) == [200, 200]
    assert set(SupportRequest.objects.filter(pk__in=keys).values_list("type", flat=True)) == {
        "incident"
    }


@pytest.mark.parametrize("place", ["requests", "notes", "classifications"])
@pytest.mark.parametrize("count", [0, 1_001])
def test_none_and_more_than_a_thousand_are_refused(machine, place, count):
    one = {"description": "x", "request": 1, "text": "x", "type": "incident"}
    answer = machine.post(f"/bulk/{place}", {place: [one] * count})
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [place]


def test_what_is_not_right_in_one_names_it(machine):
    answer = machine.post("/bulk/requests", {"requests": [{"description": "x"}, {}]})
    assert list(answer.json()["errors"]) == ["requests.1.description"]


def test_a_storm_of_a_hundred_is_made_in_one_call(machine):
    needs = [{"description": f"Alarm {n} of the same storm"} for n in range(100)]
    assert statuses(machine.post("/bulk/requests", {"requests": needs})) == [201] * 100
