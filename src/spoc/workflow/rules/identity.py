"""When somebody is believed to be who they say, without the password they forgot."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

DIGITS = 6
TRIES = 5
VALID = timedelta(minutes=10)
# how long what was proven may be used, and what came of it be fetched
PROVEN_FOR = timedelta(minutes=30)
CHECKS_A_DAY = 5
USES_A_DAY = 2
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an account when somebody wants to prove that it is theirs."""

    is_human: bool = True
    is_active: bool = True
    is_privileged: bool = False
    checks_today: int = 0
    uses_today: int = 0
    has_way: bool = True


def why_not(standing: Standing) -> str:
    """Return why this account is proven to nobody here, as a code; empty where it can be.

    >>> why_not(Standing()), why_not(Standing(is_privileged=True, has_way=False))
    ('', 'privileged')
    >>> why_not(Standing(checks_today=5)), why_not(Standing(uses_today=2))
    ('often', 'often')
    """
    if not (standing.is_human and standing.is_active):
        return "inactive"
    if standing.is_privileged:
        return "privileged"
    if standing.checks_today >= CHECKS_A_DAY or standing.uses_today >= USES_A_DAY:
        return "often"
    return "" if standing.has_way else "no_way"


def digest_of(secret: str, check: str, code: str) -> str:
    """Return what is kept of a code: nobody finds the code in it who has not the secret.

    >>> digest_of("s", "7", "123456") == digest_of("s", "8", "123456")
    False
    """
    return hmac.new(secret.encode(), f"{check}:{code}".encode(), hashlib.sha256).hexdigest()


def read_code(words: str) -> str:
    """Return a code as it was meant: people write blanks and dashes into it.

    >>> read_code(" 123-456 "), read_code("12345")
    ('123456', '')
    """
    digits = "".join(sign for sign in words if sign not in " -\u2013\u00a0")
    is_code = len(digits) == DIGITS and digits.isascii() and digits.isdigit()
    return digits if is_code else ""


def masked(address: str) -> str:
    """Return an address so that its owner knows it again and nobody else learns it.

    >>> masked("karin.holm@example.org"), masked("k@x")
    ('k•••@e•••.org', 'k•••@x')
    """
    name, _at, host = address.partition("@")
    first, dot, end = host.rpartition(".")
    return f"{name[:1]}•••@{first[:1]}•••.{end}" if dot else f"{name[:1]}•••@{host}"
