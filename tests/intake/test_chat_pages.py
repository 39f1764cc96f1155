"""The pages of a chat: the visitor's in the portal and in a frame, and the agent's."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.floor.chats import chat_channel

from spoc.channels.models import Chat, Interaction
from spoc.intake.activities.chats import answer_chat
from spoc.kit.time import at, now
from spoc.requests.models import SupportRequest
from spoc.service_levels.models import Calendar

pytestmark = pytest.mark.django_db
WHO = {"name": "Nadia Berg", "mail": "nadia@example.org", "text": "No sound."}
SITE = "https://www.example.org"
NIGHT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


@pytest.fixture
def channel(people):
    return chat_channel(origins=SITE)


@pytest.fixture
def stranger(channel):
    """A visitor nobody knows who waits in the portal."""
    client = Client()
    client.post("/help/chat", WHO)
    return client


def the_chat():
    return Chat.objects.get()


def talk():
    return f"/chat/talk/{the_chat().key}"


def said(page):
    return page.content.decode()


def test_the_portal_offers_the_chat_while_somebody_answers(people, channel, client_of):
    assert "/help/chat" in said(client_of("Karin Holm").get("/help"))
    assert "/help/chat" in said(Client().get("/help"))
    channel.is_on = False
    channel.save()
    assert "/help/chat" not in said(client_of("Karin Holm").get("/help"))


def test_a_stranger_says_who_they_are_and_waits(channel):
    page = Client().post("/help/chat", WHO, follow=True)
    assert page.redirect_chain == [(talk(), 302)]
    assert "You are next." in said(page)
    assert "How long it takes we do not know yet." in said(page)
    assert page["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("lacking", ["name", "mail", "text"])
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(channel, lacking):
    page = Client().post("/help/chat", {**WHO, lacking: ""})
    assert page.status_code == 422
    assert all(value in said(page) for name, value in WHO.items() if name != lacking)
    assert not Chat.objects.exists()


def test_who_is_signed_in_says_only_what_it_is_about(channel, client_of):
    client = client_of("Karin Holm")
    assert 'name="mail"' not in said(client.get("/help/chat"))
    client.post("/help/chat", {"text": "No sound."})
    assert the_chat().person.name == "Karin Holm"
    assert f"chat-{the_chat().pk}:" in said(client.get(talk()))


def test_a_visitor_finds_back_to_their_chat(stranger):
    assert stranger.get("/help/chat")["Location"] == talk()
    assert Client().get("/help/chat").status_code == 200


def test_a_chat_begun_signed_in_is_open_to_nobody_else(channel, client_of):
    client_of("Karin Holm").post("/help/chat", {"text": "No sound."})
    for other in (Client(), client_of("Sanna Kivi"), client_of("Elin Sand")):
        assert other.get(talk()).status_code == 404
        assert other.post(f"{talk()}/words", {"text": "Hello"}).status_code == 404
        assert other.post(f"{talk()}/leaving").status_code == 404


def test_a_wrong_key_opens_nothing(stranger):
    assert stranger.get("/chat/talk/guessed").status_code == 404
    assert stranger.post("/chat/talk/guessed/words", {"text": "Hi"}).status_code == 404


def test_both_sides_read_what_the_other_writes(stranger, client_of):
    elin = client_of("Elin Sand")
    assert "No sound." in said(elin.get("/chats"))
    assert elin.post("/chats/next")["Location"] == "/chats"
    elin.post(f"/chats/{the_chat().pk}/words", {"text": "Is it plugged in?"})
    assert "Is it plugged in?" in said(stranger.get(talk()))
    stranger.post(f"{talk()}/words", {"text": "It is."})
    assert "It is." in said(elin.get("/chats"))


def test_only_what_is_new_is_sent(stranger):
    first = stranger.get(f"{talk()}/lines")
    mark = said(first).split("?mark=")[1].split('"')[0]
    assert stranger.get(f"{talk()}/lines?mark={mark}").status_code == 204
    stranger.post(f"{talk()}/words", {"text": "More."})
    assert "More." in said(stranger.get(f"{talk()}/lines?mark={mark}"))


def test_words_that_say_nothing_come_back_with_a_sentence(stranger):
    page = stranger.post(f"{talk()}/words", {"text": " "})
    assert page.status_code == 422
    assert "Write something first." in said(page)


def test_a_file_is_handed_out_to_the_two_sides_alone(stranger, client_of, people):
    answer_chat(the_chat(), by=people["Elin Sand"])
    stranger.post(
        f"{talk()}/words",
        {"text": "", "attachments": SimpleUploadedFile("a.txt", b"hi", "text/plain")},
    )
    address = said(stranger.get(talk())).split(f'href="{talk()}/files/')[1].split('"')[0]
    handed = stranger.get(f"{talk()}/files/{address}")
    assert b"".join(handed.streaming_content) == b"hi"
    assert client_of("Elin Sand").get(f"/files/{address}").status_code == 200
    assert client_of("Karin Holm").get(f"/files/{address}").status_code == 404
    assert Client().get(f"/chat/talk/guessed/files/{address}").status_code == 404


def test_hanging_up_is_counted_and_makes_no_request(stranger):
    page = stranger.post(f"{talk()}/leaving", follow=True)
    assert "This chat is over." in said(page)
    assert Interaction.objects.get().disposition == "abandoned"
    assert not SupportRequest.objects.exists()


def test_outside_the_hours_a_message_becomes_a_request(channel):
    channel.calendar = Calendar.objects.exclude(key__contains="24").first()
    channel.save()
    with at(NIGHT):
        page = Client().get("/help/chat")
        assert "Nobody answers here just now." in said(page)
        assert "/help/chat" not in said(Client().get("/help"))
        page = Client().post("/help/chat", WHO, follow=True)
    assert "We have your message" in said(page)
    assert SupportRequest.objects.get().channel == "web_link"
    assert not Chat.objects.exists()


def test_a_frame_is_shown_on_the_sites_the_channel_names_and_no_other(channel):
    page = Client(enforce_csrf_checks=True).get(f"/chat/{channel.mark}/widget")
    policy = page["Content-Security-Policy"]
    assert f"frame-ancestors 'self' {SITE};" in f"{policy};"
    assert "script-src 'self'" in policy
    assert "X-Frame-Options" not in page
    channel.settings["origins"] = ""
    channel.save()
    page = Client().get(f"/chat/{channel.mark}/widget")
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_a_frame_works_without_any_cookie(channel):
    address = f"/chat/{channel.mark}/widget"
    begun = Client(enforce_csrf_checks=True).post(address, WHO)
    own = f"{address}/{the_chat().key}"
    assert begun["Location"] == own
    written = Client(enforce_csrf_checks=True).post(f"{own}/words", {"text": "Hello?"})
    assert written["Location"] == own
    page = Client().get(own)
    assert "Hello?" in said(page)
    assert SITE in page["Content-Security-Policy"]


def test_the_portal_asks_whose_form_it_is(channel):
    assert Client(enforce_csrf_checks=True).post("/help/chat", WHO).status_code == 403


def test_the_script_names_its_page_and_its_sites(channel):
    script = Client().get(f"/chat/{channel.mark}.js")
    assert script["Content-Type"].startswith("text/javascript")
    assert f"/chat/{channel.mark}/widget" in said(script)
    assert SITE in said(script)
    assert '"sv":' in said(script)


def test_chats_are_for_those_who_answer_them(stranger, client_of):
    assert client_of("Karin Holm").get("/chats").status_code == 403
    assert client_of("Elin Sand").get("/chats/999").status_code == 404


def test_a_chat_is_handed_to_a_colleague_in_a_dialog(stranger, client_of, people):
    elin, other = client_of("Elin Sand"), people["Daniel Okoro"]
    elin.post("/chats/next")
    address = f"/chats/{the_chat().pk}/transfer"
    assert "Daniel Okoro" in said(elin.get(address))
    assert elin.post(address, {"to": f"person-{other.pk}", "word": ""}).status_code == 422
    elin.post(address, {"to": f"person-{other.pk}", "word": "Yours"})
    assert the_chat().agent == other
    assert "Handed over to Daniel Okoro" in said(stranger.get(talk()))
    assert "Yours" not in said(stranger.get(talk()))


def test_ending_asks_what_a_quick_answer_needs(stranger, client_of):
    elin = client_of("Elin Sand")
    elin.post("/chats/next")
    page = elin.post(f"/chats/{the_chat().pk}/end", {"disposition": "quick_answer"})
    assert page.status_code == 422
    assert said(page).count("Fill this in.") == 6  # beside each of three fields, and above them
    assert the_chat().state == "active"
    elin.post(f"/chats/{the_chat().pk}/end", {"disposition": "request_new"})
    assert the_chat().state == "ended"
    number = SupportRequest.objects.get().reference
    assert number in said(stranger.get(talk()))


def test_who_waits_is_counted_in_the_navigation(stranger, client_of):
    elin = client_of("Elin Sand")
    assert "Chats" in said(elin.get("/nav"))
    assert "Chats" not in said(client_of("Karin Holm").get("/nav"))


def test_the_other_side_sees_that_somebody_writes(stranger, client_of):
    elin = client_of("Elin Sand")
    elin.post("/chats/next")
    stranger.post(f"{talk()}/typing")
    assert "Nadia Berg is writing" in said(elin.get(f"/chats/{the_chat().pk}/lines"))
    elin.post(f"/chats/{the_chat().pk}/typing")
    assert "Elin is writing" in said(stranger.get(f"{talk()}/lines"))
    with at(now() + timedelta(seconds=10)):
        assert "is writing" not in said(stranger.get(f"{talk()}/lines"))


def test_the_pages_speak_swedish(channel, client_of):
    page = Client(headers={"accept-language": "sv"}).get("/help/chat")
    assert "Hej där." in said(page)


def test_messages_left_by_strangers_are_counted_as_chats_are(channel, settings):
    channel.calendar = Calendar.objects.exclude(key__contains="24").first()
    channel.save()
    with at(NIGHT):
        left = [Client().post("/help/chat", WHO).status_code for _time in range(12)]
    most = settings.SPOC_STRANGERS_PER_MINUTE
    assert left.count(302) == min(12, most)
    assert set(left[most:]) <= {429, 422}


def test_files_of_a_stranger_wait_until_somebody_answers(stranger):
    file = SimpleUploadedFile("a.txt", b"words", "text/plain")
    answer = stranger.post(f"{talk()}/words", {"text": "See.", "attachments": file})
    assert answer.status_code == 422
    assert "once somebody has answered" in said(answer)
