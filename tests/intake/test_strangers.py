"""Who writes in the names of many does not make us write to all of them."""

from datetime import timedelta

import pytest

from spoc.audit.queries import story
from spoc.channels.models import Letter
from spoc.intake.activities import receive_letter
from spoc.kit import time
from spoc.people.models import Person
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest
from spoc.requests.queries.timeline import timeline

pytestmark = pytest.mark.django_db


@pytest.fixture
def write(people, letter, work, settings):
    """Receive a letter from an address, and do what follows; return the request of it."""
    settings.SPOC_STRANGERS_PER_MINUTE = 2

    def received(address, text="It does not print.", **headers):
        receipt = receive_letter(letter(sender=address, text=text, **headers))
        work()
        return SupportRequest.objects.get(pk=int(receipt.request[2:]))

    return received


def is_acknowledged(request):
    return Letter.objects.filter(is_incoming=False, subject_id=request.pk).exists()


def test_beyond_the_limit_a_letter_is_registered_and_not_acknowledged(people, write):
    requests = [write(f"victim{n}@elsewhere.example") for n in range(3)]
    assert [is_acknowledged(each) for each in requests] == [True, True, False]
    assert story(requests[2]).last().kind == "request.unacknowledged"
    told = [each.words for each in timeline(requests[2], people["Elin Sand"]) if each.is_fact]
    assert any("No acknowledgement was sent" in words for words in told)


def test_a_second_letter_does_not_make_a_victim_known(write):
    for n in range(2):
        write(f"victim{n}@elsewhere.example")
    assert not is_acknowledged(write("victim0@elsewhere.example", text="Nor does it scan."))


def test_who_is_known_is_acknowledged_all_the_same(write):
    for n in range(2):
        write(f"victim{n}@elsewhere.example")
    assert is_acknowledged(write("karin.holm@norrvikhospital.example"))


def test_whom_the_desk_answered_is_known(people, write):
    first = write("new@elsewhere.example")
    do.reply(first, by=people["Elin Sand"], text="Which printer?")
    for n in range(2):
        write(f"victim{n}@elsewhere.example")
    assert is_acknowledged(write("new@elsewhere.example", text="And now it smokes."))


def test_a_minute_later_there_is_room_again(write):
    for n in range(2):
        write(f"victim{n}@elsewhere.example")
    with time.at(time.now() + timedelta(seconds=61)):
        assert is_acknowledged(write("victim3@elsewhere.example"))


def test_each_mailbox_has_a_room_of_its_own(write):
    for n in range(2):
        write(f"victim{n}@elsewhere.example")
    desk = Person.objects.get(name="Oskar Nyman").community.mail
    assert is_acknowledged(write("victim3@elsewhere.example", to=desk))


def test_acknowledging_twice_changes_nothing(people, write):
    last = [write(f"victim{n}@elsewhere.example") for n in range(3)][-1]
    facts = story(last).count()
    do.acknowledge(last, by=people["Elin Sand"])
    assert story(last).count() == facts
