"""The table of dispatch on its page, tried before it is saved; the queue of what is lost."""

import re

import pytest
from tests.floor.machine import Machine

from spoc.audit.models import Fact
from spoc.cli.doctor import queues
from spoc.people.models import Person, Team
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.models import DispatchRule, SupportRequest


@pytest.fixture(autouse=True)
def in_english(db):
    """Everybody reads English here, so that one sentence is looked for."""
    Person.objects.update(language="en")


TABLE = "/settings/dispatch"
BUDGET = 12
TRIAL_BUDGET = 30
KEEPERS = ["Lena Falk", "Henrik Vall", "Åsa Ekman"]


@pytest.fixture
def lena(client_of):
    return client_of("Lena Falk")


@pytest.fixture
def typed(db):
    """What a form of a rule says: `typed(type="incident")`."""

    def made(**said):
        return {
            "name": "Quokkas",
            "place": 1,
            "team": Team.objects.get(key="infrastructure").pk,
            "strategy": "team",
            "is_active": "on",
            **said,
        }

    return made


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize("name", KEEPERS)
def test_who_manages_the_desk_keeps_the_table(client_of, name):
    page = text(client_of(name).get(TABLE))
    assert "Everything else" in page
    assert page.index("Image archive") < page.index("Everything else")


@pytest.mark.parametrize("name", ["Elin Sand", "Maja Lindqvist", "Karin Holm"])
@pytest.mark.parametrize("address", ["", "/new"])
def test_others_do_not(client_of, name, address):
    browser = client_of(name)
    assert browser.get(TABLE + address).status_code == 403
    assert browser.post(f"{TABLE}/new", {}).status_code == 403


def test_a_rule_is_added_at_its_place(lena, typed):
    assert lena.post(f"{TABLE}/new", typed(words="quokka, Wombat", place=2)).status_code == 302
    made = DispatchRule.objects.get(name="Quokkas")
    assert (made.rank, made.words) == (2, ["quokka", "wombat"])


def test_a_new_rule_is_offered_a_place_where_it_can_decide(lena):
    last = DispatchRule.objects.get(name="Everything else")
    assert f'name="place" value="{last.rank}"' in text(lena.get(f"{TABLE}/new"))


def test_a_rule_is_changed(lena, typed):
    rule = DispatchRule.objects.get(name="Orders")
    given = typed(name="Orders", place=rule.rank, type="fulfilment", priorities=["1", "2"])
    assert lena.post(f"{TABLE}/{rule.pk}", given).status_code == 302
    rule.refresh_from_db()
    assert (rule.priorities, rule.strategy) == ([1, 2], "team")


def test_a_rule_that_can_never_decide_is_told_which_comes_first(lena, typed):
    answer = lena.post(f"{TABLE}/new", typed(type="incident", place=99))
    assert answer.status_code == 422
    assert "Everything else, takes all of it first" in text(answer)
    assert not DispatchRule.objects.filter(name="Quokkas").exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"hours": "open"}, "Say both: which calendar"),
        ({"name": " "}, "This field is required"),
        ({"most_open": "0"}, "greater than or equal to 1"),
    ],
)
def test_what_makes_no_rule_is_given_back_as_typed(lena, typed, said, sentence):
    answer = lena.post(f"{TABLE}/new", typed(words="quokka", **said))
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "quokka" in text(answer)


def test_a_rule_is_moved_and_a_covered_one_is_marked(lena):
    last = DispatchRule.objects.get(name="Everything else")
    lena.post(f"{TABLE}/{last.pk}/place", {"to": "up"})
    page = text(lena.get(TABLE))
    assert "Never decides: rule 5, Everything else comes first" in page


def test_a_rule_is_switched_off_and_on(lena):
    rule = DispatchRule.objects.get(name="Orders")
    for state in ("off", "on"):
        lena.post(f"{TABLE}/{rule.pk}/switch", {"to": state})
        rule.refresh_from_db()
        assert rule.is_active is (state == "on")


def test_a_trial_says_what_would_go_elsewhere_and_writes_nothing(lena, typed, at_status):
    moved, stays = at_status("classified", "incident"), at_status("classified", "information")
    facts, rules = Fact.objects.count(), list(DispatchRule.objects.values())
    answer = lena.post(f"{TABLE}/new", typed(type="incident", **{"try": "1"}))
    page = text(answer)
    assert answer.status_code == 200
    assert "2 past requests were tried." in page
    assert "1 would go elsewhere." in page
    trial = page[page.index('id="trial"') : page.index("</section>")]
    assert f"/requests/{moved.pk}" in trial
    assert f"/requests/{stays.pk}" not in trial
    assert "Applications</td><td>Infrastructure" in trial
    assert (Fact.objects.count(), list(DispatchRule.objects.values())) == (facts, rules)


