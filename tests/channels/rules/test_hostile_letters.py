"""No letter takes long, whatever it was built to do; and what was left out is said."""

import base64
import time
from collections.abc import Callable

import pytest

from spoc.channels.rules.letter import read, to_json

HEAD = b"From: a@example.net\nSubject: s\n"
MIXED = HEAD + b'Content-Type: multipart/mixed; boundary="b"\n\n'
HTML = HEAD + b"Content-Type: text/html\n\n"


def _nested(depth: int) -> bytes:
    opened = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth)
    )
    closed = b"".join(b"--b%d--\n" % n for n in reversed(range(depth)))
    return HEAD + opened + b"\nhej\n" + closed


def _base64(size: int) -> bytes:
    kind = b"Content-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n"
    return HEAD + kind + base64.encodebytes(bytes(size))


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "headers": (lambda: b"X-A: b\n" * 100_000 + b"\nhej", "headers"),
    "a folded header": (lambda: b"Subject: x\n" + b" y\n" * 500_000 + b"\nhej", "headers"),
    "recipients": (
        lambda: b"To: " + b", ".join(b"a%d@b.se" % n for n in range(3_000)) + b"\n\nx",
        "recipients",
    ),
    "quotation marks": (lambda: b"From: " + b'"' * 60_000 + b"\n\nhej", ""),
    "escapes": (lambda: b"From: " + b'"\\' * 29_000 + b"\n\nhej", ""),
    "parameters": (lambda: HEAD + b"Content-Type: text/plain" + b"; a=b" * 100_000 + b"\n\nx", ""),
    "encoded words": (lambda: b"Subject: " + b"=?utf-8?q?a?= " * 50_000 + b"\n\nhej", "headers"),
    "nested parts": (lambda: _nested(10_000), "depth"),
    "parts": (lambda: MIXED + b"--b\n\nhej\n" * 100_000, "parts"),
    "files": (lambda: MIXED + b"--b\nContent-Type: a/b\n\nx\n" * 400, "attachments"),
    "one long line": (lambda: HEAD + b"\n" + b"x" * 20_000_000, "text"),
    "short lines": (lambda: HEAD + b"\n" + b"hej hej\n" * 2_500_000, "text"),
    "nothing": (lambda: HEAD + b"\n" + b"\0" * 20_000_000, "text"),
    "attributions": (lambda: HEAD + b"\n" + (b"On " * 130 + b"\n") * 300, "quoting"),
    "nested html": (lambda: HTML + b"<div>" * 50_000 + b"hej", "html"),
    "html signs": (lambda: HTML + b"&" * 5_000_000, "html"),
    "html attributes": (lambda: HTML + b"<p " + b"a=1 " * 100_000 + b">hej", ""),
    "a wide table": (
        lambda: (
            HTML
            + b"<table><tr><td>"
            + b"x" * 90_000
            + b"</td></tr>"
            + b"<tr><td>a</td></tr>" * 7_000
        ),
        "",
    ),
    "nested tables": (lambda: HTML + b"<table><tr><td>a" * 5_000, "html"),
    "many html parts": (
        lambda: MIXED + (b"--b\nContent-Type: text/html\n\n" + b"<div>" * 14_000 + b"\n") * 100,
        "html",
    ),
    "a large file": (lambda: _base64(15_000_000), ""),
    "broken base64": (
        lambda: HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"A=" * 6_000_000,
        "",
    ),
    "uuencoded": (lambda: HEAD + b"\n" + b"begin 644 a\n" * 100_000, ""),
    "a slow charset": (lambda: b"Subject: =?punycode?Q?" + b"a" * 50_000 + b"-zz?=\n\nhej", ""),
}


@pytest.mark.parametrize("build, cut", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_letter_is_read_in_two_seconds(build: Callable[[], bytes], cut: str) -> None:
    raw = build()
    begun = time.process_time()
    letter = read(raw)
    to_json(letter)
    assert time.process_time() - begun < 2
    assert len(letter.text) <= 1_000_000
    assert cut in letter.cut or not cut


def test_what_is_whole_says_so() -> None:
    assert read(HEAD + b"\nHej").cut == ()
