"""The pages of ladders: the banner, the list, the settings, and the published procedure."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from tests.requests.portal.words import words_of

from spoc.audit.queries import story
from spoc.kit.time import at
from spoc.requests import activities as do
from spoc.requests.models import Escalation, Ladder

MONDAY = datetime(2026, 10, 19, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
BUDGET = 22


@pytest.fixture
def raised(people, register_request, found, work):
    """An urgent request that the coordinator on duty was told of."""
    with at(MONDAY):
        request = register_request()
        what = found("incident", service="print", impact=2, urgency=1)
        do.classify(request, by=people["Elin Sand"], classification=what)
        work()
    return request


@pytest.fixture
def second(db):
    """The general ladder of the second priority."""
    return Ladder.objects.get(level="2", service=None)


def typed(ladder, rows, **further):
    """What the form of a ladder sends for these rungs."""
    sent = {
        "rungs-TOTAL_FORMS": str(len(rows)),
        "rungs-INITIAL_FORMS": str(len(ladder.steps)),
        "version": str(ladder.version),
        "head": "",
        **further,
    }
    for place, row in enumerate(rows):
        sent |= {f"rungs-{place}-{name}": value for name, value in row.items()}
    return sent


def test_the_request_tells_whom_it_waits_for_and_takes_one_click(client_of, raised):
    sofia, (escalation,) = client_of("Sofia Berg"), raised.escalations.all()
    with at(MONDAY + 2 * MINUTE):
        page = sofia.get(f"/requests/{raised.pk}").content.decode()
        address = f"/escalations/{escalation.pk}/acknowledgement"
        assert address in page
        answer = sofia.post(address, {"from": "request"})
        assert answer.headers["Location"] == f"/requests/{raised.pk}"
        assert address not in sofia.get(f"/requests/{raised.pk}").content.decode()
    assert story(raised).filter(kind="escalation.acknowledged").exists()


def test_nobody_else_is_offered_to_acknowledge(client_of, raised):
    page = client_of("Elin Sand").get(f"/requests/{raised.pk}").content.decode()
    assert "/acknowledgement" not in page
    assert "Sofia Berg" in words_of(client_of("Elin Sand").get(f"/requests/{raised.pk}"))


def test_the_list_shows_what_waits_and_what_was_done(client_of, raised):
    sofia, (escalation,) = client_of("Sofia Berg"), raised.escalations.all()
    assert raised.reference in words_of(sofia.get("/escalations"))
    sofia.post(f"/escalations/{escalation.pk}/acknowledgement")
    assert raised.reference not in words_of(sofia.get("/escalations"))
    action = f"/escalations/{escalation.pk}/action"
    assert sofia.get(action).status_code == 200
    assert sofia.post(action, {"action": " "}).status_code == 422
    assert sofia.post(action, {"action": "Called the supplier."}).status_code == 302
    assert "Called the supplier." in words_of(sofia.get("/escalations?show=told"))


def test_an_owner_sees_what_was_raised_on_theirs(client_of, people, raised):
    do.own(raised, by=people["Sofia Berg"], owner=people["Elin Sand"])
    assert raised.reference in words_of(client_of("Elin Sand").get("/escalations?show=owned"))
    assert raised.reference not in words_of(client_of("Elin Sand").get("/escalations"))


def test_a_stranger_to_the_request_finds_no_escalation(client_of, raised):
    (escalation,) = raised.escalations.all()
    for name, status in (("Amir Haddad", 404), ("Karin Holm", 403)):
        answer = client_of(name).post(f"/escalations/{escalation.pk}/acknowledgement")
        assert (name, answer.status_code) == (name, status)
    assert Escalation.objects.get(pk=escalation.pk).state == "raised"


@pytest.mark.parametrize(
    ("name", "status"),
    [("Lena Falk", 200), ("Henrik Vall", 200), ("Åsa Ekman", 200), ("Elin Sand", 403)],
)
def test_the_settings_are_open_to_whoever_keeps_ladders(client_of, second, name, status):
    for address in ("/settings/ladders", f"/settings/ladders/{second.pk}"):
        assert client_of(name).get(address).status_code == status


def test_a_rung_is_added_changed_and_taken_away(client_of, second):
    rows = [
        {"trigger": "created", "roles": ["IC", "SL"], "minutes": "20", "is_always": "on"},
        {"trigger": "used_50", "roles": ["IC"], "minutes": "15", "DELETE": "on"},
        *({"trigger": s.trigger, "roles": list(s.roles)} for s in second.steps[2:]),
        {"trigger": "used_90", "roles": ["head"], "minutes": "5"},
        {"trigger": "", "minutes": ""},
    ]
    address = f"/settings/ladders/{second.pk}"
    answer = client_of("Lena Falk").post(address, typed(second, rows))
    assert answer.status_code == 302
    changed = Ladder.objects.get(pk=second.pk)
    kept = {step.place: (step.roles, step.minutes) for step in changed.steps}
    assert kept["created", 1] == (("IC", "SL"), 20)
    assert ("used_50", 1) not in kept
    assert kept["used_90", 2] == (("head",), 5)
    assert changed.version == 2
    assert story(changed).filter(kind="ladder.changed").exists()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"trigger": "created", "minutes": "5"}, "Say who hears"),
        ({"trigger": "", "roles": ["IC"]}, "Choose what sets the rung off"),
        ({"trigger": "broken", "roles": ["customer"], "minutes": "5"}, "need not answer"),
    ],
)
def test_what_is_wrong_with_a_rung_is_said_beside_it(client_of, second, row, words):
    answer = client_of("Lena Falk").post(f"/settings/ladders/{second.pk}", typed(second, [row]))
    assert answer.status_code == 422
    assert words in words_of(answer)
    assert Ladder.objects.get(pk=second.pk).version == 1


def test_what_somebody_changed_meanwhile_is_not_overwritten(client_of, people, second):
    sent = typed(second, [{"trigger": "created", "roles": ["IC"]}])
    do.change_ladder(second, by=people["Lena Falk"], steps=second.steps)
    answer = client_of("Henrik Vall").post(f"/settings/ladders/{second.pk}", sent)
    assert answer.status_code == 422
    assert len(Ladder.objects.get(pk=second.pk).steps) > 1


def test_the_page_tells_who_would_hear_what_when(client_of, second):
    lena, address = client_of("Lena Falk"), f"/settings/ladders/{second.pk}"
    said = words_of(lena.get(f"{address}?start=2026-10-23T16:40"))
    assert "23 October 2026, 16:40" in said
    assert "nobody below answered" in said
    sent = typed(second, [{"trigger": "broken", "roles": ["SL"]}], **{"try": "1"})
    tried = lena.post(address, {**sent, "start": "2026-10-23T16:40"})
    assert tried.status_code == 200
    assert "nobody below answered" not in words_of(tried)
    assert Ladder.objects.get(pk=second.pk).version == 1


def test_a_service_gets_and_loses_a_ladder_of_its_own(client_of):
    lena = client_of("Lena Falk")
    asked = {"service": "print", "level": "2"}
    answer = lena.post("/settings/ladders/new", asked)
    own = Ladder.objects.get(service__key="print")
    assert answer.headers["Location"] == f"/settings/ladders/{own.pk}"
    assert lena.post("/settings/ladders/new", asked).status_code == 422
    assert "Print" in words_of(lena.get("/settings/ladders"))
    assert lena.post(f"/settings/ladders/{own.pk}/removal").status_code == 302
    assert lena.get(f"/settings/ladders/{own.pk}").status_code == 404


def test_the_procedure_is_published_with_roles_at_the_desk_and_without_to_customers(client_of):
    desk = words_of(client_of("Elin Sand").get("/procedures/escalation"))
    assert "incident coordinator" in desk and "answer within 10 m, day and night" in desk
    portal = words_of(client_of("Karin Holm").get("/procedures/escalation"))
    assert "the desk’s coordinator" in portal and "incident coordinator" not in portal
    assert "Version" in desk and "Version" in portal


def test_the_list_keeps_to_its_budget(client_of, raised, django_assert_max_num_queries):
    sofia = client_of("Sofia Berg")
    sofia.get("/escalations")
    with django_assert_max_num_queries(BUDGET):
        assert sofia.get("/escalations").status_code == 200


@pytest.mark.parametrize(
    ("level", "offered", "kept_out"),
    [
        ("major", {"proposed", "declared", "no_update", "asked"}, {"created"}),
        ("1", {"created", "asked"}, {"proposed", "declared"}),
        ("supplier", {"used_50", "broken"}, {"created", "asked", "no_update"}),
    ],
)
def test_a_ladder_offers_what_can_set_its_rungs_off(client_of, level, offered, kept_out):
    row = Ladder.objects.get(level=level, service=None)
    page = client_of("Lena Falk").get(f"/settings/ladders/{row.pk}").content.decode()
    first = page.partition('name="rungs-0-trigger"')[2].partition("</select>")[0]
    values = set(re.findall(r'value="([^"]+)"', first))
    assert offered <= values and not kept_out & values
    assert ('value="contact"' in page) is (level == "supplier")


def test_a_rung_is_gathered_into_one_letter_a_day(client_of, second):
    row = {"trigger": "broken", "roles": ["CSM"], "is_digest": "on"}
    lena, address = client_of("Lena Falk"), f"/settings/ladders/{second.pk}"
    assert lena.post(address, typed(second, [{**row, "minutes": "5"}])).status_code == 422
    assert lena.post(address, typed(second, [row])).status_code == 302
    (step,) = Ladder.objects.get(pk=second.pk).steps
    assert step.is_digest
    assert "in one letter a working day" in words_of(lena.get("/procedures/escalation"))


def test_suppliers_have_a_ladder_that_is_shown_and_published(client_of):
    for name, address in (
        ("Lena Falk", "/settings/ladders"),
        ("Elin Sand", "/procedures/escalation"),
        ("Karin Holm", "/procedures/escalation"),
    ):
        shown = words_of(client_of(name).get(address))
        assert "Supplier" in shown and "the supplier" in shown, name


def test_each_row_of_the_table_has_its_head(client_of):
    page = client_of("Lena Falk").get("/settings/ladders").content.decode()
    assert '<div class="ladders scroll-x"' in page
    assert '<th scope="row" role="rowheader">somebody asked for attention</th>' in page
