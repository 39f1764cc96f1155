"""A raw letter becomes a request, an answer, a note, or is put aside; it is never lost."""

import pytest

from spoc.audit.queries import story
from spoc.channels.models import Interaction, Letter
from spoc.intake.activities import receive_letter, receive_letters
from spoc.kit.errors import NotPossible
from spoc.people.models import Person
from spoc.people.queries import by_mail
from spoc.records.queries import watchers_of
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest

pytestmark = pytest.mark.django_db

SANNA = "Sanna Kivi <sanna.kivi@norrvikhospital.example>"
ELIN = "Elin Sand <elin.sand@it.norrvik.example>"


def request_of(receipt):
    return SupportRequest.objects.get(pk=int(receipt.request.removeprefix("R-")))


def test_a_letter_of_somebody_we_know_is_registered(people, begun):
    assert (begun.requester.name, begun.channel) == ("Karin Holm", "email")
    assert begun.title == "PACS shows no images"
    assert begun.entries.get().text.startswith("Since this morning")
    assert begun.community.key == "hospital"


def test_the_contact_is_logged_with_the_letter(begun):
    contact = Interaction.objects.get()
    assert (contact.channel, contact.disposition) == ("email", "request_new")
    assert contact.letter.outcome == "registered"
    assert begun.contacts.get().interaction == contact


def test_an_answer_goes_on_in_its_request(begun, answer):
    receipt = receive_letter(answer())
    assert (receipt.outcome, receipt.request) == ("replied", begun.reference)
    assert begun.entries.last().text == "It still happens."
    assert Interaction.objects.last().disposition == "request_update"


def test_the_token_in_the_words_is_enough(begun, letter, mailoutbox):
    token = next(w for w in mailoutbox[0].raw.decode().split() if w.startswith(f"R-{begun.pk}-"))
    receipt = receive_letter(letter(subject="About my request", text=f"More news.\n\n{token}"))
    assert (receipt.outcome, receipt.request) == ("replied", begun.reference)


@pytest.mark.parametrize("kept", ["in_reply_to", "references"])
def test_either_thread_header_is_enough(begun, answer, kept):
    lost = {"in_reply_to": "references", "references": "in_reply_to"}[kept]
    assert receive_letter(answer(**{lost: ""})).outcome == "replied"


def test_a_forged_mark_begins_a_request_of_its_own(begun, letter):
    forged = f"<r{begun.pk}.e1.aaaaaaaaaaaaaaaa@localhost>"
    receipt = receive_letter(
        letter(sender=SANNA, subject=f"Re: R-{begun.pk}-aaaaaaaaaa", in_reply_to=forged)
    )
    assert receipt.outcome == "registered"
    assert receipt.request != begun.reference


def test_the_number_alone_opens_nothing(begun, letter):
    receipt = receive_letter(letter(sender=SANNA, subject=f"{begun.reference} and so on"))
    assert receipt.outcome == "registered"


def test_a_strangers_answer_becomes_a_note(people, begun, answer):
    receipt = receive_letter(answer("Eve <eve@elsewhere.example>", "Send me the password."))
    assert (receipt.outcome, receipt.request) == ("noted", begun.reference)
    entry = begun.entries.last()
    assert entry.is_internal
    assert "eve@elsewhere.example" in entry.text


def test_an_agents_answer_becomes_a_note_and_goes_to_nobody(begun, answer, work, mailoutbox):
    mailoutbox.clear()
    assert receive_letter(answer(ELIN, "I know this one.")).outcome == "noted"
    work()
    assert mailoutbox == []
    assert begun.entries.last().is_internal


def test_an_agent_who_asks_for_themselves_is_a_requester(letter, people):
    receipt = receive_letter(letter(sender=ELIN, subject="My own screen"))
    assert request_of(receipt).requester.name == "Elin Sand"


@pytest.mark.parametrize("end", ["closed", "cancelled"])
def test_an_answer_after_the_end_is_a_new_request(people, begun, answer, found, solved, end):
    elin = people["Elin Sand"]
    if end == "cancelled":
        do.cancel(begun, by=elin, reason="withdrawn")
    else:
        do.classify(begun, by=elin, classification=found())
        do.resolve(begun, by=elin, resolution=solved())
        do.confirm(begun, by=people["Karin Holm"])
    receipt = receive_letter(answer())
    assert receipt.outcome == "follow_up"
    assert receipt.request != begun.reference
    assert story(begun).last().kind == "request.followed_up"


def test_an_answer_to_a_restricted_request_that_is_over_is_as_restricted(people, begun, answer):
    elin = people["Elin Sand"]
    do.restrict(begun, by=elin, readers=[elin])
    do.cancel(begun, by=elin, reason="withdrawn")
    new = request_of(receive_letter(answer()))
    assert new.is_restricted
    assert [reader.person for reader in new.readers.all()] == [elin]


