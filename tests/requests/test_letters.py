"""The letters a request sends: whole, in the reader's language, in one conversation."""

import email
from email.policy import default
from types import SimpleNamespace

import pytest

from spoc.channels.models import Letter
from spoc.channels.rules import marks
from spoc.people.activities import change_person
from spoc.people.models import Address
from spoc.records.activities import watch
from spoc.requests import activities as do
from spoc.requests.letters import conversation, remind_to_confirm, signing_keys
from spoc.requests.models import SupportRequest


@pytest.fixture
def sent(work, mailoutbox):
    """Let all letters go out, and return them as mail programs read them."""

    def letters():
        work()
        return [email.message_from_bytes(each.raw, policy=default) for each in mailoutbox]

    return letters


def words(message):
    return message.get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    ("requester", "language", "community", "hello"),
    [
        ("Karin Holm", "en", "Norrvik Hospital IT help", "Hello Karin"),
        ("Oskar Nyman", "sv", "Norrvik Schools IT-hjälpen", "Hej Oskar"),
    ],
)
def test_an_acknowledgement_speaks_with_the_communitys_voice(
    register_request, sent, requester, language, community, hello
):
    request = register_request(requester)
    (message,) = sent()
    assert message["From"].addresses[0].display_name == community
    assert message["From"].addresses[0].addr_spec == request.community.mail
    assert message["Content-Language"] == language
    assert message["Auto-Submitted"] == "auto-replied"
    assert request.reference in words(message)
    assert hello in words(message)


@pytest.mark.parametrize("kind", ["acknowledgement", "reply", "resolved", "declined", "reminder"])
@pytest.mark.parametrize("requester", ["Karin Holm", "Oskar Nyman"])
def test_every_letter_reads_whole_in_both_languages(
    people, at_status, run_job, sent, kind, requester
):
    elin = people["Elin Sand"]
    status = {"declined": "rejected", "resolved": "resolved", "reminder": "resolved"}.get(kind)
    request = at_status(status or "new", requester=requester)
    if kind == "reply":
        do.reply(request, by=elin, text="Looking.")
    if kind == "reminder":
        remind_to_confirm(request, by=elin)
    message = sent()[-1]
    text = words(message)
    assert "{" not in text
    assert "%" not in text.replace("%20", "")
    assert "\n\n\n" not in text
    assert request.reference in text
    assert marks.reply_token(request.pk, signing_keys()[0]) in text
    html = message.get_body(("html",)).get_content()
    assert "/follow/" in html


def test_a_letter_that_others_get_too_holds_no_way_to_act_as_the_requester(
    people, register_request, sent
):
    request, elin = register_request(), people["Elin Sand"]
    watch(request, by=elin, person=people["Sanna Kivi"], is_copied=True)
    do.reply(request, by=elin, text="Looking.")
    message = sent()[-1]
    assert message["Cc"] == "sanna.kivi@norrvikhospital.example"
    assert b"/follow/" not in message.as_bytes()
    assert f"/help/requests/{request.pk}" in words(message)


def test_who_has_left_is_copied_no_more(people, register_request, sent):
    request, elin, sanna = register_request(), people["Elin Sand"], people["Sanna Kivi"]
    watch(request, by=elin, person=sanna, is_copied=True)
    change_person(sanna, by=people["Åsa Ekman"], is_active=False)
    do.reply(request, by=elin, text="Looking.")
    assert sent()[-1]["Cc"] is None


def test_a_conversation_is_one_thread(people, register_request, sent):
    request = register_request()
    sent()
    do.reply(request, by=people["Elin Sand"], text="Looking.")
    do.reply(request, by=people["Elin Sand"], text="Found it.")
    first, second, third = sent()
    assert third["In-Reply-To"] == second["Message-ID"]
    assert third["References"].split() == [first["Message-ID"], second["Message-ID"]]
    assert first["Subject"] == second["Subject"] == third["Subject"]
    assert conversation(request)[-1] == third["Message-ID"]


@pytest.mark.parametrize(
    ("channel", "subject"), [("email", "Re: No images"), ("portal", "{}: No images")]
)
def test_the_subject_keeps_mail_programs_in_one_thread(register_request, sent, channel, subject):
    request = register_request(channel=channel, title="No images")
    assert sent()[0]["Subject"] == subject.format(request.reference)


@pytest.mark.parametrize("injected", ["x\r\nBcc: evil@evil.example", "x\nSubject: other", "x\x00y"])
def test_no_header_can_be_slipped_in(people, register_request, sent, injected):
    request = register_request(title=injected)
    do.reply(request, by=people["Elin Sand"], text="Looking.\r\nBcc: evil@evil.example")
    (message,) = sent()
    assert message["Bcc"] is None
    assert len(message.get_all("Subject")) == 1
    assert [a.addr_spec for a in message["To"].addresses] == ["karin.holm@norrvikhospital.example"]


def test_who_has_no_mail_address_gets_no_letter(people, register_request, sent):
    Address.objects.filter(person=people["Karin Holm"], kind="mail").delete()
    request = register_request()
    entry = do.reply(request, by=people["Elin Sand"], text="Looking.")
    assert sent() == []
    assert entry.letter is None
    assert not Letter.objects.filter(noun="request").exists()


def test_times_and_words_are_the_requesters_not_the_agents(people, register_request, sent):
    request = register_request("Oskar Nyman")
    do.reply(request, by=people["Elin Sand"], text="Vi tittar på det.")
    assert sent()[-1]["Content-Language"] == "sv"


def test_the_mark_of_an_acknowledgement_can_always_be_read(monkeypatch, register_request, sent):
    monkeypatch.setattr("secrets.randbits", lambda bits: 2**bits - 1)
    request = register_request()
    (message,) = sent()
    answer = SimpleNamespace(in_reply_to=message["Message-ID"], references=[], subject="", text="")
    assert marks.numbers(answer, signing_keys()) == [request.pk]


def test_who_belongs_to_no_community_is_written_to_as_well(people, register_request, sent):
    asked = register_request()
    SupportRequest.objects.filter(pk=asked.pk).update(community=None)
    asked.refresh_from_db()
    sent()
    do.reply(asked, by=people["Elin Sand"], text="We look at it.")
    told = [words(each) for each in sent()]
    assert len(told) == 2
    assert all(asked.reference in each for each in told)
