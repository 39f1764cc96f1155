"""How a reply goes out: marked, copied, not over somebody's words, and taken back in time."""

import email
from datetime import timedelta
from email.policy import default

import pytest

from spoc.audit.queries import story
from spoc.channels.models import Letter
from spoc.kit.errors import NotAllowed, NotPossible, Stale
from spoc.kit.time import at, now
from spoc.records.activities import Upload
from spoc.records.models import Attachment
from spoc.records.rules import WAITING
from spoc.requests import activities as do
from spoc.requests.activities.reply import Words
from spoc.requests.queries.promises import promises_of
from spoc.requests.queries.since import last_said
from spoc.requests.queries.timeline import timeline
from spoc.requests.rules.sending import Sending

PNG = b"\x89PNG\r\n\x1a\n"
HELD = Sending(is_marked=True, wait_seconds=8)


@pytest.fixture
def asked(register_request, work, mailoutbox):
    """A request whose first letters have gone out."""
    request = register_request()
    work()
    mailoutbox.clear()
    return request


def test_marks_and_pictures_go_out_mail_safe(people, asked, work, mailoutbox):
    elin = people["Elin Sand"]
    shot = do.keep_file(asked, by=elin, upload=Upload("shot.png", "image/png", PNG))
    log = do.keep_file(asked, by=elin, upload=Upload("log.txt", "text/plain", b"x"))
    text = (
        f"Press **this**: ![shot.png](files/{shot.pk}) [log.txt](files/{log.pk})\n\n"
        "<script>steal()</script> ![x](https://evil.example/x.png) [y](javascript:steal())"
    )
    entry = do.reply(asked, by=elin, text=text, sending=Sending(is_marked=True))
    work()
    message = email.message_from_bytes(mailoutbox[0].raw, policy=default)
    plain = message.get_body(("plain",)).get_content()
    html = message.get_body(("html",)).get_content()
    picture = next(part for part in message.walk() if part["Content-ID"])
    assert "Press **this**: [shot.png] [log.txt]" in plain
    assert "<strong>this</strong>" in html
    assert f'src="cid:{picture["Content-ID"].strip("<>")}"' in html
    assert (picture.get_content(), picture.get_content_disposition()) == (PNG, "inline")
    assert [part.get_filename() for part in message.iter_attachments()] == ["log.txt"]
    assert not any(evil in html for evil in ("<script", 'src="http', 'href="java'))
    kept = Attachment.objects.filter(part_id=entry.pk, is_internal=False)
    assert set(kept) == {shot, log}


def test_after_a_week_a_file_is_taken_off_that_no_words_name(people, asked, run_job):
    elin = people["Elin Sand"]
    _dropped, begun, planned, new, sent = (
        do.keep_file(asked, by=elin, upload=Upload(f"{name}.png", "image/png", PNG))
        for name in ("dropped", "begun", "planned", "new", "sent")
    )
    do.reply(asked, by=elin, text=f"![s](files/{sent.pk})", sending=Sending(is_marked=True))
    asked.drafts.create(person=elin, text=f"![b](files/{begun.pk})", kept_at=now())
    moments = {"send_at": now(), "made_at": now()}
    asked.planned_replies.create(person=elin, text="Later", files=[planned.pk], **moments)
    old = Attachment.objects.exclude(pk=new.pk)
    old.update(added_at=now() - timedelta(days=8))

    run_job("requests.jobs.drop_forgotten_files", timestamp=0)

    kept = set(Attachment.objects.filter(filename__endswith=".png"))
    assert kept == {begun, planned, new, sent}
    assert "dropped.png" in story(asked).last().particulars.values["filename"]


def test_a_file_waits_for_its_words_unseen(people, asked, client_of):
    kept = do.keep_file(asked, by=people["Elin Sand"], upload=Upload("a.png", "image/png", PNG))
    assert (kept.part_id, kept.is_internal) == (WAITING, True)
    seen = {
        name: client_of(name).get(f"/files/{kept.pk}/a.png").status_code
        for name in ("Elin Sand", "Daniel Okoro", "Karin Holm")
    }
    assert seen == {"Elin Sand": 200, "Daniel Okoro": 404, "Karin Holm": 404}
    do.reply(asked, by=people["Elin Sand"], text="Nothing named.", sending=HELD)
    kept.refresh_from_db()
    assert kept.part_id == WAITING


