"""Placeholders in prepared words: a name between braces stands for what a request says.

Nothing is worked out between the braces; two of them write one.
"""

import re
from collections.abc import Mapping

NAMES = (
    *("requester.first_name", "requester.name", "number", "title", "service"),
    *("agent.name", "team", "today", "due"),
)
_PARTS = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")


def unknown(text: str) -> list[str]:
    """Return what stands between braces and names nothing; a brace alone stands for itself.

    >>> unknown("Hello {requester.first_name}, {weather} {{fine}}")
    ['weather']
    >>> unknown("a } b")
    ['}']
    """
    wrong = []
    for part in _PARTS.finditer(text):
        if part[0] in ("{{", "}}"):
            continue
        name = (part[1] or "").strip()
        if part[1] is None:
            wrong.append(part[0])
        elif name not in NAMES:
            wrong.append(name)
    return list(dict.fromkeys(wrong))


def used(text: str) -> list[str]:
    """Return the placeholders a text uses, each once, in their order.

    >>> used("{number}: {title} ({number})")
    ['number', 'title']
    """
    found = ((part[1] or "").strip() for part in _PARTS.finditer(text) if part[1] is not None)
    return [name for name in dict.fromkeys(found) if name in NAMES]


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with each placeholder's value; one without a value stays as it stands.

    >>> filled("{requester.first_name}: {{x}} {due}", {"requester.first_name": "Karin", "due": ""})
    'Karin: {x} {due}'
    """

    def value(part: re.Match[str]) -> str:
        if part[0] in ("{{", "}}"):
            return part[0][0]
        return values.get((part[1] or "").strip()) or part[0]

    return _PARTS.sub(value, text)
