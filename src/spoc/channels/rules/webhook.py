"""How a webhook is told: signed as the Standard Webhooks say, and tried again ever more slowly."""

import base64
import hashlib
import hmac
from datetime import timedelta

SECRET_MARK = "whsec_"
# after the first try, the second and so on; two days in all
WAITS = (
    *(timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30)),
    *(timedelta(hours=2), timedelta(hours=6), timedelta(hours=12), timedelta(hours=24)),
)
# when nothing arrived for so long, it is told nothing more
SWITCHED_OFF_AFTER = timedelta(days=3)
# what an address answers that wants to be told no more
GONE = 410


def signature(secret: str, delivery: str, timestamp: int, body: bytes) -> str:
    """Return the proof that a body comes from whoever knows the secret, and is not an old one.

    >>> signature("whsec_c2VjcmV0", "7", 1700000000, b"{}")
    'v1,0eEyx6zk2UvCa7JQXxUo+wvtA9MSyNErw7FMbYPJYK4='
    """
    key = base64.b64decode(secret.removeprefix(SECRET_MARK))
    said = f"{delivery}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()


def secret_of(key: bytes) -> str:
    """Return a key as it is shown and given to whoever checks the proof."""
    return SECRET_MARK + base64.b64encode(key).decode()


def wait_after(tries: int) -> timedelta | None:
    """Return how long to wait after so many tries in vain; None when it was tried enough.

    >>> wait_after(1), wait_after(9)
    (datetime.timedelta(seconds=10), None)
    """
    return WAITS[tries - 1] if tries <= len(WAITS) else None


def has_arrived(status: int) -> bool:
    """Tell whether an answer means that it was taken."""
    return 200 <= status < 300
