"""Signatures under letters: valid, invalid or unknown, and said on the entry."""

import shutil
import subprocess
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs7
from tests.channels.sealing import (
    ECDSA,
    KARIN,
    MIDDLE,
    NOW,
    ROOT,
    RSA,
    WORDS,
    certified,
    signed_letter,
)
from tests.intake.conftest import request_of

from spoc.channels import pgp
from spoc.channels.models import Letter
from spoc.channels.rules.signed import Signed, Standing, signed_part
from spoc.channels.rules.smime import seal_of
from spoc.channels.seals import is_doubtful, told
from spoc.intake.activities import receive_letter


def standing_of(raw, *trusted, sender=KARIN):
    return seal_of(signed_part(raw), sender=sender, moment=NOW, trusted=trusted).standing


@pytest.mark.parametrize("key", [RSA, ECDSA], ids=["RSA", "ECDSA"])
def test_a_signature_somebody_trusted_vouches_for_is_valid(key):
    raw = signed_letter(key=key, issuer=ROOT, issuer_key=ECDSA)
    assert standing_of(raw, ROOT) == Standing.VALID


def test_a_chain_leads_to_who_is_trusted():
    raw = signed_letter(key=ECDSA, issuer=MIDDLE, issuer_key=RSA, chain=[MIDDLE])
    assert standing_of(raw, ROOT) == Standing.VALID
    alone = signed_letter(key=ECDSA, issuer=MIDDLE, issuer_key=RSA)
    assert standing_of(alone, ROOT) == Standing.UNKNOWN


@pytest.mark.parametrize(
    ("raw", "standing"),
    [
        (signed_letter(), Standing.UNKNOWN),
        (
            signed_letter(issuer=ROOT, issuer_key=ECDSA).replace(b"silent", b"burning"),
            Standing.INVALID,
        ),
        (
            signed_letter(mail="eve@elsewhere.example", issuer=ROOT, issuer_key=ECDSA),
            Standing.INVALID,
        ),
        (
            signed_letter(issuer=ROOT, issuer_key=ECDSA, ends=NOW - timedelta(days=2)),
            Standing.UNKNOWN,
        ),
        (signed_letter(issuer=MIDDLE, issuer_key=ECDSA), Standing.UNKNOWN),
        (
            signed_letter(issuer=ROOT, issuer_key=ECDSA, options=[pkcs7.PKCS7Options.NoAttributes]),
            Standing.VALID,
        ),
        (
            signed_letter(issuer=ROOT, issuer_key=ECDSA, options=[pkcs7.PKCS7Options.NoCerts]),
            Standing.UNKNOWN,
        ),
    ],
    ids=[
        "nobody vouches",
        "changed",
        "of another",
        "ended",
        "not issued",
        "bare",
        "no certificate",
    ],
)
def test_how_a_signature_stands(raw, standing):
    assert standing_of(raw, ROOT) == standing


def test_who_is_no_authority_vouches_for_nobody():
    person = certified("Eve", RSA, mail="eve@elsewhere.example")
    raw = signed_letter(key=ECDSA, issuer=person, issuer_key=RSA, chain=[person])
    assert standing_of(raw, person) == Standing.UNKNOWN


@pytest.mark.parametrize("cut", [0, 1, 7, 40, 400])
def test_a_broken_signature_says_nothing(cut):
    signed = signed_part(signed_letter(issuer=ROOT, issuer_key=ECDSA))
    broken = Signed("smime", signed.content, signed.signature[:cut])
    seal = seal_of(broken, sender=KARIN, moment=NOW, trusted=[ROOT])
    assert seal.standing == Standing.UNKNOWN


def test_the_entry_says_that_a_signature_is_valid(people, client_of, settings, tmp_path):
    path = tmp_path / "trust.pem"
    path.write_bytes(ROOT.public_bytes(serialization.Encoding.PEM))
    settings.SPOC_SMIME_TRUST = str(path)
    request = request_of(receive_letter(signed_letter(issuer=ROOT, issuer_key=ECDSA)))
    elin = client_of("Elin Sand")
    page = elin.get(f"/requests/{request.pk}").content.decode()
    assert f"by mail · Signature valid: {KARIN}" in page
    came = Letter.objects.get(is_incoming=True)
    assert f"Signature valid: {KARIN}" in elin.get(f"/settings/letters/{came.pk}").content.decode()


def test_the_entry_warns_of_a_changed_letter(people, client_of):
    changed = signed_letter().replace(b"silent", b"burning")
    request = request_of(receive_letter(changed))
    page = client_of("Elin Sand").get(f"/requests/{request.pk}").content.decode()
    assert "Signature not valid" in page


def test_the_entry_warns_of_a_sender_the_server_doubts(people, letter, client_of, settings):
    settings.SPOC_AUTHENTICATION_SERVERS = ["mx.us.example"]
    found = "mx.us.example; dmarc=fail header.from=norrvikhospital.example"
    request = request_of(receive_letter(letter(authentication_results=found)))
    page = client_of("Elin Sand").get(f"/requests/{request.pk}").content.decode()
    assert "The mail server doubts that this sender wrote it" in page


def test_what_another_server_found_is_not_believed(people, letter, settings):
    settings.SPOC_AUTHENTICATION_SERVERS = ["mx.us.example"]
    found = "mx.eve.example; dmarc=fail header.from=norrvikhospital.example"
    receive_letter(letter(authentication_results=found))
    assert Letter.objects.get(is_incoming=True).reason == ""


@pytest.mark.parametrize(
    ("reason", "words", "doubtful"),
    [
        ("", "", False),
        ("bounce: a@b.example", "bounce: a@b.example", False),
        ("seal:unknown:", "Signature unknown: nobody we trust vouches for it", False),
        ("seal:valid:a@b.example sender:refuted:", "Signature valid: a@b.example ·", True),
        ("seal:100%:", "", False),
    ],
)
def test_what_is_kept_is_told_in_words(reason, words, doubtful):
    assert told(reason).startswith(words)
    assert is_doubtful(reason) is doubtful


@pytest.mark.skipif(shutil.which("gpg") is None, reason="GnuPG is not installed")
def test_gnupg_says_how_a_signature_stands(tmp_path, monkeypatch):
    keys = tmp_path / pgp.KEYS
    keys.mkdir(mode=0o700)
    monkeypatch.setattr(pgp, "home", lambda: tmp_path)
    gpg = ["gpg", "--homedir", str(keys), "--batch", "--passphrase", ""]
    subprocess.run(
        [*gpg, "--quick-gen-key", f"Karin <{KARIN}>", "ed25519"], check=True, capture_output=True
    )
    made = subprocess.run(
        [*gpg, "--armor", "--detach-sign"], input=WORDS, check=True, capture_output=True
    )
    signed = Signed("pgp", WORDS, made.stdout)
    changed = Signed("pgp", WORDS + b"!", made.stdout)
    assert pgp.pgp_seal_of(signed, sender=KARIN).standing == Standing.VALID
    assert pgp.pgp_seal_of(signed, sender="eve@x.example").standing == Standing.INVALID
    assert pgp.pgp_seal_of(changed, sender=KARIN).standing == Standing.INVALID
    assert pgp.pgp_seal_of(Signed("pgp", WORDS, b"x"), sender=KARIN).standing == Standing.UNKNOWN
    subprocess.run(["gpgconf", "--homedir", str(keys), "--kill", "all"], check=False)
