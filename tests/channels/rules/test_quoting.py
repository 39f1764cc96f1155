"""New words are told from quoted ones and from signatures."""

import time

import pytest

from spoc.channels.rules.quote_marks import MARKERS
from spoc.channels.rules.quoting import Manner, fold, is_signature

OUTLOOK_SV = """\
Från: Servicedesk <desk@example.org>
Skickat: den 3 november 2026 10:15
Till: Karin Ek <karin@example.org>
Ämne: Re: Skrivaren

Hej!
Har du provat att starta om?"""
OUTLOOK_EN = """\
From: Service desk <desk@example.org>
Sent: Tuesday, November 3, 2026 10:15 AM
To: Karin Ek <karin@example.org>
Subject: RE: The printer

Have you tried to restart it?"""
OUTLOOK_MAC = OUTLOOK_EN.replace("Sent: Tuesday,", "Date: Tuesday,")
IPHONE_SV, IPHONE_EN = "Skickat från min iPhone\n\n", "Sent from my iPhone\n\n"
RULE = "________________________________\n"

ANSWERS = {
    "gmail sv": "Den tis 3 nov. 2026 kl 10:15 skrev Desk <desk@example.org>:\n\n> Hej\n> Hur?\n",
    "gmail en": "On Tue, Nov 3, 2026 at 10:15 AM Desk <desk@example.org> wrote:\n\n> Hi\n",
    "gmail wrapped": "On Tue, Nov 3, 2026 at 10:15 AM Service desk of the town\n"
    "<desk@example.org> wrote:\n\n> Hi\n",
    "thunderbird sv": "Den 2026-11-03 kl. 10:15, skrev Desk:\n> Hej\n",
    "thunderbird en": "On 11/3/26 10:15, Desk wrote:\n> Hi\n",
    "name first sv": "Desk <desk@example.org> skrev den 3 nov. 2026 10:15:\n\n> Hej\n",
    "iphone sv": f"{IPHONE_SV}> 3 nov. 2026 kl. 10:15 skrev Desk <d@example.org>:\n> Hej",
    "iphone sv open": f"{IPHONE_SV}3 nov. 2026 kl. 10:15 skrev Desk <d@e.org>:\n\nHej\n",
    "iphone en": f"{IPHONE_EN}> On 3 Nov 2026, at 10:15, Desk <d@e.org> wrote:\n> \n> Hi",
    "outlook sv": OUTLOOK_SV,
    "outlook sv rule": RULE + OUTLOOK_SV,
    "outlook sv classic": "-----Ursprungligt meddelande-----\n" + OUTLOOK_SV,
    "outlook en": OUTLOOK_EN,
    "outlook en classic": "-----Original Message-----\n" + OUTLOOK_EN,
    "outlook mac": OUTLOOK_MAC,
    "outlook bold": OUTLOOK_EN.replace("From:", "*From:*").replace("Sent:", "*Sent:*"),
    "outlook ios sv": "Hämta Outlook för iOS<https://aka.ms/x>\n" + RULE + OUTLOOK_SV,
    "outlook android en": "Get Outlook for Android<https://aka.ms/x>\n" + RULE + OUTLOOK_EN,
    "samsung sv": "Skickat från min Galaxy\n\n-------- Originalmeddelande --------\n" + OUTLOOK_SV,
    "signature": "-- \nKarin Ek\nEkonomi\n",
    "closing sv": "Med vänlig hälsning\nKarin Ek\nEkonom\n070-123 45 67\n",
    "closing and quote": "Mvh Karin\n\nDen 2026-11-03 kl. 10:15, skrev Desk:\n> Hej\n",
    "closing en": "Kind regards,\nKarin\n",
    "german": "Am 03.11.2026 um 10:15 schrieb Desk:\n> Hallo\n",
    "danish": "Den tir. 3. nov. 2026 kl. 10.15 skrev Desk <desk@example.org>:\n\n> Hej\n",
    "french": "Le mar. 3 nov. 2026 à 10:15, Desk <desk@example.org> a écrit :\n\n> Bonjour\n",
    "marker sv": "Den 2026-11-03 10:15, skrev Desk:\n\n" + MARKERS["sv"] + "\n\nHej",
    "marker en": MARKERS["en"] + "\n\nHello",
    "marker plain": "-- Svara ovanför denna rad --\n\nHej",
}


@pytest.mark.parametrize("rest", ANSWERS.values(), ids=ANSWERS.keys())
def test_only_the_new_words_stand_above(rest: str) -> None:
    words = "Ja, det löste sig.\n    (indraget)\n\nTack"
    folded = fold(f"{words}\n\n{rest}")
    assert folded.reply == words
    assert folded.quoted.split() == rest.split()


