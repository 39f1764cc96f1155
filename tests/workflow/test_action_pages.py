"""The settings of actions, as who keeps them sees them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spoc.people.queries import system
from spoc.workflow.activities import actions as do
from spoc.workflow.activities.actions import ActionPlan
from spoc.workflow.base import ActionKind
from spoc.workflow.models import Action, ActionRun

PLACE = "/settings/actions"
SCRIPT = {
    "name": "Make an account name",
    "s_script": "result = {'account': inputs['name'].lower()}",
    "inputs": "name\ncount number optional",
}
CALL = {
    "name": "Tell the phones",
    "s_method": "POST",
    "s_address": "https://phones.norrvik.example/{person}",
    "s_body": "",
    "s_header": "Authorization",
    "s_secret": "Bearer hush-hush",
    "s_keep": "id",
    "s_twice": "once",
    "inputs": "person",
}


@pytest.fixture
def asa(client_of, people):
    """The browser of an administrator, in English."""
    people["Åsa Ekman"].__class__.objects.filter(name="Åsa Ekman").update(language="en")
    return client_of("Åsa Ekman")


@pytest.fixture
def script(asa) -> Action:
    """A script as an administrator set it up and switched it on."""
    asa.post(f"{PLACE}/new/script", SCRIPT)
    action = Action.objects.get()
    asa.post(f"{PLACE}/{action.pk}/switching", {"is_on": "yes"})
    action.refresh_from_db()
    return action


def test_where_there_is_none_the_page_says_what_it_would_be_for(asa):
    assert "No action yet" in asa.get(PLACE).content.decode()


def test_the_kinds_are_shown_and_what_does_not_run_here_says_why(asa, monkeypatch):
    monkeypatch.setattr(ActionKind.get("script"), "available", lambda: "The kernel refuses.")
    page = asa.get(f"{PLACE}/new").content.decode()
    for words in ("HTTP call", "Directory", "Script", "Activity of the desk"):
        assert words in page
    assert "It does not run here." in page
    assert "The kernel refuses." in page
    assert "The kernel refuses." in asa.get(f"{PLACE}/new/script").content.decode()


def test_a_kind_that_is_none_is_not_found(asa):
    assert asa.get(f"{PLACE}/new/pigeon").status_code == 404


def test_the_form_asks_what_the_kind_asks(asa):
    page = asa.get(f"{PLACE}/new/directory").content.decode()
    for words in ("What it does", "Server", "Encryption", "Accounts that are never touched"):
        assert words in page
    assert "What it is given each time" not in page
    assert "What it is given each time" in asa.get(f"{PLACE}/new/http").content.decode()


def test_it_is_set_up_off_and_switched_on(script):
    assert (script.is_on, script.key) == (True, "make-an-account-name")
    assert script.inputs == {"name": "text", "count": "number optional"}


@pytest.mark.parametrize(
    ("kind", "wrong", "said"),
    [
        ("script", {"s_script": "def f(:"}, "Python does not understand line 1."),
        ("script", {"inputs": "9 lives"}, "“9 lives” is not understood"),
        ("http", {"s_address": "https://x.example/{nobody}"}, "Nothing called nobody is given"),
        ("http", {"s_body": "{"}, "This is no JSON"),
        ("http", {"s_header": "Host"}, "Write the name of a header"),
        ("http", {"name": ""}, "This field is required."),
        ("activity", {"name": "x", "s_activity": "add_task"}, "Say in whose name it acts."),
    ],
)
def test_what_cannot_work_is_said_beside_its_field_and_nothing_is_lost(asa, kind, wrong, said):
    told = {"script": SCRIPT, "http": CALL, "activity": {}}[kind] | wrong
    answer = asa.post(f"{PLACE}/new/{kind}", told)
    assert (answer.status_code, Action.objects.count()) == (422, 0)
    page = answer.content.decode()
    assert said in page
    assert "hush-hush" not in page
    if kind == "http" and "s_address" not in wrong:
        assert CALL["s_address"] in page


def test_a_secret_is_never_shown_and_stays_when_left_empty(asa):
    asa.post(f"{PLACE}/new/http", CALL)
    action = Action.objects.get()
    for place in (PLACE, f"{PLACE}/{action.pk}", f"{PLACE}/{action.pk}/change"):
        page = asa.get(place).content.decode()
        assert "hush-hush" not in page
        assert action.settings["secret"] not in page
    before = action.settings["secret"]
    asa.post(f"{PLACE}/{action.pk}/change", CALL | {"s_secret": "", "name": "Tell them"})
    action.refresh_from_db()
    assert (action.name, action.settings["secret"]) == ("Tell them", before)


def test_a_test_says_what_stands_in_the_way(asa):
    asa.post(f"{PLACE}/new/http", CALL | {"s_address": "http://127.0.0.1:1/{person}"})
    action = Action.objects.get()
    page = asa.post(f"{PLACE}/{action.pk}/check", follow=True).content.decode()
    assert "Tell the phones does not work: 127.0.0.1 is in a network that is not called" in page
    assert "It did not work the last time." in page


def test_it_is_run_once_and_its_log_is_read(asa, script, work):
    page = asa.get(f"{PLACE}/{script.pk}/trial").content.decode()
    assert "This is no rehearsal." in page
    answer = asa.post(f"{PLACE}/{script.pk}/trial", {"name": "KARIN"}, follow=True)
    run = ActionRun.objects.get()
    assert answer.redirect_chain[-1][0] == f"{PLACE}/runs/{run.pk}"
    work()
    page = asa.get(f"{PLACE}/runs/{run.pk}").content.decode()
    for words in ("Done", "Trial", "KARIN", "karin"):
        assert words in page
    assert "Trial" in asa.get(f"{PLACE}/{script.pk}").content.decode()


def test_what_is_missing_is_said_and_nothing_runs(asa, script):
    answer = asa.post(f"{PLACE}/{script.pk}/trial", {"count": "3"})
    assert (answer.status_code, ActionRun.objects.count()) == (422, 0)


def test_what_resets_a_password_is_not_tried_on_anybody(asa, directory):
    action = Action.objects.get()
    assert asa.get(f"{PLACE}/{action.pk}/trial").status_code == 422
    assert asa.post(f"{PLACE}/{action.pk}/trial", {"account": "x"}).status_code == 422
    assert "Run it once" not in asa.get(f"{PLACE}/{action.pk}").content.decode()


@pytest.mark.parametrize("name", ["Elin Sand", "Karin Holm", "Inga Wallin"])
def test_others_are_turned_away(script, client_of, name):
    browser, at = client_of(name), f"{PLACE}/{script.pk}"
    for place in (PLACE, f"{PLACE}/new", at, f"{at}/change", f"{at}/trial", f"{at}/rows"):
        assert browser.get(place).status_code == 403, place
    for place in (f"{at}/switching", f"{at}/check", f"{at}/change"):
        assert browser.post(place).status_code == 403, place
    script.refresh_from_db()
    assert script.is_on


def test_who_owns_one_finds_it_and_no_other(asa, script, client_of, people):
    plan = ActionPlan("Hers", {"script": "result = {}"}, owner=people["Inga Wallin"])
    hers = do.add_action("script", by=people["Åsa Ekman"], plan=plan)
    inga = client_of("Inga Wallin")
    page = inga.get(PLACE).content.decode()
    assert ("Hers" in page, script.name in page) == (True, False)
    assert inga.get(f"{PLACE}/{script.pk}").status_code == 404
    assert inga.get(f"{PLACE}/{hers.pk}/change").status_code == 200
    assert inga.get(f"{PLACE}/new").status_code == 403


def test_an_auditor_reads_and_changes_nothing(script, client_of):
    ylva = client_of("Ylva Öberg")
    assert ylva.get(f"{PLACE}/{script.pk}").status_code == 200
    assert ylva.post(f"{PLACE}/{script.pk}/switching").status_code == 403
    assert ylva.get(f"{PLACE}/{script.pk}/change").status_code == 403


def test_there_are_as_many_questions_for_many_as_for_one(asa, script, people):
    def asked(place: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert asa.get(place).status_code == 200
        return len(seen)

    places = (PLACE, f"{PLACE}/{script.pk}")
    make_runs(script, 2)
    few = [asked(place) for place in places]
    for number in range(8):
        plan = ActionPlan(f"Think {number}", {"script": "result = {}"})
        do.add_action("script", by=people["Åsa Ekman"], plan=plan)
    make_runs(script, 20)
    assert [asked(place) for place in places] == few
    assert max(few) <= 16


def make_runs(action: Action, count: int) -> None:
    """Ask for an action so often."""
    first = ActionRun.objects.count()
    for number in range(first, first + count):
        do.begin_run(action, by=system(), inputs={"name": "x"}, mark=f"m-{number}")


def test_the_earlier_runs_are_shown_when_asked_for(asa, script, monkeypatch):
    monkeypatch.setattr("spoc.workflow.pages.actions.PAGE_SIZE", 2)
    make_runs(script, 3)
    page = asa.get(f"{PLACE}/{script.pk}").content.decode()
    assert page.count("/settings/actions/runs/") == 2
    after = page.partition("rows?state=&amp;after=")[2].partition('"')[0]
    further = asa.get(f"{PLACE}/{script.pk}/rows", {"after": after}).content.decode()
    assert further.count("/settings/actions/runs/") == 1
