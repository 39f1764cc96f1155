"""Reading what monitoring systems send: any values become words, moments and severities."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from spoc.kit.text import one_line, tidy

KEY_LENGTH = 200
LINK_LENGTH = 500
TEXT_LENGTH = 10_000
FIRST_YEAR = 1970

WORDS = {
    "critical": ("critical", "disaster", "emergency", "fatal", "down", "alert", "p1"),
    "major": ("major", "high", "error", "p2"),
    "minor": ("minor", "average", "medium", "p3"),
    "warning": ("warning", "warn", "unknown", "unreachable", "p4"),
    "info": ("info", "information", "informational", "notice", "none", "debug", "low", "p5"),
}
SEVERITY_OF = {word: severity for severity, words in WORDS.items() for word in words}


def loaded(body: bytes, content_type: str = "") -> object:
    """Return what was sent, as JSON or as the fields of a form; ValueError where it is neither."""
    if "form-urlencoded" in content_type:
        return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=200))
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as problem:
        raise ValueError("not JSON") from problem


def mapping(value: object) -> Mapping[str, object]:
    """Return a mapping as it is, and nothing for anything else."""
    return value if isinstance(value, dict) else {}


def words(value: object, limit: int = 200) -> str:
    """Return any value in words on one line; nothing for what is no plain value.

    >>> words(" a\\nb "), words(7), words(True), words(None), words([1])
    ('a b', '7', 'true', '', '')
    """
    if isinstance(value, bool):
        return str(value).lower()
    return one_line(_whole(str(value)), limit) if isinstance(value, (str, int, float)) else ""


def text(value: object) -> str:
    """Return words of several lines."""
    return tidy(_whole(value)).strip()[:TEXT_LENGTH] if isinstance(value, str) else words(value)


def _whole(said: str) -> str:
    """Return words without halves of signs, which JSON may hold and nobody can keep."""
    return said.encode(errors="replace").decode()


def at_path(value: object, path: str) -> object:
    """Return what stands at a dotted path, such as `alerts.0.labels.host`; None where nothing is.

    >>> at_path({"a": [{"b": 1}]}, "a.0.b"), at_path({"a": 1}, "a.b"), at_path(7, "")
    (1, None, 7)
    """
    for part in path.split(".") if path else ():
        if isinstance(value, list) and part.isdecimal() and len(part) < 6:
            value = value[int(part)] if int(part) < len(value) else None
        else:
            value = mapping(value).get(part)
    return value


def severity(value: object, usual: str = "warning") -> str:
    """Return one of the five severities for a sender's word.

    >>> severity("High"), severity("P1"), severity("odd"), severity(None, "critical")
    ('major', 'critical', 'warning', 'critical')
    """
    return SEVERITY_OF.get(words(value).casefold(), usual)


def moment(value: object) -> datetime | None:
    """Return a moment written as ISO 8601 or in seconds since 1970; None where it is none.

    >>> moment("2026-11-21T22:50:31.147754026Z").isoformat(), moment("0001-01-01T00:00:00Z")
    ('2026-11-21T22:50:31.147754+00:00', None)
    """
    said = words(value, 60)
    try:
        number = float(said)
    except ValueError:
        return _written(said)
    try:
        return datetime.fromtimestamp(number, UTC) if number > 0 else None
    except (ValueError, OverflowError, OSError):
        return None


def _written(said: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return None
    aware = found if found.tzinfo else found.replace(tzinfo=UTC)
    try:
        return aware.astimezone(UTC) if aware.year > FIRST_YEAR else None
    except OverflowError:
        return None


def link(value: object) -> str:
    """Return an address a browser may follow; nothing for any other.

    >>> link("https://m.example/1"), link("javascript:alert(1)")
    ('https://m.example/1', '')
    """
    said = value.strip() if isinstance(value, str) else ""
    is_one = said.startswith(("https://", "http://")) and said.isprintable()
    return said if is_one and " " not in said and len(said) <= LINK_LENGTH else ""


def key(*parts: object) -> str:
    """Return what an alarm is known by, short enough to be kept; nothing where nothing is said.

    >>> key("mx1", None, "disk"), key("", None)
    ('mx1!disk', '')
    """
    said = "!".join(filter(None, (words(each, 4_000) for each in parts)))
    return said if len(said) <= KEY_LENGTH else hashlib.sha256(said.encode()).hexdigest()


def key_of_labels(labels: Mapping[str, object]) -> str:
    """Return what an alarm is known by that has labels alone."""
    return key(*(f"{name}={words(labels[name], 1_000)}" for name in sorted(labels)))
