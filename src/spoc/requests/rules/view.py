"""Views: which requests a saved question asks for, as a tree of conditions over fields."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

AUDIENCES = ("mine", "team", "everybody")
MOST_CONDITIONS, MOST_VALUES, MOST_COLUMNS, MOST_ORDERS, MOST_PINS = 40, 50, 10, 3, 12
LONGEST_TEXT = 200
NEEDS_NOTHING = ("empty", "filled")
SEVERAL = ("one_of", "none_of")
_CHOSEN = ("is", "is_not", *SEVERAL)
# what may be asked of a field, by its kind; whether it is empty, only of one that may be
OPERATORS = {
    "choice": _CHOSEN,
    "tags": _CHOSEN,
    "text": ("contains", "lacks", "is", "is_not"),
    "number": ("is", "is_not", "above", "below"),
    "moment": ("is", "before", "after"),
    "flag": ("is",),
}
FLAGS = ("yes", "no")
# periods by their names: how many days from the first one, and to the day after the last one
DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
WEEKS = {"last_week": -1, "this_week": 0, "next_week": 1}
MONTHS = {"last_month": -1, "this_month": 0, "next_month": 1}
PERIODS = (*DAYS, *WEEKS, *MONTHS)
OFFSET = re.compile(r"([+-])([0-9]{1,4})([hdw])")
UNITS = {"h": "hours", "d": "days", "w": "weeks"}
YEARS = range(1970, 2101)


class Misfit(Exception):
    """What makes a tree no question: a code for its sentence, and which condition it is about."""

    def __init__(self, code: str, at: tuple[int, ...] = (), about: str = "") -> None:
        super().__init__(code)
        self.code, self.at, self.about = code, at, about


@dataclass(frozen=True, slots=True)
class Askable:
    """A field as conditions know it: its kind, the codes it offers, whether it may be empty."""

    kind: str
    codes: Collection[str] = ()
    may_be_empty: bool = False

    @property
    def operators(self) -> tuple[str, ...]:
        """What may be asked of it."""
        return OPERATORS[self.kind] + (NEEDS_NOTHING if self.may_be_empty else ())


@dataclass(frozen=True, slots=True)
class Condition:
    """What is asked of one field; `values` has one, several for `one_of`, none for `empty`."""

    field: str
    operator: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions of which all or any must fit; groups stand only in the outermost one."""

    match: str
    parts: "tuple[Condition | Group, ...]"


Fields = Mapping[str, Askable]


def parse(tree: object, fields: Fields) -> Group:
    """Read a tree as it is kept or sent, or raise Misfit.

    >>> fields = {"status": Askable("choice", ["new", "closed"])}
    >>> parse({"all": [{"field": "status", "is": "is_not", "value": "closed"}]}, fields).parts[0]
    Condition(field='status', operator='is_not', values=('closed',))
    """
    found = _group(tree, fields, ())
    count = sum(len(each.parts) if isinstance(each, Group) else 1 for each in found.parts)
    if count > MOST_CONDITIONS:
        raise Misfit("many")
    return found


def _group(tree: object, fields: Fields, at: tuple[int, ...]) -> Group:
    if not isinstance(tree, dict) or len(tree) != 1:
        raise Misfit("shape", at)
    [(match, parts)] = tree.items()
    if match not in ("all", "any") or not isinstance(parts, list):
        raise Misfit("shape", at)
    if not parts:
        raise Misfit("nothing", at)
    return Group(match, tuple(_part(each, fields, (*at, n)) for n, each in enumerate(parts)))


def _part(part: object, fields: Fields, at: tuple[int, ...]) -> Condition | Group:
    if not isinstance(part, dict) or "field" in part:
        return _condition(part, fields, at)
    if len(at) > 1:
        raise Misfit("deep", at)
    return _group(part, fields, at)


def _condition(part: object, fields: Fields, at: tuple[int, ...]) -> Condition:
    if not isinstance(part, dict) or not set(part) <= {"field", "is", "value"}:
        raise Misfit("shape", at)
    name, operator = str(part["field"]), str(part.get("is", ""))
    field = fields.get(name)
    if field is None:
        raise Misfit("field", at, name)
    if operator not in field.operators:
        raise Misfit("operator", at, name)
    values = _values(part.get("value"), operator)
    if code := _wrong(field, operator, values):
        raise Misfit(code, at, name)
    return Condition(name, operator, values)


def _values(given: object, operator: str) -> tuple[str, ...]:
    """Return what was given as words: codes of flags and numbers may be written as such."""
    if operator in NEEDS_NOTHING or given is None:
        return ()
    several = given if isinstance(given, list) else [given]
    words = [("no", "yes")[each] if isinstance(each, bool) else str(each) for each in several]
    return tuple(dict.fromkeys(word.replace("\0", "").strip() for word in words))


