"""Agreements over the API: from draft to end, the pages' own law."""

from datetime import timedelta

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.catalogue.models import Service
from spoc.kit.time import now
from spoc.people.models import Organisation
from spoc.service_levels.models import Agreement, Calendar

WHOLE = [
    {"metric": "response", "minutes": 60},
    {"metric": "resolution", "minutes": 960, "request_type": "incident", "priority": 1},
    {"metric": "fulfilment", "minutes": 2400, "request_type": "fulfilment"},
]


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def lena(machine) -> Machine:
    return machine("Lena Falk")


@pytest.fixture
def given(db) -> dict[str, object]:
    """What is agreed with the city."""
    city = Organisation.objects.get(name="City of Norrvik")
    return {
        "kind": "sla",
        "name": "City",
        "calendar": Calendar.objects.get(key="office").pk,
        "party": {"noun": "organisation", "id": city.pk},
        "services": [Service.objects.get(key="mail").pk],
        "targets": WHOLE,
    }


@pytest.fixture
def at(lena, given) -> str:
    """The address of a draft with the city."""
    return f"/agreements/{lena.post('/agreements', given).json()['id']}"


def errors(answer) -> list[str]:
    assert answer.status_code == 422, answer.content
    return sorted(answer.json()["errors"])


def day(ahead: int) -> str:
    return (now().date() + timedelta(days=ahead)).isoformat()


def test_what_was_written_is_what_is_read(lena, given, at):
    read = lena.get(at).json()
    assert (read["state"], read["version"], read["services"]) == ("draft", 1, given["services"])
    assert (read["party"]["name"], read["goal"]) == ("City of Norrvik", 95)
    assert [(t["metric"], t["minutes"], t["priority"]) for t in read["targets"]] == [
        *(("response", 60, None), ("resolution", 960, 1), ("fulfilment", 2400, None)),
    ]
    changed = lena.send("PUT", at, {**given, "goal": 90, "party": None, "pause_reasons": []})
    said = changed.json()
    assert (said["goal"], said["party"], said["pause_reasons"]) == (90, None, [])


def test_an_agreement_goes_all_the_way(lena, at):
    sent = lena.post(f"{at}/sending", {"accepted_gap": "They never use it."})
    assert (sent.status_code, sent.json()["state"]) == (200, "in_review"), sent.content
    back = lena.post(f"{at}/return", {"reason": "Name the wards."})
    assert back.json()["state"] == "draft"
    lena.post(f"{at}/sending", {"accepted_gap": "They never use it."})
    signed = lena.post(
        f"{at}/signature", {"for_party": "Anna Berg", "valid_from": day(0), "valid_to": day(300)}
    )
    assert (signed.json()["state"], signed.json()["signed_for_party"]) == ("active", "Anna Berg")
    held = lena.post(f"{at}/reviews", {"minutes": "All is well.", "next_on": day(90)})
    assert held.json()["review_on"] == day(90)
    following = lena.post(f"{at}/versions")
    assert (following.status_code, following.json()["version"]) == (201, 2)
    assert lena.post(f"{at}/versions").status_code == 422
    key = following.json()["key"]
    versions = lena.get("/agreements", key=key).json()["items"]
    assert {row["version"]: row["state"] for row in versions} == {1: "active", 2: "draft"}
    assert lena.post(f"{at}/ending", {"reason": "They left."}).json()["state"] == "ended"
    told = lena.get(f"{at}/history").json()
    assert told[0]["kind"] == "agreement.ended"
    assert "All is well." in [each["words"] for each in told]


