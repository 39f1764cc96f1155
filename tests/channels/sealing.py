"""Keys and letters that are signed or encrypted, made as a mail program makes them."""

import base64
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs7

KARIN = "karin.holm@norrvikhospital.example"
DESK = "it@norrvikhospital.example"
NOW = datetime.now(UTC)
ECDSA, RSA = ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048)
BINARY = pkcs7.PKCS7Options.Binary
WORDS = b"Content-Type: text/plain\r\n\r\nThe archive is silent.\r\n"
MAILBOX = {"host": "imap.x.example", "user": DESK, "password": "p"}
SAID = "The archive is silent."


def certified(name, key, *, issuer=None, issuer_key=None, mail="", ends=NOW + timedelta(days=1)):
    """Return a certificate, signed by itself or by an issuer."""
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=9))
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=not mail, path_length=None), critical=True)
    )
    if mail:
        made = made.add_extension(
            x509.SubjectAlternativeName([x509.RFC822Name(mail)]), critical=False
        )
    return made.sign(issuer_key or key, hashes.SHA256())


ROOT = certified("Root", ECDSA)
MIDDLE = certified("Middle", RSA, issuer=ROOT, issuer_key=ECDSA)
OURS = certified("Service desk", RSA, mail=DESK)


def signed_letter(*, key=RSA, mail=KARIN, chain=(), words=WORDS, options=(), opaque=False, **more):
    """Return a letter of Karin under an S/MIME signature; an opaque one holds the words too."""
    own = certified("Karin", key, mail=mail, **more)
    signing = pkcs7.PKCS7SignatureBuilder().set_data(words).add_signer(own, key, hashes.SHA256())
    for each in chain:
        signing = signing.add_certificate(each)
    if opaque:
        return opaque_letter(signing.sign(serialization.Encoding.DER, [BINARY, *options]))
    found = [pkcs7.PKCS7Options.DetachedSignature, *options]
    raw = signing.sign(serialization.Encoding.SMIME, found)
    return from_karin(raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


def opaque_letter(der):
    """Return a letter of Karin that is nothing but what holds its words and their signature."""
    head = b"Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\n"
    more = b"Content-Transfer-Encoding: base64\r\n\r\n"
    return from_karin(head + more + base64.encodebytes(der))


def encrypted(words, certificate=OURS):
    """Return words that are encrypted for whoever holds a certificate's key, as a letter's body."""
    made = pkcs7.PKCS7EnvelopeBuilder().set_data(words).add_recipient(certificate)
    return made.encrypt(serialization.Encoding.SMIME, [BINARY])


def from_karin(raw, subject=b"PACS"):
    """Return a letter of Karin with these words and the headers that tell how they are written."""
    mark = b"<%x@x.example>" % abs(hash(raw))
    told = b"From: Karin <%s>\r\nSubject: %s\r\nMessage-ID: %s\r\n" % (
        KARIN.encode(),
        subject,
        mark,
    )
    return told + raw


def pem_of(key, *certificates):
    """Return a private key without a passphrase, and certificates, as they are pasted."""
    written = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    found = [each.public_bytes(serialization.Encoding.PEM) for each in certificates]
    return b"".join([written, *found]).decode()
