"""What the envelope of a letter said, written on top of it as the last server on its way does."""

from collections.abc import Sequence

from spoc.kit.text import one_line

LONGEST = 320


def with_envelope(raw: bytes, *, sender: str, recipients: Sequence[str]) -> bytes:
    r"""Return the letter with who sent it and whom it was handed over for as its first lines.

    >>> with_envelope(b"Subject: A\r\n\r\n", sender="", recipients=["a@b.example"])
    b'Return-Path: <>\r\nDelivered-To: a@b.example\r\nSubject: A\r\n\r\n'
    """
    lines = [f"Return-Path: <{_plain(sender)}>"]
    lines += [f"Delivered-To: {_plain(recipient)}" for recipient in dict.fromkeys(recipients)]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8", "replace") + raw


def _plain(address: str) -> str:
    return one_line(address, LONGEST).strip("<> ")
