"""A forgotten password, reset by whoever proved that the account is theirs."""

from datetime import timedelta

import pytest

from spoc.audit.models import Particulars
from spoc.audit.queries import story
from spoc.channels.activities.identity import ask_identity
from spoc.channels.models import Letter
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.people.activities import add_address, change_person, grant_role, verify_address
from spoc.people.queries import system
from spoc.workflow import identity_access as access
from spoc.workflow.activities import actions, identity, runs
from spoc.workflow.activities.resetting import fetch_password, reset_password
from spoc.workflow.models import ActionRun
from spoc.workflow.queries.identity import standing_of
from tests.workflow.proofs import ACCOUNT, OTHER, PASSWORD, begun, wrong


def test_the_code_goes_to_the_other_address_alone(karin):
    check, code = begun()
    letter = Letter.objects.latest("pk")
    assert (letter.to_addresses, letter.noun, letter.subject_id) == ([OTHER], "person", karin.pk)
    assert code not in str(vars(check))
    assert code not in str([*Particulars.objects.values_list("values", flat=True)])


def test_with_the_code_it_is_proven_once(karin):
    check, code = begun()
    identity.prove(check, by=system(), code=f"{code[:3]} {code[3:]}")
    assert (check.state, check.code) == ("proven", "")
    kinds = [fact.kind for fact in story(check)]
    assert kinds == ["identity_check.begun", "identity_check.proven"]


def test_five_wrong_codes_and_the_right_one_is_no_use_any_more(karin):
    check, code = begun()
    for _each in range(5):
        identity.prove(check, by=system(), code=wrong(code))
    assert (check.state, check.reason) == ("failed", "tries")
    identity.prove(check, by=system(), code=code)
    assert check.state == "failed"
    assert story(check).last().kind == "identity_check.failed"


def test_after_ten_minutes_the_code_is_too_old(karin):
    check, code = begun()
    with at(now() + timedelta(minutes=10, seconds=1)):
        identity.prove(check, by=system(), code=code)
    assert (check.state, check.reason) == ("failed", "late")


def test_what_nobody_proved_lapses_by_itself(karin, run_job):
    check, _code = begun()
    with at(now() + timedelta(minutes=11)):
        run_job("workflow.action_jobs.keep_runs", timestamp=0)
    check.refresh_from_db()
    assert (check.state, check.reason) == ("failed", "late")


@pytest.mark.parametrize(
    "account", ["nobody@norrvik.example", "sanna.kivi@norrvikhospital.example"]
)
def test_who_cannot_be_proven_looks_like_everybody_else(people, account):
    before = Letter.objects.count()
    check, code = ask_identity(account, by=system(), way="mail")
    assert (check.state, code, Letter.objects.count()) == ("begun", "", before)
    shown, told = ask_identity(account, by=system(), way="manager")
    if shown.person is None:
        identity_of = identity.prove(check, by=system(), code=told)
        assert identity_of.state == "begun"
    assert len(told) == 6


def test_the_owner_is_told_why(people):
    sanna = people["Sanna Kivi"]
    with pytest.raises(NotPossible, match="no other way"):
        ask_identity("sanna.kivi@norrvikhospital.example", by=sanna, way="mail")


def test_an_administrator_is_never_proven_here(karin, people):
    grant_role(karin, by=people["Åsa Ekman"], role="AD")
    before = Letter.objects.count()
    check, _code = ask_identity(ACCOUNT, by=system(), way="mail")
    assert (check.address, check.code, Letter.objects.count()) == ("", "", before)
    with pytest.raises(NotPossible, match="administrator"):
        ask_identity(ACCOUNT, by=people["Karin Holm"], way="mail")


def test_five_a_day_are_enough(karin):
    for _each in range(5):
        begun()
    before = Letter.objects.count()
    ask_identity(ACCOUNT, by=system(), way="mail")
    assert Letter.objects.count() == before
    with at(now() + timedelta(days=1, minutes=1)):
        ask_identity(ACCOUNT, by=system(), way="mail")
    assert Letter.objects.count() == before + 1


def test_an_address_that_was_never_proven_gets_no_code(people):
    karin = people["Karin Holm"]
    add_address(karin, by=system(), kind="mail", value=OTHER)
    before = Letter.objects.count()
    ask_identity(ACCOUNT, by=system(), way="mail")
    assert Letter.objects.count() == before
    verify_address(karin, by=system(), value=OTHER)
    ask_identity(ACCOUNT, by=system(), way="mail")
    assert Letter.objects.count() == before + 1