def test_an_answer_to_a_merged_request_goes_where_it_went(people, begun, answer, register_request):
    target = register_request()
    do.merge(begun, by=people["Elin Sand"], into=target)
    receipt = receive_letter(answer())
    assert (receipt.outcome, receipt.request) == ("replied", target.reference)


def test_an_answer_wakes_what_waits_for_it(people, begun, answer, found):
    elin = people["Elin Sand"]
    do.classify(begun, by=elin, classification=found())
    do.assign(begun, by=elin, assignee=elin)
    do.pause(begun, by=elin, reason="customer", question="Which room?")
    receive_letter(answer())
    begun.refresh_from_db()
    assert begun.status == "in_progress"


@pytest.mark.parametrize(
    ("to", "community"),
    [
        ("it@norrvikhospital.example", "hospital"),
        ("IT <IT@Norrvikskolor.example>", "schools"),
        ("somebody@else.example, it@norrvikvatten.example", "water"),
    ],
)
def test_the_recipient_tells_the_community(letter, to, community):
    receipt = receive_letter(letter("New <new@elsewhere.example>", to=to))
    assert request_of(receipt).community.key == community


def test_what_its_head_says_and_what_became_of_it_are_kept_with_the_letter(letter):
    to, cc = "it@norrvikhospital.example", "sanna.kivi@norrvikhospital.example"
    receipt = receive_letter(letter("New <new@elsewhere.example>", to=to, cc=cc))
    kept = Letter.objects.get()
    assert (kept.from_address, kept.to_addresses, kept.cc_addresses) == (
        "new@elsewhere.example",
        [to],
        [cc],
    )
    assert kept.message_id
    assert kept.subject == request_of(receipt).title
    assert kept.community.key == "hospital"
    assert set(kept.marks) == {"cut", "authentication"}
    assert (kept.state, kept.outcome, kept.reason) == ("done", "registered", "")
    assert (kept.noun, f"R-{kept.subject_id}") == ("request", receipt.request)
    assert kept.settled_at
    assert kept.next_try_at is None


def test_who_was_copied_follows_and_hears(people, letter, work, mailoutbox):
    raw = letter(cc=f"{SANNA}, it@norrvikhospital.example, Unknown <un@known.example>")
    request = request_of(receive_letter(raw))
    assert [(w.person.name, w.is_copied) for w in watchers_of(request)] == [("Sanna Kivi", True)]
    do.reply(request, by=people["Elin Sand"], text="Looking.")
    work()
    assert mailoutbox[-1].cc == ["sanna.kivi@norrvikhospital.example"]


@pytest.mark.parametrize(
    ("sender", "organisation", "kind", "prospect"),
    [
        ("Ny Lärare <ny.larare@norrvikskolor.example>", "Norrvik Schools", "human", False),
        ("Eve <eve@elsewhere.example>", None, "unidentified", True),
    ],
)
def test_who_was_never_heard_of_is_written_down(letter, sender, organisation, kind, prospect):
    receive_letter(letter(sender))
    person = Person.objects.latest("pk")
    assert by_mail(sender.partition("<")[2].rstrip(">")) == person
    assert (person.kind, person.is_prospect) == (kind, prospect)
    assert (person.organisation.name if person.organisation else None) == organisation
    assert not person.addresses.get().is_verified


def test_a_letter_is_answered_in_the_language_it_was_written_in(letter, work, mailoutbox):
    receive_letter(
        letter(
            "Ny <ny@elsewhere.example>", "Hjälp", "Jag kan inte logga in och behöver hjälp idag."
        )
    )
    work()
    assert b"Content-Language: sv" in mailoutbox[0].raw


def test_letters_handed_over_together_are_kept_before_one_is_read(letter):
    came_before = letter(subject="Came before")
    receive_letter(came_before)
    first, second = (letter(subject=each, text=f"{each} thing") for each in ("First", "Second"))

    receipts = receive_letters([first, came_before, second, first])

    assert Letter.objects.filter(state=Letter.State.STORED).count() == 2
    told = [(each.outcome, each.request) for each in receipts]
    outcomes = [outcome for outcome, _request in told]
    assert outcomes == ["registered", "duplicate", "registered", "duplicate"]
    assert told[3][1] == told[0][1]
    titles = SupportRequest.objects.order_by("id").values_list("title", flat=True)
    assert list(titles) == ["Came before", "First", "Second"]


def test_where_one_of_many_is_no_letter_none_is_kept(letter):
    with pytest.raises(NotPossible):
        receive_letters([letter(), b" "])
    assert not Letter.objects.exists()
