"""Who may read what was said, whatever came of it."""

import pytest

from spoc.audit.activities import sentence
from spoc.channels.access import interactions_visible_to
from spoc.channels.models import Interaction
from spoc.channels.words import BY_CHANNEL
from spoc.intake.activities import receive_letter
from spoc.kit.nouns import find
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def restricted(people, letter):
    """A request of Karin Holm by letter, which Sofia Berg alone reads."""
    receipt = receive_letter(letter())
    request = SupportRequest.objects.get(pk=int(receipt.request[2:]))
    do.restrict(request, by=people["Sofia Berg"], readers=[people["Sofia Berg"]])
    return request


@pytest.mark.parametrize(
    ("name", "reads"),
    [("Karin Holm", 1), ("Sofia Berg", 1), ("Elin Sand", 0), ("Sanna Kivi", 0)],
)
def test_what_was_said_about_a_restricted_request_is_for_its_readers(
    people, restricted, name, reads
):
    assert interactions_visible_to(people[name]).count() == reads


def test_a_letter_filed_on_it_is_for_its_readers_too(people, restricted):
    contact = Interaction.objects.get()
    contact.contacts.all().delete()
    assert contact.letter.subject_id == restricted.pk
    assert find(people["Elin Sand"], "interaction", contact.pk) is None
    assert find(people["Sofia Berg"], "interaction", contact.pk) == contact


def test_what_is_not_restricted_is_read_as_far_as_one_reaches(people, letter):
    receive_letter(letter())
    assert interactions_visible_to(people["Elin Sand"]).count() == 1
    assert interactions_visible_to(people["Karin Holm"]).count() == 1
    assert interactions_visible_to(people["Oskar Nyman"]).count() == 0


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        ("portal", "through the portal"),
        ("phone", "by phone"),
        ("email", "by mail"),
        ("walk_in", "in person"),
        ("event", "from monitoring"),
    ],
)
@pytest.mark.parametrize(
    ("kind", "did"),
    [("request.registered", "registered the request"), ("contact.logged", "logged a contact")],
)
def test_how_somebody_got_in_touch_reads_well_in_a_sentence(kind, did, channel, said):
    assert sentence(kind, {"by": "Elin Sand", "channel": channel}) == f"Elin Sand {did} {said}"


def test_every_channel_has_its_words_for_a_sentence():
    assert set(BY_CHANNEL) == {*Interaction.CHANNELS, "schedule"}