def _wrong(field: Askable, operator: str, values: tuple[str, ...]) -> str:
    """Return the code of what is wrong with the values of a condition; empty for nothing."""
    if operator in NEEDS_NOTHING:
        return ""
    if not values or "" in values:
        return "value"
    if len(values) > (MOST_VALUES if operator in SEVERAL else 1):
        return "values"
    return "" if all(CHECKS[field.kind](field, each) for each in values) else field.kind


def _offers(field: Askable, value: str) -> bool:
    return value in field.codes


def is_when(value: str) -> bool:
    """Tell whether this names a time: a period, so much before or after now, or a day.

    >>> [is_when(each) for each in ("today", "-7d", "2026-11-20", "2026-02-31", "soon")]
    [True, True, True, False, False]
    """
    return value in PERIODS or bool(OFFSET.fullmatch(value)) or _day(value) is not None


CHECKS = {
    "choice": _offers,
    "tags": _offers,
    "text": lambda field, value: len(value) <= LONGEST_TEXT,
    "number": lambda field, value: value.isdecimal() and len(value) < 10,
    "moment": lambda field, value: is_when(value),
    "flag": lambda field, value: value in FLAGS,
}


def read(tree: Mapping[str, Any]) -> Group:
    """Return a tree as it was kept, which was parsed before."""
    match, parts = next(iter(tree.items()))
    return Group(match, tuple(_read(each) for each in parts))


def _read(part: Mapping[str, Any]) -> Condition | Group:
    if "field" not in part:
        return read(part)
    return Condition(part["field"], part["is"], _values(part.get("value"), part["is"]))


def as_tree(part: Group | Condition) -> dict[str, object]:
    """Return a group or condition as it is kept."""
    if isinstance(part, Group):
        return {part.match: [as_tree(each) for each in part.parts]}
    kept: dict[str, object] = {"field": part.field, "is": part.operator}
    if part.operator in SEVERAL:
        kept["value"] = list(part.values)
    elif part.values:
        kept["value"] = part.values[0]
    return kept


def bounds(operator: str, value: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Return from when on, and until before when, a condition of time asks; None is open.

    `now` is the reader's own, in their zone: their day begins when it does where they are.

    >>> noon = datetime(2026, 11, 22, 12)
    >>> [str(each) for each in bounds("is", "this_week", noon)]
    ['2026-11-16 00:00:00', '2026-11-23 00:00:00']
    >>> [str(each) for each in bounds("before", "-7d", noon)]
    ['None', '2026-11-15 12:00:00']
    """
    if offset := OFFSET.fullmatch(value):
        sign, count, unit = offset.groups()
        point = now + int(f"{sign}{count}") * timedelta(**{UNITS[unit]: 1})
        begin, end = min(now, point), max(now, point)
        before = after = point
    else:
        begin, end = (_midnight(day, now) for day in _period(value, now.date()))
        before, after = begin, end
    return {"before": (None, before), "after": (after, None)}.get(operator, (begin, end))


def _period(value: str, today: date) -> tuple[date, date]:
    """Return the first day of a period, and the day after its last one."""
    if value in WEEKS:
        monday = today + timedelta(days=7 * WEEKS[value] - today.weekday())
        return monday, monday + timedelta(days=7)
    if value in MONTHS:
        first = _month(today, MONTHS[value])
        return first, _month(first, 1)
    day = today + timedelta(days=DAYS[value]) if value in DAYS else _day(value) or today
    return day, day + timedelta(days=1)


def _month(day: date, further: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + further, 12)
    return date(year, month + 1, 1)


def _midnight(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time.min, tzinfo=now.tzinfo)


def _day(value: str) -> date | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.year in YEARS and len(value) == 10 else None


def is_confined(group: Group, field: str, codes: Collection[str]) -> bool:
    """Tell whether all that fits has one of these codes in the field: then the rest is not read."""
    within = [_is_within(part, field, codes) for part in group.parts]
    return any(within) if group.match == "all" else all(within)


def asks_only(group: Group, fields: Collection[str]) -> bool:
    """Tell whether nothing is asked about but these fields."""
    return all(
        asks_only(part, fields) if isinstance(part, Group) else part.field in fields
        for part in group.parts
    )


def _is_within(part: Condition | Group, field: str, codes: Collection[str]) -> bool:
    if isinstance(part, Group):
        return is_confined(part, field, codes)
    is_named = part.field == field and part.operator in ("is", "one_of")
    return is_named and set(part.values) <= set(codes)
