"""Whose word on a letter's sender counts, and what it says."""

import pytest

from spoc.channels.rules.authentication import verdict

KARIN = "karin@hospital.example"
MX = "mx.desk.example"


def found(words, *, servers=(MX,), sender=KARIN):
    results = [words] if isinstance(words, str) else words
    return str(verdict(results, servers=servers, sender=sender))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("dmarc=pass header.from=hospital.example", "proven"),
        ("dmarc=pass (p=REJECT) header.from=Hospital.Example", "proven"),
        ("spf=none; dkim=pass header.d=hospital.example", "proven"),
        ("spf=pass smtp.mailfrom=bounce@hospital.example", "proven"),
        # vouched for, but for somebody else
        ("dkim=pass header.d=evil.example", "unknown"),
        ("spf=pass smtp.mailfrom=evil.example", "unknown"),
        ("dmarc=pass header.from=evil.example", "unknown"),
        ("dmarc=pass", "unknown"),
        ("dmarc=pass header.from=sub.hospital.example", "unknown"),
        # found wanting
        ("dmarc=fail header.from=hospital.example", "refuted"),
        ("spf=softfail smtp.mailfrom=hospital.example; dkim=none", "refuted"),
        ("spf=pass smtp.mailfrom=hospital.example; dmarc=fail", "refuted"),
        ("spf=none; dkim=none; dmarc=none", "unknown"),
        # broken by who passed it on, and vouches for it; ARC alone names nobody
        ("dmarc=fail header.from=hospital.example; arc=pass (i=1)", "unknown"),
        ("spf=softfail smtp.mailfrom=hospital.example; arc=pass", "unknown"),
        ("dmarc=fail header.from=hospital.example; arc=fail", "refuted"),
        ("arc=pass header.from=hospital.example", "unknown"),
        ("", "unknown"),
        ("none", "unknown"),
        # written by the sender, where a sender may write
        ("spf=none (dmarc=pass header.from=hospital.example)", "unknown"),
        ('spf=none smtp.mailfrom="x; dmarc=pass header.from=hospital.example"', "unknown"),
        ("spf=none (a (b); dmarc=pass header.from=hospital.example", "unknown"),
        ('spf=none (\\); dmarc=pass header.from=hospital.example)"', "unknown"),
    ],
)
def test_what_a_trusted_server_says_is_read(said, expected):
    assert found(f"authentication-results: {MX}; {said}") == expected


@pytest.mark.parametrize(
    "results",
    [
        "authentication-results: mx.evil.example; dmarc=pass header.from=hospital.example",
        f"received-spf: {MX}; dmarc=pass header.from=hospital.example",
        f"arc-authentication-results: {MX}; dmarc=pass header.from=hospital.example",
        "authentication-results:",
        [],
    ],
)
def test_nobody_elses_word_counts(results):
    assert found(results) == "unknown"


def test_nobody_is_trusted_unless_named():
    said = f"authentication-results: {MX}; dmarc=pass header.from=hospital.example"
    assert found(said, servers=()) == "unknown"
    assert found(said, servers=("MX.desk.example",)) == "proven"


def test_the_first_word_of_the_trusted_server_counts():
    genuine = f"authentication-results: {MX}; dmarc=fail"
    forged = f"authentication-results: {MX}; dmarc=pass header.from=hospital.example"
    assert found([genuine, forged]) == "refuted"
    assert found([f'authentication-results: {MX}; spf=none "cut off', forged]) == "unknown"
