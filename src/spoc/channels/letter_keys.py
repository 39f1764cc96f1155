"""The keys by which a mailbox reads what was encrypted for it, as its settings ask for them."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spoc.channels.base import Setting
from spoc.channels.rules.enveloped import key_in

SMIME_KEY, PGP_KEY = "smime_key", "pgp_key"
PGP_BEGINS = "-----BEGIN PGP PRIVATE KEY BLOCK-----"


def wrong_smime_key(pem: str) -> str:
    """Return what is wrong with an S/MIME key, in a sentence; empty when nothing is."""
    try:
        key_in(pem)
    except ValueError:
        return gettext(
            "Paste an RSA private key without a passphrase and its certificate, both as PEM."
        )
    return ""


def wrong_pgp_key(armoured: str) -> str:
    """Return what is wrong with an OpenPGP key, in a sentence; empty when nothing is."""
    if armoured.strip().startswith(PGP_BEGINS):
        return ""
    return gettext("Paste the private key as GnuPG exports it, with --armor and no passphrase.")


LETTER_KEYS = (
    Setting(
        SMIME_KEY,
        _("Key for encrypted letters (S/MIME)"),
        _("Private key and certificate as PEM, one below the other, without a passphrase"),
        is_secret=True,
        is_optional=True,
        is_long=True,
        stays_here=True,
        judge=wrong_smime_key,
    ),
    Setting(
        PGP_KEY,
        _("Key for encrypted letters (OpenPGP)"),
        _("Private key as GnuPG exports it; read where GnuPG is installed on the server"),
        is_secret=True,
        is_optional=True,
        is_long=True,
        stays_here=True,
        judge=wrong_pgp_key,
    ),
)
