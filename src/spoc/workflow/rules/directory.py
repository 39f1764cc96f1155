"""What is asked of a directory, and the passwords that are made for it."""

import re
from collections.abc import Callable, Sequence

# no sign that looks like another, on paper or in a letter
LETTERS = ("abcdefghjkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "-+=?!")
LENGTH = 16
SPECIAL = re.compile(r"[\x00()*\\]|[^\x20-\x7e]")


def filter_for(template: str, name: str, value: str) -> str:
    r"""Return an LDAP filter with a value in its place; no sign of it means anything (RFC 4515).

    >>> filter_for("(mail={account})", "account", "a*)(uid=b")
    '(mail=a\\2a\\29\\28uid=b)'
    >>> filter_for("(cn={group})", "group", "Å")
    '(cn=\\c3\\85)'
    """
    return template.replace("{" + name + "}", SPECIAL.sub(_escaped, value))


def _escaped(sign: re.Match[str]) -> str:
    return "".join(f"\\{byte:02x}" for byte in sign[0].encode())


def is_filter(words: str, name: str) -> bool:
    """Tell whether this is a filter with the place it needs.

    >>> is_filter("(mail={account})", "account"), is_filter("mail=x", "account")
    (True, False)
    """
    is_closed = words.startswith("(") and words.endswith(")")
    return is_closed and words.count("(") == words.count(")") and "{" + name + "}" in words


def new_password(choose: Callable[[Sequence[str]], str]) -> str:
    """Return a password of sixteen signs, of each sort at least one, made with what chooses.

    >>> new_password(lambda signs: signs[0])
    'aaaa-aaaaA2-aaaa'
    """
    every = "".join(LETTERS[:3])
    middle = [choose(list(sort)) for sort in (LETTERS[0], LETTERS[1], LETTERS[2])]
    around = [choose(list(every)) for _each in range(LENGTH - 5)]
    signs = [*around[:8], *middle[1:], *around[8:]]
    return "".join([*signs[:4], "-", *signs[4:10], "-", *signs[10:13], middle[0]])
