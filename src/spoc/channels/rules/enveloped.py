"""Opening what was encrypted for a mailbox with S/MIME (RFC 5652), with the mailbox's own key."""

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key, pkcs7

Key = tuple[rsa.RSAPrivateKey, x509.Certificate]


def key_in(pem: str) -> Key:
    """Return the private key and its certificate; ValueError where both are not there."""
    written = pem.encode()
    try:
        key = load_pem_private_key(written, password=None)
        certificates = x509.load_pem_x509_certificates(written)
    except (TypeError, UnsupportedAlgorithm) as fault:
        raise ValueError("no key without a passphrase") from fault
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError("no RSA key")
    ours = [each for each in certificates if each.public_key() == key.public_key()]
    if not ours:
        raise ValueError("no certificate of this key")
    return key, ours[0]


def deciphered(der: bytes, pem: str) -> bytes | None:
    """Return what was encrypted for the holder of a key; None where this key does not open it."""
    try:
        key, certificate = key_in(pem)
        return pkcs7.pkcs7_decrypt_der(der, certificate, key, [])
    except (ValueError, UnsupportedAlgorithm):
        return None
