"""What a letter says that answers an approval, in both languages: by table."""

import pytest

from spoc.work.rules.approval_answer import said_in

YES = [
    "yes",
    "Yes, please go ahead.",
    "OK",
    "ok\n\n/Anna",
    "Hi,\n\nApproved.\n\nBest regards\nAnna Ek\nIf you got this by mistake, delete it.",
    "I approve.",
    "Ja",
    "Ja, det går bra.\n\nMvh\nAnna, men ring gärna",
    "Hej!\nGodkänt.",
    "Jag godkänner",
    "Godkänn\n> do you approve?",
    "Yes\n\nSent from my phone",
    "YES!!",
]
NO = [
    ("No, we have two already.", "we have two already."),
    ("nej - vi har redan två", "vi har redan två"),
    ("Avslås: för dyrt.\n\nHälsningar\nAnna", "för dyrt."),
    ("Hello Spoc,\nDenied. Ask me in May.", "Ask me in May."),
    ("Nej", ""),
]
UNCLEAR = [
    "",
    "   \n ",
    "Yes, if it is under 100 euro.",
    "Yes, but not this year",
    "Ja, men bara en",
    "Ja om det ryms",
    "Yes?",
    "What is this?",
    "No problem, go ahead.",
    "No objection",
    "Nej, eller ja",
    "Yes and no",
    "Jag godkänner inte det här",
    "I do not approve",
    "Thanks",
    "Please call me. Yes I am in.",
    "Maybe",
    "> yes",
    "Nobody told me",
    "Nejlikan är fin",
    "-- \nyes",
]


@pytest.mark.parametrize("text", YES)
def test_a_plain_yes_approves(text):
    assert said_in(text).is_approved is True


@pytest.mark.parametrize(("text", "reason"), NO)
def test_a_plain_no_denies_and_says_why(text, reason):
    said = said_in(text)
    assert (said.is_approved, said.reason) == (False, reason)


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_is_not_plain_decides_nothing(text):
    assert said_in(text).is_approved is None


def test_a_very_long_letter_is_read_to_a_limit():
    assert said_in("yes " + "a" * 10_000_000).is_approved is True
