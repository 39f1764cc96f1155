"""The lawful moves of a handover, what a supplier's letter says, and whose letter it is."""

import pytest

from spoc.suppliers.rules import MOVES, State, is_lawful, is_theirs, read

LAWFUL = {
    "send": {"draft"},
    "acknowledge": {"sent"},
    "work": {"acknowledged", "working"},
    "ask": {"acknowledged", "working"},
    "answer": {"acknowledged", "working"},
    "accept": {"answered"},
    "return": {"answered"},
    "close": {"accepted"},
    "withdraw": {"draft", "sent", "acknowledged", "working"},
}


@pytest.mark.parametrize("verb", sorted(LAWFUL))
@pytest.mark.parametrize("state", [str(state) for state in State])
def test_a_move_is_made_from_its_states_alone(verb, state):
    assert is_lawful(verb, state) is (state in LAWFUL[verb])


def test_the_table_names_every_move_once_and_every_state_is_reached():
    assert [move.verb for move in MOVES] == ["write", *LAWFUL]
    assert {move.target for move in MOVES} == set(State)


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("ANSWER: The controller was replaced.", "answer"),
        ("Answer.\nReplaced.", "answer"),
        ("\n  **Solved**\nIt runs.", "answer"),
        ("Löst – styrkortet är bytt.", "answer"),
        ("SVAR\nKlart.", "answer"),
        ("QUESTION: Which shelf?", "question"),
        ("Fråga: vilken hylla?", "question"),
        ("Received, thank you", ""),
        ("RECEIVED: CS-88123", "receipt"),
        ("Mottaget.", "receipt"),
        ("Answer the phone, please.", ""),
        ("Questioned the vendor today.", ""),
        ("We look into it. ANSWER: later", ""),
        ("", ""),
    ],
)
def test_the_first_word_says_what_a_letter_is(words, means):
    assert read("Re: H-12: Controller", words).means == means


@pytest.mark.parametrize(
    ("subject", "words", "reference"),
    [
        ("Case CS-88123 registered", "", "CS-88123"),
        ("Re: H-12: Controller", "Our reference: 4711-A.", "4711-A"),
        ("Re: H-12: Controller", "Your reference: H-12\nOur ref. no: Z9/104", "Z9/104"),
        ("Re: H-12: Controller", "Ärendenummer 20261122-7 är skapat.", "20261122-7"),
        ("Re: H-12: Controller", "Vår referens: INC0012345", "INC0012345"),
        ("[INC0012345] Re: H-12: Controller", "Thank you.", "INC0012345"),
        ("Re: H-12: Controller", "In case 1200 disks fail", ""),
        ("Re: H-12: Controller", "Er referens: 4711", ""),
        ("Re: H-12: Controller", "Reference: H-12-k7f3q2xw9d", ""),
        ("Re: H-12: Controller", "A case of bad cabling, no reference given.", ""),
        ("Re: H-12: Controller", "", ""),
    ],
)
def test_their_number_is_found_where_it_is_named(subject, words, reference):
    assert read(subject, words).reference == reference


def test_a_very_long_letter_is_read_at_once():
    assert read("case " * 5_000, "case case: " * 50_000 + "ref " * 100_000).means == ""


@pytest.mark.parametrize(
    ("sender", "domains", "theirs"),
    [
        ("Support@Hitec.example", [], True),
        ("mia@hitec.example", [], False),
        ("mia@hitec.example", ["hitec.example"], True),
        ("mia@evil-hitec.example", ["hitec.example"], False),
        ("mia@sub.hitec.example", ["hitec.example"], False),
        ("", ["hitec.example"], False),
        ("support", [""], False),
    ],
)
def test_a_letter_is_the_suppliers_by_its_address_or_its_own_domain(sender, domains, theirs):
    assert is_theirs(sender, ["support@hitec.example"], domains) is theirs
