"""The link in the letter of an approval: opening it decides nothing, its button does."""

import re
from datetime import timedelta

import pytest
from tests.requests.portal.asking import link, outcome
from tests.requests.portal.words import words_of

from spoc.channels.models import Letter
from spoc.kit.time import at, now
from spoc.people.queries import system
from spoc.requests.activities.tell_approvers import renew_approval_links
from spoc.requests.approval_links import word_for
from spoc.work.activities import delegate, name_deputy, withdraw_round
from spoc.work.jobs import look_after_approvals

LINK = re.compile(r"(/approve/\S+/(yes|no))")


def test_the_letter_says_what_is_asked_and_has_a_link_for_each_answer(asked):
    approval = asked()
    letter = Letter.objects.get(noun="approval", subject_id=approval.pk)
    assert [answer for _link, answer in LINK.findall(letter.text)] == ["yes", "no"]
    for words in ("A licence for Johan", "Johan Strand", "Licence: One year"):
        assert words in letter.text
    assert "secret rash" not in letter.text
    assert letter.to_addresses == ["karin.holm@norrvikhospital.example"]


def test_the_letter_is_in_the_language_of_who_reads_it(asked):
    approval = asked("Oskar Nyman")
    assert Letter.objects.get(subject_id=approval.pk, noun="approval").marks["language"] == "sv"


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_opening_a_link_decides_nothing(people, asked, stranger, method, answer):
    approval = asked()
    page = getattr(stranger, method)(link(approval, people["Karin Holm"], answer))
    assert page.status_code == 200
    assert outcome(approval) == ("requested", "open")


def test_the_button_approves(people, asked, stranger):
    approval = asked()
    address = link(approval, people["Karin Holm"])
    assert "A licence for Johan" in words_of(stranger.get(address))
    assert stranger.post(address).headers["Location"] == address
    assert outcome(approval) == ("approved", "approved")
    assert (approval.through, approval.decided_by.name) == ("mail", "Karin Holm")


def test_a_link_used_says_what_was_decided_and_decides_no_more(people, asked, stranger):
    approval = asked()
    address = link(approval, people["Karin Holm"])
    stranger.post(address)
    assert "Karin Holm approved it" in words_of(stranger.get(address))
    no = link(approval, people["Karin Holm"], "no")
    assert "Karin Holm approved it" in words_of(stranger.post(no, {"reason": "Oops"}))
    assert outcome(approval)[0] == "approved"


def test_a_denial_without_a_reason_is_asked_again(people, asked, stranger):
    approval = asked()
    address = link(approval, people["Karin Holm"], "no")
    answer = stranger.post(address, {"reason": " "})
    assert answer.status_code == 422
    assert "Say in a few words why not" in words_of(answer)
    stranger.post(address, {"reason": "Too dear."})
    assert outcome(approval) == ("denied", "denied")
    assert approval.reason == "Too dear."


def test_the_link_of_one_who_is_somebody_else_here_opens_nothing(people, asked, client_of):
    approval = asked()
    address = link(approval, people["Karin Holm"])
    for method in ("get", "post"):
        assert getattr(client_of("Sanna Kivi"), method)(address).status_code == 404
    assert client_of("Karin Holm").get(address).status_code == 200
    assert outcome(approval)[0] == "requested"


@pytest.mark.parametrize("answer", ["maybe", "approve"])
def test_a_link_has_two_answers(people, asked, stranger, answer):
    assert stranger.get(link(asked(), people["Karin Holm"], answer)).status_code == 404


def test_a_forged_link_tells_nothing(people, asked, stranger):
    approval = asked()
    word = word_for(approval, people["Karin Holm"])
    for bad in (word[:-2] + "xx", word.replace(":", "."), "x"):
        page = stranger.get(f"/approve/{bad}/yes")
        assert page.status_code == 404
        assert "licence" not in page.content.decode()


def test_a_link_to_somebody_who_was_never_asked_opens_nothing(people, asked, stranger):
    assert stranger.get(link(asked(), people["Sanna Kivi"])).status_code == 404


def test_a_link_expires(people, asked, stranger, monkeypatch):
    approval = asked()
    address = link(approval, people["Karin Holm"])
    monkeypatch.setattr("spoc.requests.approval_links.OPEN_FOR", timedelta(seconds=-1))
    assert stranger.get(address).status_code == 404


def test_a_link_is_void_where_its_address_is_no_longer_the_approvers(people, asked, stranger):
    approval = asked()
    address = link(approval, people["Karin Holm"])
    people["Karin Holm"].addresses.filter(kind="mail").update(value="new@x.example", normal="new")
    assert stranger.get(address).status_code == 404


def test_the_links_sent_before_open_nothing_once_it_is_handed_on(people, asked, stranger, work):
    approval = asked()
    old = link(approval, people["Karin Holm"])
    delegate(approval, by=people["Karin Holm"], to=people["Sanna Kivi"])
    work()
    assert stranger.get(old).status_code == 404
    letter = Letter.objects.filter(noun="approval", subject_id=approval.pk).last()
    assert letter.to_addresses == ["sanna.kivi@norrvikhospital.example"]
    stranger.post(LINK.search(letter.text)[1])
    assert outcome(approval)[0] == "approved"


def test_renewed_links_replace_the_old_ones(people, asked, stranger):
    approval = asked()
    old = link(approval, people["Karin Holm"])
    renew_approval_links(approval, by=system())
    assert stranger.get(old).status_code == 404


def test_a_question_taken_back_says_so(people, asked, stranger):
    approval = asked()
    withdraw_round(approval.round, by=system())
    page = words_of(stranger.get(link(approval, people["Karin Holm"])))
    assert "Nobody is asked any more" in page


def test_a_page_by_a_link_is_kept_and_passed_on_by_nobody(people, asked, stranger):
    page = stranger.get(link(asked(), people["Karin Holm"]))
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]


def test_a_deputy_is_written_to_beside_who_was_asked(people, asked):
    karin = people["Karin Holm"]
    name_deputy(karin, by=karin, deputy=people["Sanna Kivi"])
    approval = asked()
    letters = Letter.objects.filter(noun="approval", subject_id=approval.pk)
    told = {letter.to_addresses[0]: letter.text for letter in letters}
    assert len(told) == 2
    assert "in the place of Karin Holm" in told["sanna.kivi@norrvikhospital.example"]


def test_who_was_asked_is_reminded_by_a_letter(people, asked, work):
    approval = asked(due_at=now() + timedelta(days=10))
    from_now = now() + timedelta(days=5, minutes=1)
    with at(from_now):
        look_after()
        work()
        look_after()
        work()
    texts = [letter.text for letter in Letter.objects.filter(noun="approval").order_by("id")]
    assert len(texts) == 2
    assert "still wait" in texts[-1]
    assert approval.state == "requested"


def test_what_nobody_answers_runs_out_by_itself(asked):
    approval = asked(due_at=now() + timedelta(days=10))
    with at(now() + timedelta(days=11)):
        look_after()
    assert outcome(approval) == ("expired", "expired")


def look_after():
    look_after_approvals(timestamp=0)


def test_a_link_page_is_light(people, asked, stranger):
    page = stranger.get(link(asked(), people["Karin Holm"]))
    assert len(page.content) < 60_000
