"""The life of a handover: written, sent, answered, returned, accepted, and told on its request."""

from datetime import timedelta

import pytest
from tests.suppliers.conftest import TASK

from spoc.audit.queries import broken_links, story
from spoc.channels.models import Letter
from spoc.kit.errors import NotAllowed, NotPossible, Stale
from spoc.kit.time import at, now
from spoc.people.queries import system
from spoc.records.activities import Upload, attach
from spoc.requests import activities as requests
from spoc.requests.queries.timeline import timeline
from spoc.suppliers import activities as do
from spoc.suppliers.activities import Order
from spoc.suppliers.models import Handover


def letters_of(handover):
    return list(Letter.objects.filter(noun="handover", subject_id=handover.pk).order_by("id"))


@pytest.fixture
def maja(people):
    return people["Maja Lindqvist"]


def test_a_draft_tells_nobody(worked, order, maja):
    handover = do.hand_over(worked, by=maja, order=order)
    assert (handover.state, letters_of(handover)) == ("draft", [])


def test_sending_writes_what_was_written_for_the_supplier_and_nothing_else(sent, worked, maja):
    requests.note(worked, by=maja, text="The vendor is slow, they say.")
    (letter,) = letters_of(sent)
    assert letter.to_addresses == ["support@hitec.example"]
    assert letter.from_address == worked.community.mail
    assert letter.subject == f"{sent.reference}: Controller of the archive"
    assert TASK in letter.text
    assert worked.description not in letter.text + letter.subject
    assert worked.requester.name not in letter.text
    assert letter.marks["attachments"] == []


def test_a_chosen_file_goes_along_and_an_internal_one_never(worked, hitec, maja):
    entry = requests.reply(worked, by=maja, text="We look into it.")
    shown = attach(
        worked, by=maja, upload=Upload("log.txt", "text/plain", b"log"), part_id=entry.pk
    )
    kept = attach(worked, by=maja, upload=Upload("n.txt", "text/plain", b"n"), is_internal=True)
    good = do.hand_over(worked, by=maja, order=Order(hitec, "Log", TASK, [shown.pk]))
    do.send_handover(good, by=maja)
    assert letters_of(good)[0].marks["attachments"] == [shown.pk]
    with pytest.raises(NotPossible) as refusal:
        do.hand_over(worked, by=maja, order=Order(hitec, "Log", TASK, [kept.pk]))
    assert "files" in refusal.value.fields


def test_a_file_of_another_request_is_not_sent(worked, hitec, maja, register_request):
    other = register_request()
    file = attach(other, by=maja, upload=Upload("log.txt", "text/plain", b"log"))
    with pytest.raises(NotPossible):
        do.hand_over(worked, by=maja, order=Order(hitec, "Log", TASK, [file.pk]))


@pytest.mark.parametrize(("title", "task"), [("", TASK), ("Archive", " \n")])
def test_it_says_what_is_asked(worked, hitec, maja, title, task):
    with pytest.raises(NotPossible):
        do.hand_over(worked, by=maja, order=Order(hitec, title, task))


def test_what_is_over_is_not_handed_over(at_status, order, people):
    with pytest.raises(NotPossible):
        do.hand_over(at_status("closed"), by=people["Elin Sand"], order=order)


def test_a_supplier_out_of_use_is_handed_nothing(worked, order, hitec, maja):
    draft = do.hand_over(worked, by=maja, order=order)
    do.change_supplier(hitec, by=system(), name=hitec.name, is_active=False)
    with pytest.raises(NotPossible):
        do.hand_over(worked, by=maja, order=order)
    with pytest.raises(NotPossible):
        do.send_handover(Handover.objects.get(pk=draft.pk), by=maja)


def test_a_draft_changed_by_another_is_not_overwritten(worked, order, hitec, maja):
    draft = do.hand_over(worked, by=maja, order=order)
    changed = Order(hitec, "Disk of the archive", TASK)
    do.rewrite_handover(draft, by=maja, order=changed, version=1)
    assert draft.title == "Disk of the archive"
    with pytest.raises(Stale):
        do.rewrite_handover(draft, by=maja, order=order, version=1)


