"""Custom fields: which values fit one, which requests have it, and when it must be filled in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

KINDS = ("text", "number", "day", "choice", "several", "yes_no", "person", "link")
NEEDED = ("never", "classification", "resolution")
# how a custom field is named in facts, in forms and in refusals
PREFIX = "custom-"
LIMITED = ("text", "number", "several")
YEARS = range(1970, 2101)
LONGEST_TEXT = 2_000
LONGEST_LINK = 500
LARGEST_NUMBER = 10**12
LARGEST_KEY = 2**63 - 1
SAID_YES, SAID_NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Shape:
    """A custom field as the rules read it; without types or services it belongs to all."""

    key: str
    kind: str
    choices: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    types: frozenset[str] = field(default_factory=frozenset)
    services: frozenset[int] = field(default_factory=frozenset)
    needed: str = "never"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value does not fit: the code of the sentence that says so, and the limit it names."""

    code: str
    limit: str = ""


def fault_of(shape: Shape, value: object) -> Fault | None:
    """Return why the value does not fit the field; None where it does, or is nothing.

    >>> fault_of(Shape("copies", "number", most=Decimal(5)), 6)
    Fault(code='too_large', limit='5')
    """
    return None if is_empty(value) else CHECKS[shape.kind](shape, value)


def is_empty(value: object) -> bool:
    """Tell whether nothing is said; no and nought are something."""
    return value is None or value == "" or value == []


def from_text(shape: Shape, text: str) -> object:
    """Return what a form says as the value that is kept; what cannot be read stays as it is.

    >>> from_text(Shape("copies", "number"), "2,5"), from_text(Shape("vpn", "yes_no"), "no")
    (2.5, False)
    """
    text = text.strip()
    if not text:
        return None
    if shape.kind == "number":
        return _number(text)
    if shape.kind == "yes_no":
        return {SAID_YES: True, SAID_NO: False}.get(text, text)
    if shape.kind == "person":
        return int(text) if text.isdecimal() and len(text) < 19 else text
    return text


def fits(shape: Shape, type: str, service: int | None) -> bool:
    """Tell whether a request of this type and service has the field."""
    of_type = not shape.types or type in shape.types
    return of_type and (not shape.services or service in shape.services)


def lacking(shapes: Iterable[Shape], values: Mapping[str, object], at: str) -> list[str]:
    """Return the keys of fields that must be filled in by then and are not.

    What classifying asks for is asked for at resolving too: the field may be newer than that.

    >>> lacking([Shape("tag", "text", needed="classification")], {}, "resolution")
    ['tag']
    """
    due = NEEDED[1 : NEEDED.index(at) + 1]
    return [s.key for s in shapes if s.needed in due and is_empty(values.get(s.key))]


def _number(text: str) -> object:
    plain = text.replace(" ", "").replace("\u00a0", "").replace(",", ".")
    try:
        return int(plain)
    except ValueError:
        pass
    try:
        return float(plain)
    except ValueError:
        return text


def _text(shape: Shape, value: object) -> Fault | None:
    if not isinstance(value, str):
        return Fault("not_text")
    least, most = int(shape.least or 0), int(shape.most or LONGEST_TEXT)
    if len(value) < least:
        return Fault("too_short", str(least))
    return Fault("too_long", str(most)) if len(value) > most else None


def _is_number(value: object) -> bool:
    is_plain = isinstance(value, int | float) and not isinstance(value, bool)
    return is_plain and abs(float(str(value))) <= LARGEST_NUMBER


def _within(shape: Shape, value: object) -> Fault | None:
    if not _is_number(value):
        return Fault("not_number")
    number = Decimal(str(value))
    if shape.least is not None and number < shape.least:
        return Fault("too_small", written(shape.least))
    if shape.most is not None and number > shape.most:
        return Fault("too_large", written(shape.most))
    return None


def _day(shape: Shape, value: object) -> Fault | None:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        day = None
    return None if day and day.year in YEARS else Fault("not_day")


def _choice(shape: Shape, value: object) -> Fault | None:
    return None if value in shape.choices else Fault("not_choice")


def _several(shape: Shape, value: object) -> Fault | None:
    if not isinstance(value, list) or any(each not in shape.choices for each in value):
        return Fault("not_choice")
    if len(set(value)) < len(value):
        return Fault("twice")
    if shape.least is not None and len(value) < shape.least:
        return Fault("too_few", written(shape.least))
    if shape.most is not None and len(value) > shape.most:
        return Fault("too_many", written(shape.most))
    return None


def _yes_no(shape: Shape, value: object) -> Fault | None:
    return None if isinstance(value, bool) else Fault("not_yes_no")


def _person(shape: Shape, value: object) -> Fault | None:
    is_key = isinstance(value, int) and not isinstance(value, bool)
    return None if is_key and 0 < int(str(value)) <= LARGEST_KEY else Fault("not_person")


def _link(shape: Shape, value: object) -> Fault | None:
    if not isinstance(value, str) or len(value) > LONGEST_LINK or any(s.isspace() for s in value):
        return Fault("not_link")
    try:
        parts = urlsplit(value)
    except ValueError:
        return Fault("not_link")
    return None if parts.scheme in ("http", "https") and parts.hostname else Fault("not_link")


def written(limit: Decimal) -> str:
    """Return a limit as people write it, without noughts that say nothing.

    >>> written(Decimal("5.000")), written(Decimal("100"))
    ('5', '100')
    """
    return f"{limit:f}".rstrip("0").rstrip(".") if "." in f"{limit:f}" else f"{limit:f}"


CHECKS = {
    "text": _text,
    "number": _within,
    "day": _day,
    "choice": _choice,
    "several": _several,
    "yes_no": _yes_no,
    "person": _person,
    "link": _link,
}
