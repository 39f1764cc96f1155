"""A letter that a demonstration keeps says so in the reader's words."""

from spoc.channels.activities import deliver
from spoc.people.queries import system
from spoc.requests.letters import acknowledge


def test_a_letter_kept_in_the_outbox_says_so_by_a_code(client_of, register_request, settings):
    settings.SPOC_DEMO, settings.EMAIL_HOST = True, ""
    letter = acknowledge(register_request(words="The dictaphone is silent"), by=system())

    deliver(letter, by=system())
    page = client_of("Elin Sand").get(f"/settings/letters/{letter.pk}").content.decode()

    assert (letter.outcome, letter.reason) == ("kept", "")
    assert "kept in the outbox: this is a demonstration" in page
