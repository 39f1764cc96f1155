"""The link by which a request is followed without an account."""

from datetime import timedelta

import pytest
from django.core import signing

from spoc.kit.errors import NotAllowed, NotFound
from spoc.people.activities import change_person
from spoc.requests.activities.links import revoke_links
from spoc.requests.tracking import OPEN_FOR, follow, link_for, word_for


@pytest.fixture
def asked(register_request):
    return register_request()


def test_a_link_opens_one_request_to_one_person(people, asked, register_request):
    register_request("Sanna Kivi")
    followed = follow(word_for(asked, people["Karin Holm"]))
    assert (followed.support_request, followed.person) == (asked, people["Karin Holm"])
    assert link_for(asked, people["Karin Holm"]).startswith("http")


def forged(asked, karin):
    good = word_for(asked, karin)
    return {
        "empty": "",
        "altered": good[:-1] + ("A" if good[-1] != "A" else "B"),
        "another number": signing.dumps([asked.pk + 1, karin.pk, 1], salt="other"),
        "no triple": signing.dumps("x", salt="spoc.requests.follow"),
        "null": "\x00",
        "of nobody": signing.dumps([asked.pk, 0, 1], salt="spoc.requests.follow"),
    }


@pytest.mark.parametrize(
    "way", ["empty", "altered", "another number", "no triple", "null", "of nobody"]
)
def test_a_forged_word_opens_nothing(people, asked, way):
    with pytest.raises(NotFound):
        follow(forged(asked, people["Karin Holm"])[way])


def test_an_old_word_opens_nothing(people, asked, monkeypatch):
    word = word_for(asked, people["Karin Holm"])
    later = signing.time.time() + (OPEN_FOR + timedelta(seconds=1)).total_seconds()
    monkeypatch.setattr(signing.time, "time", lambda: later)
    with pytest.raises(NotFound):
        follow(word)


def test_revoked_words_open_nothing_and_new_ones_do(people, asked):
    old = word_for(asked, people["Karin Holm"])
    with pytest.raises(NotAllowed):
        revoke_links(asked, by=people["Sanna Kivi"])
    revoke_links(asked, by=people["Karin Holm"])
    with pytest.raises(NotFound):
        follow(old)
    assert follow(word_for(asked, people["Karin Holm"]))


def test_who_was_shut_out_follows_nothing(people, asked):
    word = word_for(asked, people["Karin Holm"])
    change_person(people["Karin Holm"], by=people["Åsa Ekman"], is_active=False)
    with pytest.raises(NotFound):
        follow(word)
