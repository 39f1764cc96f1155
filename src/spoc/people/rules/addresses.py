"""How addresses are compared."""

import re


def normal_address(kind: str, value: str) -> str:
    """Return an address as it is compared: mail in small letters, phone as digits alone.

    >>> normal_address("mail", " Karin.Holm@Example.ORG ")
    'karin.holm@example.org'
    >>> normal_address("phone", "+46 (0)10-555 41 17")
    '0105554117'
    """
    if kind == "mail":
        return value.strip().lower()
    digits = re.sub(r"\(0\)|[^\d+]", "", value.strip())
    return re.sub(r"^(\+46|0046)", "0", digits)