def test_what_was_sent_is_not_rewritten(sent, order, maja):
    with pytest.raises(NotPossible):
        do.rewrite_handover(sent, by=maja, order=order)


def test_the_whole_life_is_told_on_the_request(sent, worked, maja, people, work, solved):
    do.acknowledge_handover(sent, by=maja, reference="CS-88123")
    do.answer_handover(sent, by=maja, text="Replaced.", cost=1250)
    do.return_answer(sent, by=maja, reason="The lamp is still red.")
    do.answer_handover(sent, by=maja, text="Replaced the lamp as well.")
    do.accept_answer(sent, by=maja)
    requests.resolve(worked, by=maja, resolution=solved("incident"))
    work()
    sent.refresh_from_db()
    assert (sent.state, sent.their_reference, sent.cost, sent.return_count) == (
        *("closed", "CS-88123"),
        *(1250, 1),
    )
    told = [fact.kind for fact in story(worked) if fact.kind.startswith("handover.")]
    steps = "written sent acknowledged answered returned answered accepted closed"
    assert told == [f"handover.{step}" for step in steps.split()]
    words = [each.words for each in timeline(worked, people["Elin Sand"]) if each.is_fact]
    assert f"Hitec Storage has {sent.reference}, their number: CS-88123" in words
    assert broken_links() == []


def test_the_requester_is_told_nothing_of_it(sent, worked, maja, people):
    do.acknowledge_handover(sent, by=maja, reference="CS-88123")
    shown = timeline(worked, people["Karin Holm"])
    assert "Hitec" not in " ".join(str(each.words) for each in shown)


def test_a_lawless_move_is_refused(sent, maja):
    for move in (do.accept_answer, do.begin_handover, do.answer_handover, do.ask_back):
        with pytest.raises(NotPossible):
            move(sent, by=maja)


def test_taking_it_back_tells_the_supplier_why(sent, maja):
    do.withdraw_handover(sent, by=maja, reason="It started to work again.")
    last = letters_of(sent)[-1]
    assert sent.state == "withdrawn"
    assert "It started to work again." in last.text
    assert last.marks["in_reply_to"] == letters_of(sent)[0].message_id


def test_a_draft_is_taken_back_without_a_letter(worked, order, maja):
    handover = do.hand_over(worked, by=maja, order=order)
    do.withdraw_handover(handover, by=maja, reason="Not needed.")
    assert letters_of(handover) == []


def test_a_request_that_is_cancelled_takes_its_handovers_back(sent, worked, people, work):
    requests.cancel(worked, by=people["Elin Sand"], reason="withdrawn")
    work()
    sent.refresh_from_db()
    assert sent.state == "withdrawn"


def test_an_answer_is_said_or_was_written(sent, maja):
    do.acknowledge_handover(sent, by=maja)
    with pytest.raises(NotPossible) as refusal:
        do.answer_handover(sent, by=maja)
    assert set(refusal.value.fields) == {"text"}


def test_an_answer_accepted_after_the_request_is_closed_at_once(sent, worked, maja, solved):
    do.acknowledge_handover(sent, by=maja)
    do.answer_handover(sent, by=maja, text="Replaced.")
    requests.resolve(worked, by=maja, resolution=solved("incident"))
    do.accept_answer(sent, by=maja)
    assert sent.state == "closed"


def test_a_note_stays_in_the_house(sent, maja):
    before = len(letters_of(sent))
    do.note_handover(sent, by=maja, text="They were slow last time.")
    assert len(letters_of(sent)) == before


def test_only_who_works_the_request_hands_it_over(worked, order, people):
    for name in ("Karin Holm", "Priya Nair", "Ylva Öberg", "Åsa Ekman"):
        with pytest.raises(NotAllowed):
            do.hand_over(worked, by=people[name], order=order)


def test_writing_twice_keeps_one_thread(sent, maja):
    with at(now() + timedelta(minutes=1)):
        do.write_to_supplier(sent, by=maja, text="Shelf 4 is the lowest one.")
    first, second = letters_of(sent)
    assert second.subject == first.subject
    assert second.marks["references"] == [first.message_id]