def test_a_manager_vouches_with_the_code_they_are_told(karin, people):
    check, code = begun(way="manager")
    birgitta = people["Birgitta Ahl"]
    assert [*access.waiting_for(birgitta)] == [check]
    identity.vouch(check, by=birgitta, code=wrong(code))
    assert check.state == "begun"
    identity.vouch(check, by=birgitta, code=code)
    assert (check.state, check.voucher) == ("proven", birgitta)


@pytest.mark.parametrize("name", ["Karin Holm", "Sanna Kivi", "Oskar Nyman", "Elin Sand"])
def test_nobody_else_vouches(karin, people, name):
    check, code = begun(way="manager")
    with pytest.raises(NotAllowed):
        identity.vouch(check, by=people[name], code=code)
    with pytest.raises(NotAllowed):
        identity.prove(check, by=people["Karin Holm"], code=code)
    check.refresh_from_db()
    assert check.state == "begun"


@pytest.mark.parametrize("name", ["Sanna Kivi", "Oskar Nyman", "Elin Sand", "Henrik Vall"])
def test_others_know_of_no_attempt(karin, people, name):
    begun(way="manager")
    assert not access.checks_visible_to(people[name]).exists()


@pytest.fixture
def proven(karin):
    """A proof that the account is Karin's."""
    check, code = begun()
    return identity.prove(check, by=system(), code=code)


def test_the_directory_resets_the_account_that_was_proven(proven, directory, work):
    run = reset_password(proven, by=system())
    assert run.mark == f"identity-{proven.pk}"
    work()
    assert directory[0] == [{"account": ACCOUNT, "key": run.mark}]
    run.refresh_from_db()
    assert (run.state, run.result) == ("done", {"account": "uid=karin"})
    assert PASSWORD not in str(vars(run))


def test_the_new_password_is_fetched_once_and_its_owner_hears_of_it(proven, directory, work, karin):
    reset_password(proven, by=system())
    work()
    proven.refresh_from_db()
    assert fetch_password(proven, by=system()) == PASSWORD
    with pytest.raises(NotPossible, match="shown already"):
        fetch_password(proven, by=system())
    work()
    letter = Letter.objects.latest("pk")
    assert {*letter.to_addresses} == {ACCOUNT, OTHER}
    assert PASSWORD not in letter.text
    told = str([*Particulars.objects.values_list("values", flat=True)])
    assert PASSWORD not in told


def test_nobody_else_fetches_it(proven, directory, work, people):
    run = reset_password(proven, by=system())
    work()
    run.refresh_from_db()
    with pytest.raises(NotAllowed):
        runs.collect_secret(run, by=people["Åsa Ekman"])


def test_what_nobody_fetched_is_forgotten_after_an_hour(proven, directory, work, run_job):
    run = reset_password(proven, by=system())
    work()
    with at(now() + timedelta(minutes=61)):
        run_job("workflow.action_jobs.keep_runs", timestamp=0)
    run.refresh_from_db()
    assert run.sealed == ""


def test_a_proof_serves_once_and_not_for_ever(proven, directory, work):
    action = reset_password(proven, by=system()).action
    given = {"identity": proven.pk}
    with pytest.raises(NotPossible, match="proved a moment ago"):
        actions.begin_run(action, by=system(), inputs=given, mark="another")


@pytest.mark.parametrize("given", [{}, {"identity": "x"}, {"identity": True}, {"account": ACCOUNT}])
def test_without_a_proof_nothing_is_reset(directory, given, karin):
    action = actions.Action.objects.get()
    with pytest.raises(NotPossible, match="proved a moment ago"):
        actions.begin_run(action, by=system(), inputs=given, mark="m")
    assert not ActionRun.objects.exists()


def test_an_old_proof_is_none(proven, directory):
    with at(now() + timedelta(minutes=31)), pytest.raises(NotPossible):
        reset_password(proven, by=system())


def test_the_account_is_the_one_that_was_proven_whatever_else_is_given(proven, directory, work):
    action = actions.Action.objects.get()
    given = {"identity": proven.pk, "account": "asa.ekman@it.norrvik.example"}
    actions.begin_run(action, by=system(), inputs=given, mark="m")
    work()
    assert directory[0][0]["account"] == ACCOUNT


def test_who_left_gets_nothing(proven, directory, people):
    change_person(people["Karin Holm"], by=people["Åsa Ekman"], is_active=False)
    with pytest.raises(NotPossible):
        reset_password(proven, by=system())


def test_nobody_gets_into_a_colleagues_work_by_vouching_for_them(people):
    elin = people["Elin Sand"]
    known = {"account": "elin.sand@it.norrvik.example", "moment": now()}

    assert standing_of(elin, way="manager", **known).is_privileged
    assert not standing_of(elin, way="mail", **known).is_privileged
