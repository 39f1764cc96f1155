"""An answer finds its request by marks nobody else can make."""

from dataclasses import dataclass

import pytest

from spoc.channels.rules import marks

KEY, OLD_KEY, FOREIGN_KEY = b"present", b"earlier", b"foreign"


@dataclass(frozen=True)
class Words:
    """As much of a letter as may carry marks."""

    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""


def _id(number: int, key: bytes = KEY) -> str:
    return marks.message_id(number, 77, "desk.example.org", key)


@pytest.mark.parametrize(
    "letter",
    [
        Words(in_reply_to=_id(48213)),
        Words(references=("<x@y>", _id(48213))),
        Words(in_reply_to=_id(48213, OLD_KEY)),
        Words(in_reply_to=_id(48213).replace("desk.example.org", "moved.example.org")),
        Words(subject=f"Sv: Skrivaren [{marks.reply_token(48213, KEY)}]"),
        Words(text=f"> (({marks.reply_token(48213, KEY).upper()}))"),
    ],
)
def test_a_signed_mark_is_found(letter: Words) -> None:
    assert marks.numbers(letter, [KEY, OLD_KEY]) == [48213]


@pytest.mark.parametrize(
    "letter",
    [
        Words(in_reply_to=_id(48213, FOREIGN_KEY)),
        Words(in_reply_to=_id(48213).replace("48213", "48214")),
        Words(in_reply_to=_id(48213).replace("e77", "e78")),
        Words(subject="R-48213-k7f3q2xw5d"),
        Words(subject="[Ticket #48213] r48213 R-48213"),
        Words(text=marks.reply_token(48213, FOREIGN_KEY)),
        Words(text=marks.reply_token(48213, KEY).replace("48213", "1")),
        Words(text=marks.reply_token(48213, KEY) + "x"),
    ],
)
def test_a_forged_or_unsigned_mark_is_ignored(letter: Words) -> None:
    assert marks.numbers(letter, [KEY, OLD_KEY]) == []


def test_the_nearest_letter_comes_first() -> None:
    letter = Words(
        in_reply_to=_id(3),
        references=(_id(1), _id(2), _id(3)),
        subject=marks.reply_token(4, KEY),
    )
    assert marks.numbers(letter, [KEY]) == [3, 2, 1, 4]


def test_marks_look_as_the_manual_says() -> None:
    assert marks.MESSAGE_ID.fullmatch(_id(48213))
    assert _id(48213).startswith("<r48213.e77.")
    assert _id(48213).endswith("@desk.example.org>")
    assert marks.TOKEN.fullmatch(marks.reply_token(48213, KEY))


def test_a_mark_of_a_handover_is_no_mark_of_the_request_with_its_number() -> None:
    mark = marks.message_id(12, 77, "desk.example.org", KEY, sort=marks.HANDOVER)
    token = marks.reply_token(12, KEY, sort=marks.HANDOVER)
    turned = (mark.replace("<h", "<r"), token.replace("H-", "R-"))
    for said in (Words(in_reply_to=mark), Words(text=token)):
        assert marks.numbers(said, [KEY]) == []
        assert marks.numbers(said, [KEY], sort=marks.HANDOVER) == [12]
    assert marks.numbers(Words(in_reply_to=turned[0], text=turned[1]), [KEY]) == []
