"""Whoever keeps the channels, and what opens and judges sealed letters."""

import pytest
from cryptography.hazmat.primitives import serialization
from tests.channels.sealing import MAILBOX, OURS, ROOT, RSA, pem_of

from spoc.channels.activities import add_channel
from spoc.people.activities import change_person


@pytest.fixture
def asa(people, client_of):
    """The administrator's browser, in English."""
    change_person(people["Åsa Ekman"], by=people["Åsa Ekman"], language="en")
    return client_of("Åsa Ekman")


@pytest.fixture
def trusted(settings, tmp_path):
    """A house that believes what the root says of others."""
    path = tmp_path / "trust.pem"
    path.write_bytes(ROOT.public_bytes(serialization.Encoding.PEM))
    settings.SPOC_SMIME_TRUST = str(path)


@pytest.fixture
def mailbox(people):
    """A mailbox with a key of its own."""
    told = {**MAILBOX, "smime_key": pem_of(RSA, OURS)}
    return add_channel("Mailbox", by=people["Åsa Ekman"], kind="email", told=told)
