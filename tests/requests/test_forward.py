"""What was said goes to somebody outside: never a note, and the answer comes back as one."""

import pytest

from spoc.intake.activities import receive_letter
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.records.activities import Upload
from spoc.requests import activities as do
from spoc.requests.letters import conversation


@pytest.fixture
def asked(people, register_request, work, mailoutbox):
    """A request with a note and an answer with a file."""
    request = register_request()
    do.note(request, by=people["Elin Sand"], text="She is difficult.")
    file = Upload("plan.txt", "text/plain", b"Step one.")
    do.reply(request, by=people["Elin Sand"], text="Try the plan.", files=[file])
    work()
    mailoutbox.clear()
    return request


def test_the_conversation_is_forwarded_without_its_notes(people, asked, work, mailoutbox):
    note = do.forward(asked, by=people["Elin Sand"], to="Anna <anna@partner.example>", text="See:")
    work()
    (sent,) = mailoutbox
    raw = sent.raw.decode()
    assert sent.recipients() == ["anna@partner.example"]
    assert "> PACS shows no images in reading room A." in raw
    assert "> Try the plan." in raw
    assert "difficult" not in raw
    assert 'filename="plan.txt"' in raw
    assert "/follow/" not in raw
    assert note.is_internal
    assert note.text == "Forwarded to anna@partner.example\n\nSee:"
    assert note.letter.message_id not in conversation(asked)


def test_the_answer_to_it_comes_back_as_a_note(people, asked, work, mailoutbox, letter):
    note = do.forward(asked, by=people["Elin Sand"], to="anna@partner.example")
    work()
    raw = letter(
        "anna@partner.example",
        text="The cable is loose.",
        in_reply_to=note.letter.message_id,
    )
    receipt = receive_letter(raw)
    last = asked.entries.latest("pk")
    assert (receipt.outcome, receipt.request) == ("noted", asked.reference)
    assert last.is_internal
    assert "The cable is loose." in last.text


def test_one_thing_is_forwarded_alone_but_never_a_note(people, asked, work, mailoutbox):
    first = asked.entries.filter(is_internal=False).order_by("pk").first()
    do.forward(asked, by=people["Elin Sand"], to="anna@partner.example", entry=first.pk)
    work()
    assert "Try the plan" not in mailoutbox[0].raw.decode()
    inner = asked.entries.filter(is_internal=True).order_by("pk").first()
    for to, entry in [("anna@partner.example", inner.pk), (asked.community.mail, None), ("", None)]:
        with pytest.raises(NotPossible):
            do.forward(asked, by=people["Elin Sand"], to=to, entry=entry)
    with pytest.raises(NotAllowed):
        do.forward(asked, by=people["Karin Holm"], to="anna@partner.example")
