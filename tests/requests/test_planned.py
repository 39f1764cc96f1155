"""Replies that are sent later, and drafts that colleagues go on with: no word is lost."""

from datetime import timedelta

import pytest

from spoc.kit.errors import NotAllowed, NotFound, NotPossible
from spoc.kit.time import at, now
from spoc.records.activities import Upload
from spoc.records.queries import attachments_of
from spoc.requests import activities as do
from spoc.requests.activities.reply import Words
from spoc.requests.rules.sending import Sending

HOUR = timedelta(hours=1)
FILE = Upload("plan.txt", "text/plain", b"Step one.")


@pytest.fixture
def asked(register_request, work, mailoutbox):
    """A request whose first letters have gone out."""
    request = register_request()
    work()
    mailoutbox.clear()
    return request


@pytest.fixture
def planned(people, asked):
    """A reply that Elin lets go in an hour."""
    sending = Sending(cc=("anna@partner.example",))
    return do.plan_reply(
        asked,
        by=people["Elin Sand"],
        text="Good **morning**.",
        send_at=now() + HOUR,
        files=[FILE],
        sending=sending,
    )


def test_a_planned_reply_goes_in_its_time(people, asked, planned, run_job, work, mailoutbox):
    do.keep_draft(asked, by=people["Elin Sand"], kind="reply", text="Something else")
    run_job("requests.jobs.send_planned", timestamp=0)
    assert not asked.entries.filter(is_from_desk=True).exists()
    with at(now() + HOUR):
        run_job("requests.jobs.send_planned", timestamp=0)
        run_job("requests.jobs.send_planned", timestamp=0)
        work()
    entry = asked.entries.get(is_from_desk=True)
    assert (entry.author.name, entry.is_marked) == ("Elin Sand", True)
    assert mailoutbox[0].cc == ["anna@partner.example"]
    assert attachments_of(asked).get().part_id == entry.pk
    assert asked.drafts.get().text == "Something else"
    assert not asked.planned_replies.exists()


def test_it_waits_for_a_look_where_somebody_wrote_meanwhile(people, asked, planned, run_job):
    do.hear(asked, by=people["Karin Holm"], channel="portal", words=Words("It works again!"))
    with at(now() + HOUR):
        run_job("requests.jobs.send_planned", timestamp=0)
    planned.refresh_from_db()
    assert "Somebody wrote since" in planned.problem
    later = now() + 2 * HOUR
    do.move_reply(asked, by=people["Elin Sand"], planned=planned.pk, send_at=later)
    with at(later):
        run_job("requests.jobs.send_planned", timestamp=0)
    assert asked.entries.filter(is_from_desk=True).exists()


def test_a_planned_reply_is_taken_back_into_the_draft(people, asked, planned):
    elin = people["Elin Sand"]
    do.keep_draft(asked, by=elin, kind="reply", text="Begun.")
    with pytest.raises(NotFound):
        do.unplan_reply(asked, by=people["Daniel Okoro"], planned=planned.pk)
    with pytest.raises(NotPossible):
        do.move_reply(asked, by=elin, planned=planned.pk, send_at=now() - HOUR)
    do.unplan_reply(asked, by=elin, planned=planned.pk)
    draft = asked.drafts.get()
    assert (draft.text, draft.cc) == ("Begun.\n\nGood **morning**.", "anna@partner.example")


def test_a_draft_is_taken_over_only_while_it_is_shown(people, asked):
    elin, daniel = people["Elin Sand"], people["Daniel Okoro"]
    hidden = do.keep_draft(asked, by=elin, kind="reply", text="Hers.")
    do.keep_draft(asked, by=daniel, kind="reply", text="His.")
    with pytest.raises(NotFound):
        do.take_draft(asked, by=daniel, draft=hidden.pk)
    do.keep_draft(asked, by=elin, kind="reply", text="Hers.", is_shared=True)
    with pytest.raises(NotAllowed):
        do.take_draft(asked, by=people["Karin Holm"], draft=hidden.pk)
    do.take_draft(asked, by=daniel, draft=hidden.pk)
    drafts = {draft.person_id: draft for draft in asked.drafts.all()}
    assert drafts[daniel.pk].text == "His.\n\nHers."
    assert (drafts[elin.pk].text, drafts[elin.pk].taken_by) == ("Hers.", daniel)
