"""Letters that are wrapped as nobody wraps them: none holds the mail up, none costs hours."""

import pytest
from tests.channels.sealing import (
    OURS,
    RSA,
    WORDS,
    encrypted,
    from_karin,
    opaque_letter,
    pem_of,
    signed_letter,
)
from tests.intake.conftest import request_of

from spoc.channels.opened import LOCKED, OPENED, open_letter
from spoc.channels.rules import der
from spoc.channels.rules.wrapped import wrapped_part
from spoc.intake.activities import receive_letter


@pytest.mark.parametrize("size", [65, 2_500, 400_000])
def test_a_name_longer_than_any_is_not_read(size):
    name = der.wrapped(der.OID, b"\xff" * size)
    letter = opaque_letter(der.wrapped(der.SEQUENCE, name))

    assert wrapped_part(letter) is None
    with pytest.raises(ValueError, match="longer than any"):
        _ = der.node(name).oid


def test_without_the_key_of_the_house_letters_come_all_the_same(people, settings, tmp_path):
    settings.SPOC_SMIME_KEY = str(tmp_path / "nothing.pem")
    raw = from_karin(encrypted(WORDS))

    assert open_letter(raw, None).cipher == LOCKED
    assert request_of(receive_letter(raw)).pk


@pytest.fixture
def key_of_the_house(settings, tmp_path):
    path = tmp_path / "key.pem"
    path.write_text(pem_of(RSA, OURS))
    settings.SPOC_SMIME_KEY = str(path)


def test_what_was_encrypted_and_signed_around_it_is_opened(people, key_of_the_house):
    inside = encrypted(WORDS).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    raw = signed_letter(words=inside)

    found = open_letter(raw, None)

    assert found.cipher == OPENED
    assert b"The archive is silent." in found.raw
    assert found.seal is not None