def test_it_is_in_force_from_midnight_where_its_calendar_is(lena, at):
    lena.post(f"{at}/sending", {"accepted_gap": "They never use it."})
    dates = {"valid_from": "2030-07-01", "valid_to": "2030-07-31"}
    lena.post(f"{at}/signature", {"for_party": "Anna Berg", **dates})
    row = Agreement.objects.get(pk=int(at.rpartition("/")[2]))
    assert [each.isoformat() for each in (row.valid_from, row.valid_to)] == [
        *("2030-06-30T22:00:00+00:00", "2030-07-31T22:00:00+00:00"),
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"calendar": 999_999}, "calendar"),
        ({"services": [999_999]}, "services"),
        ({"party": {"noun": "organisation", "id": 999_999}}, "party"),
        ({"party": {"noun": "team", "id": 1}}, "party"),
        ({"goal": 101}, "goal"),
        ({"targets": [{"metric": "work", "minutes": 60}]}, "targets"),
        ({"targets": [WHOLE[0], WHOLE[0]]}, "targets"),
        ({"targets": [{**WHOLE[2], "metric": "resolution"}]}, "targets"),
        ({"targets": [{**WHOLE[0], "calendar": 999_999}]}, "targets"),
        ({"targets": [{**WHOLE[0], "minutes": 527_041}]}, "targets.0.minutes"),
        ({"review_on": "9999-12-31"}, "review_on"),
    ],
)
def test_what_cannot_be_agreed_names_its_field(lena, given, at, wrong, field):
    assert errors(lena.send("PUT", at, {**given, **wrong})) == [field]
    assert errors(lena.post("/agreements", {**given, "name": "New", **wrong})) == [field]


def test_a_calendar_out_of_use_is_not_chosen(lena, given, at):
    Calendar.objects.filter(pk=given["calendar"]).update(is_active=False)
    assert errors(lena.send("PUT", at, given)) == ["calendar"]


def test_what_keeps_it_from_being_sent_is_told(lena, given, at):
    assert lena.get(f"{at}/check").json()["faults"] == []
    lena.send("PUT", at, {**given, "targets": []})
    (fault,) = lena.get(f"{at}/check").json()["faults"]
    refused = lena.post(f"{at}/sending", {})
    assert (refused.status_code, refused.json()["detail"]) == (422, fault)


def test_a_step_out_of_turn_is_refused(lena, at):
    steps = {
        "return": {"reason": "No"},
        "signature": {"for_party": "Anna Berg", "valid_from": day(0)},
        "reviews": {"minutes": "Well.", "next_on": day(9)},
        "ending": {"reason": "No"},
    }
    for noun, body in steps.items():
        assert (noun, lena.post(f"{at}/{noun}", body).status_code) == (noun, 422)


def test_agreements_are_narrowed_by_kind_and_state(lena, at):
    teams = lena.get("/agreements", kind="ola", state="active").json()["items"]
    assert {row["party"]["noun"] for row in teams} == {"team"}
    drafts = lena.get("/agreements", state="draft").json()["items"]
    assert [f"/agreements/{row['id']}" for row in drafts] == [at]


def test_the_list_asks_few_questions(lena, at, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        assert len(lena.get("/agreements").json()["items"]) > 4


def test_others_at_the_desk_read_and_write_nothing(machine, given, at):
    elin = machine("Elin Sand")
    assert elin.get(at).json()["name"] == "City"
    refused = [
        elin.post("/agreements", {**given, "name": "Mine"}),
        elin.send("PUT", at, given),
        elin.post(f"{at}/sending", {}),
        elin.post(f"{at}/versions"),
        elin.post(f"{at}/signature", {"for_party": "Me", "valid_from": day(0)}),
    ]
    assert [answer.status_code for answer in refused] == [403] * len(refused)


@pytest.mark.parametrize("name", ["Karin Holm", "Rune Dahl"])
def test_requesters_learn_of_none(machine, given, at, name):
    asked = machine(name)
    for place in (at, "/agreements/999999"):
        answers = [
            asked.get(place),
            asked.send("PUT", place, given),
            asked.get(f"{place}/check"),
            asked.get(f"{place}/history"),
            asked.post(f"{place}/sending", {}),
            asked.post(f"{place}/ending", {"reason": "No"}),
        ]
        assert [each.status_code for each in answers] == [403] * len(answers)
    assert asked.get("/agreements").status_code == 403
