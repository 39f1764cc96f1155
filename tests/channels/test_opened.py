"""Letters whose words lie in a signature or under encryption are read as what they hold."""

import shutil
import subprocess

import pytest
from tests.channels.sealing import (
    DESK,
    ECDSA,
    KARIN,
    MAILBOX,
    OURS,
    ROOT,
    RSA,
    SAID,
    WORDS,
    certified,
    encrypted,
    from_karin,
    opaque_letter,
    pem_of,
    signed_letter,
)
from tests.intake.conftest import request_of

from spoc.channels import pgp
from spoc.channels.activities import add_channel
from spoc.channels.activities.channel import Belonging, change_channel
from spoc.channels.models import Letter
from spoc.channels.opened import LOCKED, OPENED, open_letter
from spoc.channels.rules.der import node, plain_der
from spoc.channels.rules.enveloped import deciphered
from spoc.channels.rules.signed import Standing
from spoc.channels.rules.wrapped import Sort, signed_within, wrapped_part
from spoc.intake.activities import receive_letter
from spoc.kit.errors import NotPossible
from spoc.records.queries import attachments_of


def shown(client_of, request):
    return client_of("Elin Sand").get(f"/requests/{request.pk}").content.decode()


def test_an_opaque_signed_letter_is_read_as_what_it_holds(people, trusted, client_of):
    raw = signed_letter(opaque=True, issuer=ROOT, issuer_key=ECDSA)
    assert SAID.encode() not in raw
    request = request_of(receive_letter(raw))
    assert request.description == SAID
    assert attachments_of(request).count() == 0
    assert f"by mail · Signature valid: {KARIN}" in shown(client_of, request)


def test_an_opaque_letter_that_was_changed_says_so(people, trusted, client_of):
    wrapping = wrapped_part(signed_letter(opaque=True, issuer=ROOT, issuer_key=ECDSA))
    changed = wrapping.content.replace(b"silent", b"broken")
    request = request_of(receive_letter(opaque_letter(changed)))
    assert request.description == "The archive is broken."
    assert "Signature not valid" in shown(client_of, request)


def test_an_opaque_letter_nobody_vouches_for_is_unknown(people):
    opened = open_letter(signed_letter(opaque=True), None)
    assert (opened.seal.standing, opened.cipher) == (Standing.UNKNOWN, "")


def test_the_headers_inside_do_not_say_who_wrote(people):
    words = b"From: eve@x.example\r\nSubject: Eve\r\n" + WORDS
    request = request_of(receive_letter(signed_letter(opaque=True, words=words)))
    assert (request.title, request.requester.name) == ("PACS", "Karin Holm")
    assert request.description == SAID


def test_a_mailbox_opens_what_was_encrypted_for_it(mailbox, client_of):
    raw = from_karin(encrypted(WORDS))
    request = request_of(receive_letter(raw, channel=mailbox))
    page = shown(client_of, request)
    assert SAID in page
    assert "by mail · Was encrypted" in page
    came = Letter.objects.get(is_incoming=True)
    elin = client_of("Elin Sand")
    assert SAID in elin.get(f"/settings/letters/{came.pk}").content.decode()


def test_a_letter_that_was_signed_then_encrypted_says_both(mailbox, trusted, client_of):
    inside = signed_letter(issuer=ROOT, issuer_key=ECDSA).partition(b"MIME-Version")[2]
    raw = from_karin(encrypted(b"MIME-Version" + inside))
    page = shown(client_of, request_of(receive_letter(raw, channel=mailbox)))
    assert f"by mail · Was encrypted · Signature valid: {KARIN}" in page


def test_what_was_handed_over_is_opened_by_any_mailbox_or_the_key_of_the_house(
    mailbox, settings, tmp_path
):
    raw = from_karin(encrypted(WORDS))
    assert open_letter(raw, None).cipher == OPENED
    mailbox.delete()
    assert open_letter(raw, None).cipher == LOCKED
    path = tmp_path / "key.pem"
    path.write_text(pem_of(RSA, OURS))
    settings.SPOC_SMIME_KEY = str(path)
    assert open_letter(raw, None).cipher == OPENED


def test_without_a_key_the_request_says_what_to_do_and_the_letter_is_kept(people, client_of):
    request = request_of(receive_letter(from_karin(encrypted(WORDS))))
    assert request.title == "PACS"
    assert "This letter is encrypted and nothing here opens it" in request.description
    assert [file.filename for file in attachments_of(request)] == ["smime.p7m"]
    page = shown(client_of, request)
    assert "by mail · Encrypted: no key here opens it" in page


def test_a_key_used_here_alone_stays_where_the_server_is_another(mailbox, people):
    told = {**MAILBOX, "host": "mail.x.example", "password": "q"}
    change_channel(mailbox, by=people["Åsa Ekman"], told=told, whose=Belonging())
    mailbox.refresh_from_db()
    assert open_letter(from_karin(encrypted(WORDS)), mailbox).cipher == OPENED


def test_a_key_of_another_opens_nothing(mailbox):
    theirs = certified("Eve", RSA, mail="eve@x.example")
    raw = from_karin(encrypted(WORDS, theirs))
    assert open_letter(raw, mailbox).cipher == LOCKED


