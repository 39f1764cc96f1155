"""The pages on which a forgotten password is reset, as anybody sees them."""

import re

import pytest
from django.test import Client

from spoc.channels.models import Letter
from spoc.workflow.base import Outcome
from spoc.workflow.models import ActionRun, IdentityCheck
from tests.workflow.proofs import ACCOUNT, OTHER, PASSWORD, begun, code_in, wrong


def attempt(browser: Client, account: str = ACCOUNT, way: str = "mail"):
    """Begin as anybody would, and return the page that follows."""
    data = {"account": account, "way": way}
    return browser.post("/reset-password-help", data, follow=True)


def test_from_the_forgotten_password_to_the_new_one_without_signing_in(karin, directory, work):
    browser = Client()
    page = attempt(browser)
    at_word = page.redirect_chain[-1][0]
    assert "a code is on its way" in page.content.decode()
    assert OTHER not in page.content.decode()
    code = code_in(Letter.objects.latest("pk"))
    page = browser.post(at_word, {"code": code}, follow=True)
    assert "this takes a few seconds" in page.content.decode()
    work()
    page = browser.get(at_word)
    assert "Your password is reset." in page.content.decode()
    assert PASSWORD not in page.content.decode()
    shown = browser.post(f"{at_word}/password")
    assert PASSWORD in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    again = browser.post(f"{at_word}/password")
    assert (again.status_code, PASSWORD in again.content.decode()) == (422, False)


def test_a_wrong_code_is_said_and_after_five_it_is_over(karin, directory):
    browser = Client()
    at_word = attempt(browser).redirect_chain[-1][0]
    code = wrong(code_in(Letter.objects.latest("pk")))
    page = browser.post(at_word, {"code": code})
    assert page.status_code == 422
    assert "That is not the code" in page.content.decode()
    assert "4 attempts are left." in page.content.decode()
    for _each in range(4):
        page = browser.post(at_word, {"code": code}, follow=True)
    said = page.content.decode()
    assert "We could not tell that it is you, so nothing was changed." in said
    assert "The code was wrong five times." in said
    assert not ActionRun.objects.exists()


def plain(page) -> str:
    """Return a page without what is another each time."""
    words = re.sub(r"/reset-password-help/[\w:.-]+|\b\w{64}\b|nonce=\"[^\"]+\"", "", page)
    return re.sub(r"\b\d{3} \d{3}\b", "", words)


@pytest.mark.parametrize("way", ["mail", "manager"])
def test_a_stranger_does_not_learn_whether_an_account_is_known(karin, directory, way):
    known = attempt(Client(), ACCOUNT, way).content.decode()
    unknown = attempt(Client(), "nobody@norrvik.example", way).content.decode()
    assert plain(known).replace(ACCOUNT, "") == plain(unknown).replace("nobody@norrvik.example", "")


def test_the_manager_enters_the_code_and_the_page_goes_on(karin, directory, client_of, work):
    browser = Client()
    page = attempt(browser, way="manager")
    at_word = page.redirect_chain[-1][0]
    code = re.search(r"<code>(\d{3} \d{3})</code>", page.content.decode())[1]
    birgitta = client_of("Birgitta Ahl")
    assert "Karin Holm" in birgitta.get("/vouching").content.decode()
    check = IdentityCheck.objects.get()
    refused = browser.post(at_word, {"code": code})
    check.refresh_from_db()
    assert (refused.status_code, check.state) == (200, "begun")
    said = birgitta.post(f"/vouching/{check.pk}", {"code": code}, follow=True).content.decode()
    assert "You vouched for Karin Holm." in said
    assert "Birgitta Ahl vouched for you." in browser.get(at_word).content.decode()
    browser.post(at_word)
    work()
    assert PASSWORD in browser.post(f"{at_word}/password").content.decode()


@pytest.mark.parametrize("name", ["Sanna Kivi", "Elin Sand"])
def test_who_is_no_manager_vouches_for_nobody(karin, directory, client_of, name):
    check, code = begun(way="manager")
    browser = client_of(name)
    assert browser.get("/vouching").status_code == 403
    assert browser.post(f"/vouching/{check.pk}", {"code": code}).status_code == 403


def test_where_nothing_resets_passwords_the_page_says_so(db):
    assert "not set up yet" in Client().get("/reset-password-help").content.decode()
    assert not IdentityCheck.objects.exists()


def test_who_is_signed_in_is_offered_their_own_accounts_alone(karin, directory, client_of):
    browser = client_of("Karin Holm")
    page = browser.get("/reset-password-help").content.decode()
    assert f'<option value="{ACCOUNT}"' in page
    refused = browser.post(
        "/reset-password-help", {"account": "sanna.kivi@norrvikhospital.example", "way": "mail"}
    )
    assert refused.status_code == 422
    assert not IdentityCheck.objects.exists()
    assert "k•••@h•••.example" in attempt(browser).content.decode()


def test_a_word_nobody_made_opens_nothing(directory):
    assert Client().get("/reset-password-help/x").status_code == 404
    assert Client().post("/reset-password-help/x/password").status_code == 404


def test_what_the_directory_refuses_is_said_without_its_words(karin, directory, work):
    directory[1][:] = [Outcome(False, problem="constraintViolation of dc=norrvik")]
    browser = Client()
    at_word = attempt(browser).redirect_chain[-1][0]
    browser.post(at_word, {"code": code_in(Letter.objects.latest("pk"))})
    work()
    page = browser.get(at_word).content.decode()
    assert "The directory did not do it." in page
    assert "constraintViolation" not in page
