"""A letter that a demonstration keeps says so, and lets the story go on."""

import pytest

from spoc.channels.activities import deliver, invite
from spoc.people.queries import system
from spoc.requests.letters import acknowledge


def test_a_letter_kept_in_the_outbox_says_so_by_a_code(client_of, register_request, settings):
    settings.SPOC_DEMO, settings.EMAIL_HOST = True, ""
    letter = acknowledge(register_request(words="The dictaphone is silent"), by=system())

    deliver(letter, by=system())
    page = client_of("Elin Sand").get(f"/settings/letters/{letter.pk}").content.decode()

    assert (letter.outcome, letter.reason) == ("kept", "")
    assert "kept in the outbox: this is a demonstration" in page


@pytest.mark.parametrize("is_demo", [True, False])
def test_only_a_demonstration_shows_the_link_of_a_letter(
    client_of, register_request, settings, is_demo
):
    settings.SPOC_DEMO = is_demo
    letter = acknowledge(register_request(words="The dictaphone is silent"), by=system())
    words, link = letter.marks["button"]
    elin = client_of("Elin Sand")
    page = elin.get(f"/settings/letters/{letter.pk}").content.decode()
    assert (link in page) is is_demo
    assert (f">{words}<" in page or words in page) is is_demo
    assert link not in elin.get(f"/settings/letters/{letter.pk}/look").content.decode()


def test_a_letter_that_lets_its_reader_in_keeps_its_link_in_a_demonstration_too(
    client_of, people, settings
):
    settings.SPOC_DEMO = True
    letter = invite(people["Johan Strand"], by=people["Åsa Ekman"])
    page = client_of("Elin Sand").get(f"/settings/letters/{letter.pk}").content.decode()
    assert letter.marks["button"][1] not in page
