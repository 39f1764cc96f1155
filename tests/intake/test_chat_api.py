"""Chats answered by machines: the same law as on the pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.floor.chats import chat_channel, visitor
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.catalogue.models import Category, Service
from spoc.channels.activities.chat import begin_chat
from spoc.channels.models import Chat
from spoc.people.models import Team
from spoc.people.queries import system
from spoc.records.queries import attachments_of
from spoc.requests.activities import restrict
from spoc.requests.models import SupportRequest


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def elin(machine):
    return machine("Elin Sand")


@pytest.fixture
def chat(people):
    """Somebody nobody knows who waits."""
    words = "No sound in my headset."
    return begin_chat(chat_channel(), by=system(), visitor=visitor(), words=words)


@pytest.fixture
def at(chat):
    return f"/chats/{chat.pk}"


def test_it_is_answered_talked_in_handed_on_and_ended(elin, machine, chat, at, people):
    (waits,) = elin.get("/chats").json()["items"]
    assert (waits["id"], waits["name"], waits["state"]) == (chat.pk, "Nadia Berg", "waiting")
    taken = elin.post(f"{at}/answer")
    assert (taken.status_code, taken.json()["request"]) == (200, SupportRequest.objects.get().pk)
    assert elin.get(at).json()["request"] == taken.json()["request"]
    said = elin.post(f"{at}/lines", {"text": "Is it plugged in?"})
    assert (said.status_code, said.json()["is_from_desk"]) == (201, True)
    photo = SimpleUploadedFile("plug.png", b"\x89PNG", "image/png")
    assert elin.upload(f"{at}/files", file=photo).status_code == 201
    assert attachments_of(chat).get().filename == "plug.png"
    daniel, his = machine("Daniel Okoro"), people["Daniel Okoro"].pk
    handed = elin.post(f"{at}/transfer", {"agent": his, "word": "Knows headsets"})
    assert (handed.status_code, handed.json()["agent"]) == (200, his)
    assert [each["id"] for each in daniel.get("/chats", show="mine").json()["items"]] == [chat.pk]
    assert [each["id"] for each in elin.get("/chats", show="others").json()["items"]] == [chat.pk]
    texts = [each["text"] for each in daniel.get(f"{at}/lines").json()["items"] if each["text"]]
    assert texts == ["No sound in my headset.", "Is it plugged in?", "Knows headsets"]
    assert daniel.post(f"{at}/end", {}).json()["state"] == "ended"
    assert daniel.post(f"{at}/lines", {"text": "Hello?"}).status_code == 422


def test_who_waits_longest_is_answered_next(elin, chat):
    assert elin.post("/chats/next").status_code == 200
    assert elin.post("/chats/next").status_code == 204
    chat.refresh_from_db()
    assert chat.agent.name == "Elin Sand"


def test_a_team_that_is_handed_a_chat_answers_it_anew(elin, chat, at):
    elin.post(f"{at}/answer")
    team = Team.objects.get(key="service-desk").pk
    handed = elin.post(f"{at}/transfer", {"team": team, "word": "A laptop"}).json()
    assert (handed["state"], handed["team"], handed["agent"]) == ("waiting", team, None)


def test_a_quick_answer_says_what_it_was_about(elin, at):
    elin.post(f"{at}/answer")
    ending = {"disposition": "quick_answer", "answer": "Plug it in."}
    assert elin.post(f"{at}/end", ending).status_code == 422
    assert elin.get(at).json()["state"] == "active"
    ending |= {"service": Service.objects.filter(is_live=True).first().pk}
    ending |= {"category": Category.objects.get(key="fault").pk}
    assert elin.post(f"{at}/end", ending).json()["state"] == "ended"
    assert SupportRequest.objects.get().status == "closed"


@pytest.mark.parametrize(
    ("noun", "body", "status"),
    [
        ("answer", None, 409),
        ("lines", {"text": "Hello"}, 403),
        ("transfer", {"word": "x"}, 403),
        ("end", {}, 403),
    ],
)
def test_who_is_not_in_a_chat_does_nothing_in_it(elin, machine, at, noun, body, status):
    elin.post(f"{at}/answer")
    assert machine("Daniel Okoro").post(f"{at}/{noun}", body).status_code == status
    assert Chat.objects.get().state == "active"


@pytest.mark.parametrize(
    ("body", "field"),
    [({"word": "x"}, "to"), ({"word": "x", "agent": 999_999}, "agent"), ({"word": ""}, "word")],
)
def test_to_nobody_a_chat_is_not_handed(elin, at, body, field):
    elin.post(f"{at}/answer")
    answer = elin.post(f"{at}/transfer", body)
    assert (answer.status_code, field in next(iter(answer.json()["errors"]))) == (422, True)


def test_who_does_not_answer_chats_finds_none(machine, at):
    karin = machine("Karin Holm")
    for method, address, body in (
        ("GET", "/chats", None),
        ("POST", "/chats/next", None),
        ("GET", at, None),
        ("GET", f"{at}/lines", None),
        ("POST", f"{at}/answer", None),
        ("POST", f"{at}/lines", {"text": "Hello"}),
        ("POST", f"{at}/transfer", {"word": "x"}),
        ("POST", f"{at}/end", {}),
    ):
        assert (address, karin.send(method, address, body).status_code) == (address, 403)


def test_a_chat_about_a_restricted_request_is_not_there_for_others(elin, machine, at, people):
    elin.post(f"{at}/answer")
    restrict(SupportRequest.objects.get(), by=people["Elin Sand"], readers=[people["Elin Sand"]])
    daniel = machine("Daniel Okoro")
    assert daniel.get(at).status_code == 404
    assert daniel.get(f"{at}/lines").status_code == 404
    assert daniel.get("/chats", show="others").json()["items"] == []


def test_ones_own_chat_is_answered_by_somebody_else(machine, people):
    elin = people["Elin Sand"]
    who = visitor("Elin Sand", elin)
    own = begin_chat(chat_channel(), by=elin, visitor=who, words="My screen.")
    assert machine("Elin Sand").get(f"/chats/{own.pk}").status_code == 404
    assert machine("Daniel Okoro").get(f"/chats/{own.pk}").status_code == 200
