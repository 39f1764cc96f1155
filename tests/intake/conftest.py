"""A request begun by a letter, and answers to the letter we wrote about it."""

import pytest

from spoc.channels.activities import add_channel
from spoc.channels.models import Letter
from spoc.intake.activities import receive_letter
from spoc.requests.models import SupportRequest


def request_of(receipt):
    """Return the request a letter went to."""
    return SupportRequest.objects.get(pk=int(receipt.request.removeprefix("R-")))


@pytest.fixture
def begun(people, letter, work, mailoutbox):
    """A request begun by a letter of Karin Holm, acknowledged by ours."""
    request = request_of(receive_letter(letter()))
    work()
    return request


@pytest.fixture
def answer(begun, letter):
    """Write an answer to our last letter about the request, from anybody."""

    ours = Letter.objects.get(is_incoming=False, subject_id=begun.pk).message_id

    def written(sender=None, text="It still happens.", **headers):
        headers = {"in_reply_to": ours, "references": ours, **headers}
        who = {"sender": sender} if sender else {}
        return letter(text=text, subject=f"Re: {begun.title}", **who, **headers)

    return written


@pytest.fixture
def noc(people):
    """A channel to which monitoring posts JSON, as an administrator opened it."""
    told = {"secret": "a secret of the monitoring"}
    return add_channel("Monitoring", by=people["Åsa Ekman"], kind="events", told=told)