def test_a_trial_of_a_changed_rule_takes_the_place_of_the_one_there_is(lena, typed, at_status):
    at_status("classified", "fulfilment")
    rule = DispatchRule.objects.get(name="Orders")
    given = typed(name="Orders", place=rule.rank, type="incident", **{"try": "1"})
    page = text(lena.post(f"{TABLE}/{rule.pk}", given))
    assert "Workplace</td><td>Applications" in page


def test_a_trial_lists_only_what_one_may_see(client_of, typed, at_status):
    request = at_status("classified", "incident")
    page = text(client_of("Åsa Ekman").post(f"{TABLE}/new", typed(**{"try": "1"})))
    assert "1 would go elsewhere." in page
    assert f"/requests/{request.pk}" not in page


def test_a_trial_costs_the_same_however_many_it_tries(
    lena, typed, at_status, django_assert_max_num_queries
):
    for _ in range(6):
        at_status("classified", "incident")
    with django_assert_max_num_queries(TRIAL_BUDGET):
        lena.post(f"{TABLE}/new", typed(**{"try": "1"}))


def test_the_table_keeps_to_its_budget(lena, django_assert_max_num_queries):
    with django_assert_max_num_queries(BUDGET):
        assert lena.get(TABLE).status_code == 200


@pytest.fixture
def lost(at_status):
    """A classified request that no rule fits."""
    DispatchRule.objects.all().delete()
    there = Team.objects.get(key="workplace")
    do.add_rule("Orders", by=system(), team=there, type="fulfilment")
    return do.dispatch(at_status("classified", "incident"), by=system())


def test_the_queue_of_what_nobody_is_found_for_stands_in_the_navigation(client_of, lost):
    browser = client_of("Elin Sand")
    page = text(browser.get("/queues/unroutable"))
    assert lost.title in page
    assert "Nobody to dispatch to" in text(browser.get("/queues/all/rows"))
    assert "/queues/unroutable" in text(browser.get("/nav"))
    do.assign(lost, by=system(), team=Team.objects.get(key="workplace"))
    assert "/queues/unroutable" not in text(browser.get("/nav"))
    assert lost.title not in text(browser.get("/queues/unroutable"))


def test_the_doctor_finds_what_nobody_is_found_for(lost):
    assert [finding.is_well for finding in queues()] == [False]
    do.assign(lost, by=system(), team=Team.objects.get(key="workplace"))
    assert [finding.is_well for finding in queues()] == [True]


def test_machines_read_the_table_at_the_desk_alone(token_of):
    rules = Machine(token_of("Elin Sand")).get("/dispatch-rules").json()["items"]
    assert [rule["place"] for rule in rules] == list(range(1, len(rules) + 1))
    assert rules[-1]["name"] == "Everything else"
    assert Machine(token_of("Karin Holm")).get("/dispatch-rules").json()["items"] == []
    assert SupportRequest.objects.count() == 0


def test_a_trial_of_a_rule_that_could_never_decide_says_so(lena, typed):
    answer = lena.post(f"{TABLE}/new", typed(type="incident", place=99, **{"try": "1"}))
    assert answer.status_code == 422
    assert "It would never decide" in text(answer)
    assert 'id="trial"' not in text(answer)


@pytest.mark.parametrize(("verb", "to"), [("place", "up"), ("switch", "off")])
def test_after_a_move_the_keyboard_goes_on_at_the_same_rule(lena, verb, to):
    rule = DispatchRule.objects.get(name="Orders")
    answer = lena.post(f"{TABLE}/{rule.pk}/{verb}", {"to": to})
    assert answer["Location"] == f"{TABLE}#rule-{rule.pk}"
    assert f'<tr id="rule-{rule.pk}" tabindex="-1">' in text(lena.get(TABLE))


def test_a_rule_is_typed_in_its_three_parts(lena):
    page = text(lena.get(f"{TABLE}/new"))
    parts = re.findall(r"<h3>([^<]+)</h3>", page[page.index("<main") :])
    assert parts == ["The rule", "Asks for", "Who gets it"]
