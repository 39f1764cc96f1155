"""Who may vouch hears that somebody waits for them, and says it by page or by machine."""

import re

import pytest

from spoc.channels.models import Letter, Notice
from spoc.kit import store
from spoc.people.models import Person
from spoc.workflow.models import IdentityCheck
from tests.floor.machine import READ_AND_WRITE, Machine
from tests.workflow.proofs import begun, wrong

BIRGITTA = "Birgitta Ahl"


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


def told(people, name):
    return list(Notice.objects.filter(person=people[name], event="vouching"))


def test_the_manager_is_told_at_once_and_the_code_is_not(karin, people, work, client_of):
    check, code = begun(way="manager")
    work()
    [notice] = told(people, BIRGITTA)
    assert (notice.noun, notice.subject_id) == ("identity_check", check.pk)
    assert code not in str(notice.values)
    letter = Letter.objects.latest("pk")
    assert "Karin Holm asks you to say that it is them" in letter.text
    assert code not in letter.text
    assert b"/vouching" in re.sub(rb"=\r?\n", b"", store.open(letter.digest).read())
    assert "Karin Holm" in client_of(BIRGITTA).get("/vouching").content.decode()
    assert Notice.objects.filter(event="vouching").count() == 1


def test_nobody_is_told_of_a_code_that_went_by_letter_or_that_proves_nothing(karin, people, work):
    begun(way="mail")
    begun(way="manager", account="nobody@norrvikhospital.example")
    work()
    assert not Notice.objects.filter(event="vouching").exists()


def test_who_was_proven_meanwhile_is_told_to_nobody(karin, people, work):
    check, _code = begun(way="manager")
    IdentityCheck.objects.filter(pk=check.pk).update(state="failed", code="")
    work()
    assert told(people, BIRGITTA) == []


def test_a_managers_machine_vouches_with_the_code(karin, machine):
    check, code = begun(way="manager")
    birgitta, at = machine(BIRGITTA), f"/vouching/{check.pk}/code"
    [waiting] = birgitta.get("/vouching").json()["items"]
    karins = Person.objects.get(name="Karin Holm").pk
    assert (waiting["id"], waiting["person"], "code" in waiting) == (check.pk, karins, False)
    assert birgitta.post(at, {"code": wrong(code)}).json()["state"] == "begun"
    assert birgitta.post(at, {"code": code}).json()["state"] == "proven"
    assert birgitta.get("/vouching").json()["items"] == []
    assert birgitta.post(at, {"code": code}).status_code == 404


@pytest.mark.parametrize("name", ["Sanna Kivi", "Elin Sand", "Karin Holm", "Åsa Ekman"])
def test_nobody_else_finds_who_waits(karin, machine, name):
    check, code = begun(way="manager")
    other = machine(name)
    assert other.get("/vouching").json()["items"] == []
    assert other.post(f"/vouching/{check.pk}/code", {"code": code}).status_code == 404