@pytest.mark.parametrize(
    "text",
    [
        "Från och med måndag: inget nät.\nSkickat från kontoret: två datorer.",
        "Boka resa\nFrån: Umeå\nTill: Lund\nDatum: 3 november",
        "Den 3 november kl 10:15 skrev jag till er och fick svaret:\nStarta om.",
        "On Monday at 10:15 I wrote to you:\nnothing happened.",
        "Problem:\n- ett\n- två\n\n/etc/hosts saknas",
        "Thanks,\nthat did not help.\nWhat shall I do next?",
        "Ja.\n\nMvh\nKarin\n\nPS. Glöm inte nyckeln till serverrummet.",
        "Skickat från kontoret i går, men inget kom fram.",
        "Hälsningar från Umeå!\n"
        + "Vi har problem med nätet här på plan två, och det är bråttom. " * 3,
    ],
)
def test_a_persons_own_words_are_not_taken_for_quotes(text: str) -> None:
    assert fold(text).reply == text.strip()


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("Den 2026-11-03 10:15, skrev Desk:\n> fråga\n\nSvar nedan\n", "Svar nedan"),
        ("Den från 2026 går\nDen 2026-11-03 10:15, skrev D:\n> q", "Den från 2026 går"),
        ("Hello\n> On 3 Nov 2026, at 10:15, Desk <d@e.org> wrote:\n>\n> Hi", "Hello"),
        ("On 11/3/26 10:15, Desk wrote:\n> one\nyes\n> two\nno\n", "yes\n\nno"),
        ("Överst\n-- \nKarin\n\nOn 11/3/26 10:15, D wrote:\n> q\n\nNederst", "Överst\n\nNederst"),
        (f"> {MARKERS['en']}\n> Hello\n\nBelow the line", "Below the line"),
    ],
)
def test_an_answer_below_or_between_is_kept(text: str, reply: str) -> None:
    assert fold(text).reply == reply


@pytest.mark.parametrize("text", ["> a\n> b", OUTLOOK_SV, "-- \nKarin", "", "   "])
def test_where_all_would_be_folded_nothing_is(text: str) -> None:
    assert fold(text).reply.split() == text.split()
    assert fold(text).quoted == ""


def test_a_greeting_stays_where_it_is_the_only_new_word() -> None:
    assert fold("Mvh\nKarin\n\nOn 11/3/26 10:15, Desk wrote:\n> q").reply == "Mvh\nKarin"


@pytest.mark.parametrize(
    ("manner", "reply"),
    [("first", "Så här:\n> dir\nInget händer"), ("reply", "Så här:\n\nInget händer")],
)
def test_unannounced_marks_are_quotes_in_answers_only(manner: Manner, reply: str) -> None:
    assert fold("Så här:\n> dir\nInget händer", manner).reply == reply


def test_a_letter_passed_on_keeps_what_it_passes_on() -> None:
    text = f"Kan ni se på det här?\n\n{OUTLOOK_SV}"
    assert fold(text, "forward").reply == text


@pytest.mark.parametrize(
    "text",
    [
        "On " * 30_000,
        ("On " * 130 + "\n") * 250,
        ("Den x skrev y " * 28 + "\n") * 250,
        ("Am Am schrieb " * 28 + "\n") * 250,
        ("Le a écrit " * 36 + "\n") * 250,
        "From: x\n" * 12_000,
        "Mvh\n" * 25_000,
        "-- \n" * 25_000,
        "On 10:15 wrote\n" * 7_000,
        "\n" * 1_000_000,
        "> a\n" * 500_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_folding_hostile_words_costs_less_than_two_seconds(text: str) -> None:
    begun = time.process_time()
    fold(text)
    assert time.process_time() - begun < 2


def test_what_is_beyond_the_bound_is_kept_and_said() -> None:
    text = "ord ord\n" * 20_000 + "sist av allt"
    folded = fold(text)
    assert folded.is_cut
    assert folded.reply == text


@pytest.mark.parametrize(
    ("folded", "is_it"),
    [
        ("Kind regards\nKarin Holm", True),
        ("-- \nKarin Holm\nPhysician", True),
        ("Skickat från min iPhone", True),
        ("> It works again.", False),
        ("Med vänlig hälsning\nKarin\n\nOn 3 May 2026, Elin Sand wrote:\n> Try now.", False),
        ("Från: Elin Sand\nSkickat: den 3 maj 2026 10:00\nTill: Karin\nÄmne: Svar\n\nHej", False),
        ("", False),
    ],
)
def test_what_is_folded_is_a_signature_only_when_it_repeats_nothing(folded, is_it):
    assert is_signature(folded) is is_it
