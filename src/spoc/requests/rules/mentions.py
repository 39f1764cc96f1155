"""Who is meant by a name after an at sign."""

import re
from collections.abc import Iterable

MOST_WORDS = 4
_AT = re.compile(r"(?<![\w@])@(?=\w)")


def candidates(text: str) -> list[str]:
    """Return what may be a name after each at sign: one to four words, each once.

    >>> candidates("Ask @Elin Sand, please. mail@example.org")
    ['Elin', 'Elin Sand', 'Elin Sand please', 'Elin Sand please mail']
    """
    found: dict[str, None] = {}
    for sign in _AT.finditer(text):
        words = re.findall(r"[\w'’.-]+", text[sign.end() : sign.end() + 200])[:MOST_WORDS]
        clean = [word.strip(".") for word in words]
        for count in range(1, len(clean) + 1):
            found[" ".join(clean[:count])] = None
    return list(found)


def mentioned(text: str, names: Iterable[str]) -> list[str]:
    """Return which of these names are mentioned; of two that begin alike, the longer one is meant.

    >>> mentioned("@Elin Sand and @Bo", ["Elin", "Elin Sand", "Bo", "Eva"])
    ['Elin Sand', 'Bo']
    """
    longest = sorted(names, key=len, reverse=True)
    found: dict[str, None] = {}
    for sign in _AT.finditer(text):
        rest = text[sign.end() :]
        meant = next((name for name in longest if _begins(rest, name)), None)
        if meant is not None:
            found[meant] = None
    return list(found)


def _begins(rest: str, name: str) -> bool:
    after = rest[len(name) : len(name) + 1]
    is_whole = not (after.isalnum() or after == "_")
    return rest[: len(name)].casefold() == name.casefold() and is_whole
