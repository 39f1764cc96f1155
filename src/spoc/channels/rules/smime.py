"""Whether the S/MIME signature under a letter fits, and who signed (RFC 8551, RFC 5652)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization.pkcs7 import load_der_pkcs7_certificates

from spoc.channels.rules.der import OCTETS, OID, SEQUENCE, SET, Node, node, plain_der
from spoc.channels.rules.signed import Seal, Signed, Standing

SIGNED_DATA = "1.2.840.113549.1.7.2"
MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "2.16.840.1.101.3.4.2.1": hashes.SHA256,
    "2.16.840.1.101.3.4.2.2": hashes.SHA384,
    "2.16.840.1.101.3.4.2.3": hashes.SHA512,
}
ATTRIBUTES, CERTIFICATES = 0xA0, 0xA0
LONGEST_CHAIN = 6


class NotUnderstood(ValueError):
    """The signature is written in a way that is not known here: it says nothing, for or against."""


@dataclass(frozen=True, slots=True)
class Signer:
    """What a signature holds of whoever signed."""

    certificate: x509.Certificate
    algorithm: hashes.HashAlgorithm
    attributes: Node | None
    signature: bytes


def seal_of(
    signed: Signed, *, sender: str, moment: datetime, trusted: Sequence[x509.Certificate]
) -> Seal:
    """Return whether a letter is as its sender signed it, and whether one may believe who that is.

    It is unknown where nobody trusted vouches for the signer; a signature of somebody else than
    the sender is as good as none.
    """
    try:
        signature = plain_der(signed.signature)
        certificates = load_der_pkcs7_certificates(signature)
        signer = _signer(signature, certificates)
    except (ValueError, IndexError, StopIteration, UnsupportedAlgorithm):
        return Seal("smime", Standing.UNKNOWN)
    named = ", ".join(_addresses(signer.certificate)) or _name(signer.certificate)
    try:
        _verify(signer, signed.content)
    except (NotUnderstood, ValueError, IndexError, UnsupportedAlgorithm):
        return Seal("smime", Standing.UNKNOWN, named)
    except InvalidSignature:
        return Seal("smime", Standing.INVALID, named)
    if sender.lower() not in _addresses(signer.certificate):
        return Seal("smime", Standing.INVALID, named)
    is_known = _is_vouched_for(signer.certificate, certificates, trusted, moment)
    return Seal("smime", Standing.VALID if is_known else Standing.UNKNOWN, named)


def _signer(signature: bytes, certificates: Sequence[x509.Certificate]) -> Signer:
    kind, wrapped = node(signature).children()
    if kind.oid != SIGNED_DATA:
        raise ValueError("no signature")
    infos = wrapped.children()[0].children()[-1]
    if infos.tag != SET:
        raise ValueError("nobody signed")
    _version, who, digest, *rest = infos.children()[0].children()
    attributes = rest.pop(0) if rest[0].tag == ATTRIBUTES else None
    algorithm = HASHES.get(digest.children()[0].oid)
    if algorithm is None:
        raise NotUnderstood
    certificate = next(each for each in certificates if _is_meant(each, who))
    return Signer(certificate, algorithm(), attributes, rest[1].content)


def _is_meant(certificate: x509.Certificate, who: Node) -> bool:
    """Tell whether a signature names this certificate: by issuer and number, or by its key."""
    if who.tag != SEQUENCE:
        key = certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
        return key.value.digest == who.content
    issuer, number = who.children()
    same = int.from_bytes(number.content, "big") == certificate.serial_number
    return same and issuer.whole == certificate.issuer.public_bytes()


def _verify(signer: Signer, content: bytes) -> None:
    """Raise InvalidSignature unless the signature is over this very content."""
    said = content
    if signer.attributes is not None:
        digest = hashes.Hash(signer.algorithm)
        digest.update(content)
        if _digest_in(signer.attributes) != digest.finalize():
            raise InvalidSignature
        said = signer.attributes.tagged(SET)
    key = signer.certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        _verify_rsa(key, signer, said)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signer.signature, said, ec.ECDSA(signer.algorithm))
    else:
        raise NotUnderstood


def _verify_rsa(key: rsa.RSAPublicKey, signer: Signer, said: bytes) -> None:
    try:
        key.verify(signer.signature, said, padding.PKCS1v15(), signer.algorithm)
    except InvalidSignature:
        pss = padding.PSS(padding.MGF1(signer.algorithm), padding.PSS.AUTO)
        key.verify(signer.signature, said, pss, signer.algorithm)


def _digest_in(attributes: Node) -> bytes:
    for attribute in attributes.children():
        name, values = attribute.children()
        if name.tag == OID and name.oid == MESSAGE_DIGEST:
            value = values.children()[0]
            return value.content if value.tag == OCTETS else b""
    return b""


def _is_vouched_for(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    trusted: Sequence[x509.Certificate],
    moment: datetime,
) -> bool:
    """Tell whether a chain of valid certificates leads to one that is trusted."""
    for _step in range(LONGEST_CHAIN):
        if not certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc:
            return False
        if any(_issued(root, certificate) for root in trusted):
            return True
        above = next(
            (each for each in others if each != certificate and _issued(each, certificate)), None
        )
        if above is None:
            return False
        certificate = above
    return False


def _issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
        constraints = issuer.extensions.get_extension_for_class(x509.BasicConstraints)
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound, UnsupportedAlgorithm):
        return False
    return constraints.value.ca


def _addresses(certificate: x509.Certificate) -> list[str]:
    """Return the mail addresses a certificate is for."""
    found = [
        str(each.value)
        for each in certificate.subject.get_attributes_for_oid(x509.NameOID.EMAIL_ADDRESS)
    ]
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
        found += names.value.get_values_for_type(x509.RFC822Name)
    except (x509.ExtensionNotFound, ValueError):
        pass
    return list(dict.fromkeys(each.lower() for each in found))


def _name(certificate: x509.Certificate) -> str:
    return certificate.subject.rfc4514_string()[:100]
