"""What is said: to the requester, to the desk, by phone, by the requester; and drafts."""

import pytest

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.queries import system
from spoc.records.activities import Upload, watch
from spoc.records.queries import attachments_of
from spoc.requests import activities as do
from spoc.requests.activities.reply import Words
from spoc.work.queries import logs_of

HTML = Upload("plan.txt", "text/plain", b"Step one.")


@pytest.fixture
def asked(register_request, work, mailoutbox):
    """A request whose first letters have gone out."""
    request = register_request()
    work()
    mailoutbox.clear()
    return request


def test_an_answer_goes_to_the_requester_by_mail(people, asked, work, mailoutbox):
    entry = do.reply(asked, by=people["Elin Sand"], text="Have you tried Vega?", files=[HTML])
    work()
    (sent,) = mailoutbox
    assert sent.to == ["karin.holm@norrvikhospital.example"]
    assert "Have you tried Vega?" in sent.raw.decode()
    assert 'filename="plan.txt"' in sent.raw.decode()
    asked.refresh_from_db()
    assert asked.first_response_at == asked.desk_spoke_at == entry.at
    assert entry.to == sent.to
    assert attachments_of(asked).get().part_id == entry.pk


def test_an_acknowledgement_is_not_yet_a_response(asked):
    asked.refresh_from_db()
    assert asked.first_response_at is None


def test_the_first_response_stays_the_first(people, asked):
    first = do.reply(asked, by=people["Elin Sand"], text="Looking.")
    do.reply(asked, by=people["Elin Sand"], text="Still looking.")
    assert asked.first_response_at == first.at


def test_those_who_are_copied_get_the_answer_too(people, asked, work, mailoutbox):
    watch(asked, by=system(), person=people["Sanna Kivi"], is_copied=True)
    watch(asked, by=system(), person=people["Johan Strand"])
    do.reply(asked, by=people["Elin Sand"], text="Looking.")
    work()
    assert mailoutbox[0].cc == ["sanna.kivi@norrvikhospital.example"]


def test_a_note_never_leaves_the_house(people, asked, work, mailoutbox):
    entry = do.note(asked, by=people["Elin Sand"], text="Same as last week.")
    work()
    assert mailoutbox == []
    assert entry.is_internal
    asked.refresh_from_db()
    assert asked.first_response_at is None


def test_a_call_counts_its_minutes_and_as_a_response(people, asked):
    do.log_call(asked, by=people["Elin Sand"], text="Restart it.", minutes=4)
    assert asked.first_response_at
    assert asked.contact_count == 2
    assert [(log.minutes, log.tier) for log in logs_of(asked)] == [(4, 1)]


@pytest.mark.parametrize("say", [do.reply, do.note, do.log_call])
@pytest.mark.parametrize("text", ["", " \n ", "\x00"])
def test_nothing_is_not_said(people, asked, say, text):
    with pytest.raises(NotPossible):
        say(asked, by=people["Elin Sand"], text=text)


@pytest.mark.parametrize("say", [do.reply, do.note, do.log_call])
@pytest.mark.parametrize("name", ["Karin Holm", "Priya Nair", "Åsa Ekman", "Ylva Öberg"])
def test_only_who_works_on_it_speaks_for_the_desk(people, asked, say, name):
    with pytest.raises(NotAllowed):
        say(asked, by=people[name], text="Hello")


@pytest.mark.parametrize("say", [do.reply, do.note, do.log_call])
def test_what_was_merged_goes_on_elsewhere(people, at_status, say):
    with pytest.raises(NotPossible):
        say(at_status("merged"), by=people["Elin Sand"], text="Hello")


def test_the_requester_adds_something(people, asked):
    entry = do.hear(asked, by=people["Karin Holm"], channel="email", words=Words("It is back."))
    assert (entry.kind, entry.is_from_desk) == ("mail", False)
    assert asked.contact_count == 2
    assert story(asked).last().kind == "request.answered"


def test_who_was_copied_may_add_something_and_strangers_may_not(people, asked):
    sanna = people["Sanna Kivi"]
    with pytest.raises(NotAllowed):
        do.hear(asked, by=sanna, channel="portal", words=Words("Me too."))
    watch(asked, by=system(), person=sanna)
    with pytest.raises(NotAllowed):
        do.hear(asked, by=sanna, channel="portal", words=Words("Me too."))
    watch(asked, by=system(), person=sanna, is_copied=True)
    assert do.hear(asked, by=sanna, channel="portal", words=Words("Me too.")).author == sanna


@pytest.mark.parametrize("status", ["closed", "rejected", "cancelled"])
def test_nothing_is_added_to_what_is_over(people, at_status, status):
    with pytest.raises(NotPossible):
        do.hear(at_status(status), by=people["Karin Holm"], channel="portal", words=Words("x"))


def test_a_draft_is_kept_per_person_and_kind(people, asked):
    elin, sofia = people["Elin Sand"], people["Sofia Berg"]
    do.keep_draft(asked, by=elin, kind="reply", text="Dear")
    do.keep_draft(asked, by=elin, kind="reply", text="Dear Karin")
    do.keep_draft(asked, by=elin, kind="note", text="Hm")
    do.keep_draft(asked, by=sofia, kind="reply", text="Hello")
    kept = {(d.person, d.kind): d.text for d in asked.drafts.all()}
    assert kept == {
        (elin, "reply"): "Dear Karin",
        (elin, "note"): "Hm",
        (sofia, "reply"): "Hello",
    }
    with pytest.raises(NotAllowed):
        do.keep_draft(asked, by=people["Karin Holm"], kind="reply", text="x")


def test_what_was_sent_or_emptied_is_no_draft_any_more(people, asked):
    elin = people["Elin Sand"]
    do.keep_draft(asked, by=elin, kind="reply", text="Dear Karin")
    do.keep_draft(asked, by=elin, kind="note", text="Hm")
    do.reply(asked, by=elin, text="Dear Karin, done.")
    assert [draft.kind for draft in asked.drafts.all()] == ["note"]
    do.keep_draft(asked, by=elin, kind="note", text=" ")
    assert not asked.drafts.exists()
