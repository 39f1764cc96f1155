"""Topics of the live stream, signed: a page may watch only what was shown to its person."""

from django.core.signing import BadSignature, Signer

SALT = "spoc.live"


def sign(topic: str, person_id: int) -> str:
    """Return the topic, such as `request-48213`, so that this person's browser may watch it."""
    return _signer(person_id).sign(topic)


def verify(signed: str, person_id: int) -> str | None:
    """Return the topic that was signed for this person, or None when it was not."""
    try:
        return _signer(person_id).unsign(signed)
    except BadSignature:
        return None


def _signer(person_id: int) -> Signer:
    return Signer(salt=f"{SALT}.{person_id}")
