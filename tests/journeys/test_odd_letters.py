"""Letters as odd as real ones: each is kept, and what can be read of it is what was meant."""

import pytest

from spoc.channels.models import Letter
from spoc.intake.activities import receive_letter
from spoc.kit import store
from spoc.requests.models import SupportRequest
from tests.floor.odd_letters import ODD

pytestmark = pytest.mark.django_db

REGISTERED = [name for name, odd in ODD.items() if odd.outcome == "registered"]


@pytest.mark.parametrize("name", ODD)
def test_an_odd_letter_is_kept_and_becomes_what_it_is(name):
    assert receive_letter(ODD[name].raw).outcome == ODD[name].outcome
    with store.open(Letter.objects.get().digest) as kept:
        assert kept.read() == ODD[name].raw


@pytest.mark.parametrize("name", REGISTERED)
def test_an_odd_letter_gives_its_request_title_words_and_requester(name):
    odd = ODD[name]
    receive_letter(odd.raw)
    request = SupportRequest.objects.get()
    sender = (request.requester.name, request.requester.addresses.get().value)
    assert (request.title, request.entries.get().text, sender) == (odd.title, odd.words, odd.sender)


def test_all_of_them_by_the_same_sender_are_kept_each_as_a_row(settings):
    settings.SPOC_LETTERS_PER_SENDER = len(ODD)
    outcomes = {receive_letter(odd.raw).outcome for odd in ODD.values()}
    assert Letter.objects.filter(is_incoming=True, settled_at__isnull=False).count() == len(ODD)
    assert "held" not in outcomes
