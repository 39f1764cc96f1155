"""Answers to the fields of a form: reading them as typed, and whether one fits its kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

YEARS = range(1970, 2101)
LONGEST_TEXT = 500
LONGEST_LONG_TEXT = 10_000
LARGEST_NUMBER = 10**12
LARGEST_KEY = 2**63 - 1
LONGEST_KEY = 18
MOST_PICKED = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an answer does not fit: the code of the sentence that says so, and the limit it names."""

    code: str
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer is held to."""

    choices: Sequence[str] = ()
    least: float | None = None
    most: float | None = None


def is_empty(value: object) -> bool:
    """Tell whether nothing is said; no and nought are something."""
    return value is None or value == "" or value == []


def fault_of(
    kind: str,
    value: object,
    *,
    choices: Sequence[str] = (),
    least: float | None = None,
    most: float | None = None,
) -> Fault | None:
    """Return why a value does not fit its kind; None where it does.

    >>> fault_of("number", 6, most=5)
    Fault(code='too_large', limit='5')
    """
    return _CHECKS[kind](value, Limits(choices, least, most))


def read(kind: str, said: Sequence[str]) -> object:
    """Return what a page sent as the value that is kept; what cannot be read stays as it is.

    >>> read("yes_no", ["yes"]), read("choices", ["a", "b"]), read("number", ["12"])
    (True, ['a', 'b'], 12)
    """
    words = [each.strip() for each in said if each.strip()]
    if kind == "choices":
        return words
    if kind == "file":
        return [_key(each) for each in words]
    if not words:
        return None
    if kind == "number":
        return _number(words[0])
    if kind == "yes_no":
        return {"yes": True, "no": False}.get(words[0], words[0])
    return _key(words[0]) if kind in ("person", "item", "service") else words[0]


def written(limit: float) -> str:
    """Return a limit as people write it, without noughts that say nothing.

    >>> written(5.0), written(2.5)
    ('5', '2.5')
    """
    return str(int(limit)) if limit == int(limit) else str(limit)


def _number(text: str) -> object:
    plain = text.replace(" ", "").replace("\u00a0", "").replace(",", ".")
    try:
        number = float(plain)
    except ValueError:
        return text
    if number != number or abs(number) > LARGEST_NUMBER:
        return text
    return int(number) if number == int(number) else number


def _key(text: str) -> object:
    is_key = text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY
    return int(text) if is_key else text


def _text(value: object, limits: Limits, longest: int = LONGEST_TEXT) -> Fault | None:
    if not isinstance(value, str):
        return Fault("not_text")
    least, most = int(limits.least or 0), int(min(limits.most or longest, longest))
    if len(value) < least:
        return Fault("too_short", str(least))
    if longest == LONGEST_TEXT and ("\n" in value or "\r" in value):
        return Fault("one_line")
    return Fault("too_long", str(most)) if len(value) > most else None


def _long_text(value: object, limits: Limits) -> Fault | None:
    return _text(value, limits, LONGEST_LONG_TEXT)


def _numeric(value: object, limits: Limits) -> Fault | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Fault("not_number")
    if value != value or abs(value) > LARGEST_NUMBER:
        return Fault("not_number")
    if limits.least is not None and value < limits.least:
        return Fault("too_small", written(limits.least))
    if limits.most is not None and value > limits.most:
        return Fault("too_large", written(limits.most))
    return None


def _date(value: object, limits: Limits) -> Fault | None:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        day = None
    return None if day and day.year in YEARS else Fault("not_date")


def _choice(value: object, limits: Limits) -> Fault | None:
    return None if value in limits.choices else Fault("not_choice")


def _choices(value: object, limits: Limits) -> Fault | None:
    if not isinstance(value, list) or any(each not in limits.choices for each in value):
        return Fault("not_choice")
    if len(set(value)) < len(value):
        return Fault("twice")
    if limits.least is not None and len(value) < limits.least:
        return Fault("too_few", written(limits.least))
    if limits.most is not None and len(value) > limits.most:
        return Fault("too_many", written(limits.most))
    return None


def _yes_no(value: object, limits: Limits) -> Fault | None:
    return None if isinstance(value, bool) else Fault("not_yes_no")


def _picked(value: object, limits: Limits) -> Fault | None:
    return None if _is_key(value) else Fault("not_there")


def _files(value: object, limits: Limits) -> Fault | None:
    if not isinstance(value, list) or not all(_is_key(each) for each in value):
        return Fault("not_there")
    most = int(min(limits.most or MOST_PICKED, MOST_PICKED))
    return Fault("too_many", str(most)) if len(value) > most else None


def _is_key(value: object) -> bool:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return is_whole and 0 < int(str(value)) <= LARGEST_KEY


_CHECKS: dict[str, Callable[[object, Limits], Fault | None]] = {
    "text": _text,
    "long_text": _long_text,
    "number": _numeric,
    "date": _date,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "person": _picked,
    "item": _picked,
    "service": _picked,
    "file": _files,
}