def test_copies_go_out_and_hidden_ones_stay_hidden(people, asked, work, mailoutbox):
    sending = Sending(cc=("anna@partner.example",), bcc=("boss@partner.example",))
    entry = do.reply(asked, by=people["Elin Sand"], text="Hello.", sending=sending)
    work()
    (sent,) = mailoutbox
    assert set(sent.recipients()) >= {"anna@partner.example", "boss@partner.example"}
    assert "boss@partner.example" not in sent.raw.decode()
    assert "/follow/" not in sent.raw.decode()
    assert entry.to == ["karin.holm@norrvikhospital.example", "anna@partner.example"]
    inside = timeline(asked, people["Daniel Okoro"])
    outside = timeline(asked, people["Karin Holm"])
    shown = [[getattr(item, "hidden_copies", "") for item in each] for each in (inside, outside)]
    assert ["boss@partner.example" in each for each in shown] == [True, False]


def test_our_own_addresses_get_no_copy(people, asked):
    ours = asked.community.mail
    for sending in (Sending(cc=(ours,)), Sending(bcc=(ours.upper(),)), Sending(cc=("anna",))):
        with pytest.raises(NotPossible) as refused:
            do.reply(asked, by=people["Elin Sand"], text="Hello.", sending=sending)
        assert set(refused.value.fields) <= {"cc", "bcc"}
    assert asked.entries.filter(is_from_desk=True).count() == 0


def test_an_answer_over_unread_words_is_not_sent(people, asked):
    seen = last_said(asked)
    do.hear(asked, by=people["Karin Holm"], channel="portal", words=Words("It works again!"))
    with pytest.raises(Stale):
        do.reply(asked, by=people["Elin Sand"], text="Restart.", sending=Sending(seen=seen))
    do.note(asked, by=people["Daniel Okoro"], text="Hm.")
    read = Sending(seen=last_said(asked))
    assert do.reply(asked, by=people["Elin Sand"], text="Good.", sending=read)
    assert do.reply(asked, by=people["Elin Sand"], text="And bye.", sending=read)


def test_a_reply_is_taken_back_before_it_leaves(people, asked, work, mailoutbox):
    elin = people["Elin Sand"]
    before = [(clock.metric, clock.result, clock.started_at) for clock in promises_of(asked)]
    sending = Sending(is_marked=True, wait_seconds=8, cc=("anna@partner.example",))
    entry = do.reply(asked, by=elin, text="Wrong.", sending=sending)
    work()
    assert mailoutbox == []
    do.take_back(asked, by=elin, entry=entry.pk)
    with at(now() + timedelta(minutes=2)):
        work()
    assert mailoutbox == []
    asked.refresh_from_db()
    assert (asked.first_response_at, asked.desk_spoke_at) == (None, None)
    assert [(c.metric, c.result, c.started_at) for c in promises_of(asked)] == before
    draft = asked.drafts.get()
    assert (draft.text, draft.cc) == ("Wrong.", "anna@partner.example")
    assert "request.taken_back" in story(asked).values_list("kind", flat=True)
    assert "Wrong." not in str([getattr(item, "words", "") for item in timeline(asked, elin)])


def test_what_has_left_or_is_anothers_is_not_taken_back(people, asked, work, mailoutbox):
    entry = do.reply(asked, by=people["Elin Sand"], text="Right.", sending=HELD)
    with pytest.raises(Stale):
        do.take_back(asked, by=people["Daniel Okoro"], entry=entry.pk)
    with pytest.raises(NotAllowed):
        do.take_back(asked, by=people["Karin Holm"], entry=entry.pk)
    with at(now() + timedelta(seconds=9)):
        work()
        with pytest.raises(Stale):
            do.take_back(asked, by=people["Elin Sand"], entry=entry.pk)
    assert len(mailoutbox) == 1
    assert Letter.objects.get(pk=entry.letter_id).state == "sent"