@pytest.mark.parametrize("cut", [0, 5, 90, 300])
def test_a_broken_envelope_opens_to_nothing(cut):
    wrapping = wrapped_part(from_karin(encrypted(WORDS)))
    assert wrapping.sort == Sort.SMIME
    assert deciphered(wrapping.content[:cut], pem_of(RSA, OURS)) is None


def test_what_is_written_piece_by_piece_is_read_too():
    wrapping = wrapped_part(signed_letter(opaque=True))
    kind, data = node(wrapping.content).children()
    streamed = b"\x30\x80" + kind.whole + b"\xa0\x80" + data.content + b"\0\0" + b"\0\0"
    head = b"Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n\r\n"
    again = wrapped_part(head + streamed)
    assert again == wrapping
    assert signed_within(again).content == WORDS


@pytest.mark.parametrize("data", [b"", b"\x30", b"\x30\x80", b"\x30\x80" * 60, b"\x24\x05ab"])
def test_what_is_cut_off_or_too_deep_is_refused(data):
    with pytest.raises(ValueError, match="cut off"):
        plain_der(data)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("smime_key", "no key"),
        ("smime_key", pem_of(RSA)),
        ("smime_key", pem_of(ECDSA, OURS)),
        ("smime_key", pem_of(RSA, ROOT)),
        ("pgp_key", "-----BEGIN PGP PUBLIC KEY BLOCK-----"),
    ],
)
def test_a_key_that_opens_nothing_is_refused(people, key, value):
    told = {**MAILBOX, key: value}
    with pytest.raises(NotPossible) as refused:
        add_channel("Mailbox", by=people["Åsa Ekman"], kind="email", told=told)
    assert list(refused.value.fields) == [key]


def test_a_key_is_encrypted_stays_when_left_empty_and_is_never_shown(mailbox, people, client_of):
    assert "PRIVATE KEY" not in str(mailbox.settings)
    told = {**MAILBOX, "folder": "IT"}
    change_channel(mailbox, by=people["Åsa Ekman"], told=told, whose=Belonging())
    mailbox.refresh_from_db()
    assert open_letter(from_karin(encrypted(WORDS)), mailbox).cipher == OPENED
    page = client_of("Åsa Ekman").get(f"/settings/channels/{mailbox.pk}").content.decode()
    assert "PRIVATE KEY" not in page
    assert mailbox.settings["smime_key"] not in page


@pytest.fixture
def gnupg(tmp_path, monkeypatch):
    """Karin's keyring and the desk's own, and a way to run GnuPG on one."""
    if shutil.which("gpg") is None:
        pytest.skip("GnuPG is not installed")
    monkeypatch.setattr(pgp, "home", lambda: tmp_path)
    places = {name: tmp_path / name for name in ("karin", pgp.KEYS)}
    for place in places.values():
        place.mkdir(mode=0o700)

    def run(name, *words, given=b""):
        command = ["gpg", "--homedir", str(places[name]), "--batch", "--passphrase", ""]
        trust = ["--trust-model", "always"]
        return subprocess.run(
            [*command, *trust, *words], input=given, check=True, capture_output=True
        ).stdout

    run("karin", "--quick-gen-key", f"Desk <{DESK}>")
    run("karin", "--quick-gen-key", f"Karin <{KARIN}>")
    yield run
    for place in places.values():
        subprocess.run(["gpgconf", "--homedir", str(place), "--kill", "all"], check=False)


def pgp_letter(content):
    head = (
        b'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b\r\n'
    )
    first = b"--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n"
    second = b"--b\r\nContent-Type: application/octet-stream\r\n\r\n" + content + b"\r\n--b--\r\n"
    return from_karin(head + b"\r\n" + first + second)


def test_a_mailbox_opens_what_was_encrypted_with_openpgp(gnupg, people, client_of):
    said = gnupg("karin", "--armor", "-u", KARIN, "-r", DESK, "-s", "-e", given=WORDS)
    raw = pgp_letter(said)
    assert open_letter(raw, None).cipher == LOCKED
    key = gnupg("karin", "--armor", "--export-secret-keys", DESK).decode()
    told = {**MAILBOX, "pgp_key": key}
    box = add_channel("Mailbox", by=people["Åsa Ekman"], kind="email", told=told)
    gnupg(pgp.KEYS, "--import", given=gnupg("karin", "--armor", "--export", KARIN))
    request = request_of(receive_letter(raw, channel=box))
    assert request.description == SAID
    page = shown(client_of, request)
    assert "by mail · Was encrypted · Signature valid: Karin" in page


def test_keys_that_gnupg_keeps_open_letters_too(gnupg, people):
    raw = pgp_letter(gnupg("karin", "--armor", "-r", DESK, "-e", given=WORDS))
    gnupg(pgp.KEYS, "--import", given=gnupg("karin", "--armor", "--export-secret-keys", DESK))
    opened = open_letter(raw, None)
    assert (opened.cipher, opened.seal) == (OPENED, None)


def test_what_grows_beyond_a_letter_is_not_opened(gnupg, people, settings):
    settings.SPOC_LETTER_LIMIT = 10_000
    raw = pgp_letter(gnupg("karin", "--armor", "-r", DESK, "-e", given=bytes(200_000)))
    gnupg(pgp.KEYS, "--import", given=gnupg("karin", "--armor", "--export-secret-keys", DESK))
    assert len(raw) < 10_000
    assert open_letter(raw, None).cipher == LOCKED
