"""A chat becomes a request: when it is answered, with all that was said when it is over."""

from datetime import timedelta

import pytest
from tests.floor.chats import chat_channel, visitor

from spoc.catalogue.models import Category, Service
from spoc.channels.activities.chat import begin_chat, say_in_chat
from spoc.channels.activities.chat_transfer import Handing, transfer_chat
from spoc.channels.models import Chat, Interaction
from spoc.intake.activities.chats import (
    Ending,
    answer_chat,
    close_chat,
    leave_message,
    mind_silence,
    reply_in_chat,
)
from spoc.intake.jobs import mind_chats
from spoc.kit.errors import NotPossible
from spoc.kit.time import at, now
from spoc.people.models import Person
from spoc.people.queries import by_mail, system
from spoc.records.activities import Upload
from spoc.records.models import Attachment
from spoc.requests.models import SupportRequest
from spoc.requests.queries.timeline import Said, timeline

pytestmark = pytest.mark.django_db


@pytest.fixture
def chat(people):
    """Somebody nobody knows who waits."""
    return begin_chat(
        chat_channel(), by=system(), visitor=visitor(), words="No sound in my headset."
    )


@pytest.fixture
def answered(chat, people):
    """The same, answered by Elin Sand."""
    answer_chat(chat, by=people["Elin Sand"])
    return chat


def the_request():
    return SupportRequest.objects.get()


def test_an_answer_registers_what_was_written_so_far(chat, people):
    say_in_chat(chat, by=system(), text="Since this morning.", is_from_desk=False)
    answer_chat(chat, by=people["Elin Sand"])
    request = the_request()
    assert request.description == "No sound in my headset.\n\nSince this morning."
    assert (request.channel, request.assignee) == ("chat", people["Elin Sand"])
    assert request.requester == by_mail("nadia@example.org")
    assert request.contacts.get().interaction == chat.interaction


def test_who_is_signed_in_is_the_requester(people):
    karin = people["Karin Holm"]
    who = visitor("Karin Holm", karin)
    chat = begin_chat(chat_channel(), by=karin, visitor=who, words="Hello?")
    answer_chat(chat, by=people["Elin Sand"])
    assert the_request().requester == karin
    assert chat.interaction.unidentified == ""


def test_the_first_words_of_the_desk_keep_the_promise_of_an_answer(answered, people):
    assert the_request().first_response_at is None
    line = reply_in_chat(answered, by=people["Elin Sand"], text="Hello, I am looking.")
    assert the_request().first_response_at == line.at


def test_at_the_end_all_that_was_said_is_one_entry_with_the_files(answered, people):
    elin = people["Elin Sand"]
    reply_in_chat(answered, by=elin, text="Is it plugged in?")
    photo = Upload("plug.png", "image/png", b"\x89PNG")
    say_in_chat(answered, by=system(), text="", is_from_desk=False, files=[photo])
    close_chat(answered, by=elin, ending=Ending())
    entry = the_request().entries.order_by("-id").first()
    for words in ("Chat from", "Nadia Berg: No sound", "Elin Sand: Is it plugged", "(a file)"):
        assert words in entry.text
    assert Attachment.objects.get(noun="request").part_id == entry.pk
    contact = Interaction.objects.get()
    assert (contact.disposition, the_request().status) == ("request_new", "new")


def test_what_was_said_in_a_chat_reads_so(answered, people):
    elin = people["Elin Sand"]
    reply_in_chat(answered, by=elin, text="Is it plugged in?")
    close_chat(answered, by=elin, ending=Ending())
    row = the_request()
    said = [each.via for each in timeline(row, elin) if isinstance(each, Said)]
    assert said == ["by chat", "by chat"]


def test_a_quick_answer_closes_the_request_in_one_step(answered, people):
    service, category = Service.objects.filter(is_live=True).first(), Category.objects.first()
    ending = Ending("quick_answer", "Plug it in.", service, category)
    close_chat(answered, by=people["Elin Sand"], ending=ending)
    request = the_request()
    assert (request.status, request.type) == ("closed", "information")
    assert request.is_first_contact
    assert Interaction.objects.get().disposition == "quick_answer"


def test_a_quick_answer_that_lacks_something_leaves_the_chat_open(answered, people):
    with pytest.raises(NotPossible):
        close_chat(answered, by=people["Elin Sand"], ending=Ending("quick_answer", "Plug it in."))
    assert Chat.objects.get().state == "active"


@pytest.mark.parametrize("disposition", ["wrong_number", "spam"])
def test_a_chat_that_came_to_nothing_takes_its_request_with_it(answered, people, disposition):
    close_chat(answered, by=people["Elin Sand"], ending=Ending(disposition))
    assert the_request().status == "cancelled"
    assert Interaction.objects.get().disposition == disposition


def test_a_chat_handed_on_stays_one_request_and_keeps_the_word_inside(answered, people):
    elin, other = people["Elin Sand"], people["Daniel Okoro"]
    transfer_chat(answered, by=elin, handing=Handing(agent=other, word="Knows headsets"))
    answer_chat(answered, by=other)
    close_chat(answered, by=other, ending=Ending())
    notes = the_request().entries.filter(is_internal=True)
    assert [note.text for note in notes] == ["Knows headsets"]
    said = the_request().entries.filter(is_internal=False)
    assert not any("Knows headsets" in entry.text for entry in said)


def test_who_waits_and_is_gone_is_counted_and_makes_no_request(chat, people):
    with at(now() + timedelta(minutes=4)):
        mind_chats(0)
    assert Chat.objects.get().state == "waiting"
    with at(now() + timedelta(minutes=6)):
        mind_chats(0)
    assert Chat.objects.get().state == "ended"
    assert Interaction.objects.get().disposition == "abandoned"
    assert not SupportRequest.objects.exists()


def test_who_falls_silent_is_asked_and_then_left_in_peace(answered, people):
    reply_in_chat(answered, by=people["Elin Sand"], text="Are you there?")
    later = now() + timedelta(minutes=16)
    Chat.objects.update(seen_at=later)
    with at(later):
        mind_silence(Chat.objects.get(), by=system())
    assert Chat.objects.get().lines.order_by("-id").first().event == "asked"
    Chat.objects.update(seen_at=later + timedelta(minutes=6))
    with at(later + timedelta(minutes=6)):
        mind_silence(Chat.objects.get(), by=system())
    assert Chat.objects.get().state == "ended"
    assert "Are you there?" in the_request().entries.order_by("-id").first().text


def test_a_message_left_becomes_a_request_that_counts_as_no_wait(people):
    channel = chat_channel()
    request = leave_message(channel, by=system(), visitor=visitor(), words="Call me back.")
    contact = Interaction.objects.get()
    assert (request.channel, request.description) == ("web_link", "Call me back.")
    assert (contact.channel, contact.way, contact.disposition) == (
        "web_link",
        channel,
        "request_new",
    )
    assert Person.objects.get(name="Nadia Berg").kind == "unidentified"
