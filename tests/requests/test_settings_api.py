"""Custom fields, templates and what comes back, kept by machines under the law of the settings."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.catalogue.models import Category, Service
from spoc.people.models import Person, Team
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.models import CustomField, Recurrence, RequestTemplate

FIELDS, TEMPLATES = "/settings/custom-fields", "/settings/request-templates"
RECURRENCES = "/settings/recurrences"
FIELD = {"name": "Asset tag", "kind": "text"}
TEMPLATE = {"name": "Prepare a room", "title": "Prepare the meeting room"}
WEEKLY = {"rule": "FREQ=WEEKLY", "starts_at": "2090-03-06T09:00:00+01:00"}
WEEKLY |= {"zone": "Europe/Stockholm"}
NO_SUCH = 999_999_999
# by whom a thing is kept: managers alone keep fields, coordinators templates too
MAY_NOT = [
    *((FIELDS, FIELD, name) for name in ("Karin Holm", "Elin Sand", "Sofia Berg")),
    *((TEMPLATES, TEMPLATE, name) for name in ("Karin Holm", "Elin Sand")),
    *((RECURRENCES, WEEKLY | {"template": 1, "requester": 1}, "Karin Holm"),),
    *((RECURRENCES, WEEKLY | {"template": 1, "requester": 1}, "Elin Sand"),),
]


@pytest.fixture(autouse=True)
def in_english(db):
    """Everybody reads English here, so that one sentence is looked for."""
    Person.objects.update(language="en")


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def lena(machine):
    """The machine of the service manager."""
    return machine("Lena Falk")


@pytest.fixture
def weekly(people):
    """What a request that comes back every week is made of."""
    template = do.add_template("Prepare a room", by=system(), title="Prepare the meeting room")
    return {**WEEKLY, "template": template.pk, "requester": people["Karin Holm"].pk}


def test_a_field_is_added_read_changed_moved_and_retired(lena, machine):
    mail = Service.objects.get(key="mail").pk
    do.add_field("Room", by=system(), kind="text")
    body = FIELD | {"kind": "choice", "names": {"sv": "Märkning"}, "services": [mail]}
    body |= {"choices": [{"name": "Red", "names": {"sv": "Röd"}}, {"name": "Blue"}]}
    made = lena.post(FIELDS, body | {"key": "tag"})
    at = f"{FIELDS}/{made.json()['id']}"
    assert (made.status_code, made.json()["key"], made.json()["place"]) == (201, "tag", 2)
    assert lena.get(at).json() == made.json()
    assert [each["key"] for each in made.json()["choices"]] == ["red", "blue"]
    body |= {"choices": [{"name": "Green"}, {"name": "Red"}], "needed": "resolution"}
    changed = lena.send("PUT", at, body).json()
    assert [each["key"] for each in changed["choices"]] == ["green", "red"]
    assert (changed["services"], changed["needed"]) == ([mail], "resolution")
    assert lena.send("PUT", f"{at}/place", {"place": 1}).json()["place"] == 1
    assert [each["key"] for each in lena.get(FIELDS).json()["items"]] == ["tag", "room"]
    assert lena.delete(at).status_code == 204
    used = machine("Elin Sand").get("/custom-fields").json()["items"]
    assert [each["key"] for each in used] == ["room"]
    assert (lena.get(at).json()["is_live"], lena.get(at).json()["needed"]) == (False, "resolution")
    assert lena.send("PUT", at, lena.get(at).json() | {"is_live": True}).json()["is_live"]


def test_what_is_kept_can_be_sent_back_as_it_was_read(lena, weekly):
    do.add_field("Room", by=system(), kind="number", least=1, most=20, names={"sv": "Rum"})
    lena.post(RECURRENCES, weekly)
    for listed in (FIELDS, TEMPLATES, RECURRENCES):
        (row,) = lena.get(listed).json()["items"]
        sent = lena.send("PUT", f"{listed}/{row['id']}", row).json()
        sent.pop("moments", None)
        assert sent == row


def test_a_template_is_written_read_changed_and_taken_out_of_use(machine):
    sofia, elin = machine("Sofia Berg"), machine("Elin Sand")
    do.add_field("Room", by=system(), kind="text")
    team = Team.objects.get(key="applications").pk
    service, category = Service.objects.get(key="mail").pk, Category.objects.get(key="fault").pk
    whole = TEMPLATE | {"type": "fulfilment", "service": service, "category": category}
    whole |= {"team": team, "impact": 3, "custom": {"room": "B12"}, "tasks": ["Order coffee"]}
    made = sofia.post(TEMPLATES, whole)
    at = f"{TEMPLATES}/{made.json()['id']}"
    assert made.status_code == 201
    assert sofia.get(at).json() == made.json()
    assert made.json().items() >= whole.items()
    assert sofia.send("PUT", at, TEMPLATE | {"words": "Coffee."}).json()["tasks"] == []
    assert sofia.delete(at).status_code == 204
    assert elin.get("/request-templates").json()["items"] == []
    assert [each["is_live"] for each in sofia.get(TEMPLATES).json()["items"]] == [False]


def test_what_comes_back_is_set_up_changed_paused_resumed_and_ended(machine, weekly):
    sofia = machine("Sofia Berg")
    made = sofia.post(RECURRENCES, weekly)
    at = f"{RECURRENCES}/{made.json()['id']}"
    assert (made.status_code, len(made.json()["moments"])) == (201, 5)
    assert made.json()["next_at"] == "2090-03-06T08:00:00Z"
    daily = sofia.send("PUT", at, weekly | {"rule": "RRULE:freq=daily"}).json()
    assert (daily["rule"], daily["moments"][1]) == ("FREQ=DAILY", "2090-03-07T08:00:00Z")
    states = []
    for state in ("paused", "active", "ended"):
        said = sofia.send("PUT", f"{at}/state", {"state": state}).json()
        states.append((said["state"], said["next_at"] is None, said["moments"] == []))
    assert states == [("paused", True, True), ("active", False, False), ("ended", True, True)]
    assert sofia.send("PUT", f"{at}/state", {"state": "active"}).status_code == 422
    assert sofia.get(at).json()["state"] == "ended"
    assert [each["id"] for each in sofia.get(RECURRENCES).json()["items"]] == [made.json()["id"]]


@pytest.mark.parametrize(("at", "body", "name"), MAY_NOT)
def test_who_does_not_keep_it_neither_reads_nor_changes_it(machine, at, body, name):
    somebody = machine(name)
    calls = [("GET", at, None), ("POST", at, body), ("GET", f"{at}/1", None)]
    calls += [("PUT", f"{at}/1", body)]
    calls += [("DELETE", f"{at}/1", None)] if at != RECURRENCES else []
    calls += [("PUT", f"{at}/1/place", {"place": 1})] if at == FIELDS else []
    calls += [("PUT", f"{at}/1/state", {"state": "ended"})] if at == RECURRENCES else []
    for method, address, said in calls:
        answer = somebody.send(method, address, said)
        assert (method, address, answer.status_code) == (method, address, 403)
        assert answer.json()["detail"].endswith("ask them.")
    kept = (CustomField, RequestTemplate, Recurrence)
    assert not any(model.objects.exists() for model in kept)


@pytest.mark.parametrize(
    ("at", "body"), [(FIELDS, FIELD), (TEMPLATES, TEMPLATE), (RECURRENCES, None)]
)
def test_a_number_there_is_not_is_not_found(lena, weekly, at, body):
    for method, after, said in [
        ("GET", "", None),
        ("PUT", "", body or weekly),
        *([("DELETE", "", None)] if body else []),
        *([("PUT", "/place", {"place": 1})] if at == FIELDS else []),
        *([("PUT", "/state", {"state": "paused"})] if at == RECURRENCES else []),
    ]:
        answer = lena.send(method, f"{at}/{NO_SUCH}{after}", said)
        assert (method, after, answer.status_code) == (method, after, 404)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"kind": "poem"}, "kind"),
        ({"kind": "choice"}, "choices"),
        ({"kind": "choice", "choices": [{"name": "Red"}, {"name": "Red "}]}, "choices"),
        ({"kind": "choice", "choices": [{"name": " "}]}, "choices"),
        ({"least": 5, "most": 2}, "most"),
        ({"services": [NO_SUCH]}, "services"),
        ({"needed": "tomorrow"}, "needed"),
    ],
)
def test_what_makes_no_field_is_refused_by_name(lena, said, field):
    answer = lena.post(FIELDS, FIELD | said)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])
    assert not CustomField.objects.exists()


def test_a_field_with_values_keeps_its_kind(lena, people, at_status):
    field = do.add_field("Asset tag", by=system(), kind="text")
    do.fill_in(at_status("assigned"), by=people["Elin Sand"], values={"asset_tag": "A1"})
    answer = lena.send("PUT", f"{FIELDS}/{field.pk}", FIELD | {"kind": "number"})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["kind"])
    assert "retire the field" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"title": " "}, "title"),
        ({"type": "party"}, "type"),
        ({"impact": 4}, "impact"),
        ({"service": NO_SUCH}, "service"),
        ({"team": NO_SUCH}, "team"),
        ({"custom": {"shoe": 44}}, "custom-shoe"),
    ],
)
def test_what_makes_no_template_is_refused_by_name(lena, said, field):
    answer = lena.post(TEMPLATES, TEMPLATE | said)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])
    assert not RequestTemplate.objects.exists()


def test_a_template_from_which_requests_come_back_stays_in_use(lena, weekly):
    lena.post(RECURRENCES, weekly)
    answer = lena.delete(f"{TEMPLATES}/{weekly['template']}")
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["is_live"])
    assert RequestTemplate.objects.get().is_live


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"rule": "FREQ=HOURLY"}, "rule"),
        ({"rule": "every monday"}, "rule"),
        ({"rule": "FREQ=DAILY;UNTIL=20900101"}, "rule"),
        ({"starts_at": "2090-03-06T09:00:00"}, "starts_at"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"when_closed": "skip"}, "calendar"),
        ({"template": NO_SUCH}, "template"),
        ({"requester": NO_SUCH}, "requester"),
        ({"calendar": NO_SUCH}, "calendar"),
    ],
)
def test_what_cannot_come_back_is_refused_by_name(lena, weekly, said, field):
    answer = lena.post(RECURRENCES, weekly | said)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])
    assert not Recurrence.objects.exists()


def test_what_is_kept_is_walked_page_by_page(lena, weekly):
    for number in range(3):
        do.add_field(f"Field {number}", by=system(), kind="text")
        do.add_template(f"Template {number}", by=system(), title="T")
        lena.post(RECURRENCES, weekly)
    for at, count in ((FIELDS, 3), (TEMPLATES, 4), (RECURRENCES, 3)):
        found, cursor = [], ""
        while cursor is not None:
            page = lena.get(at, limit=2, cursor=cursor).json()
            found, cursor = found + [each["id"] for each in page["items"]], page["next"]
        assert (at, len(found), len(set(found))) == (at, count, count)
