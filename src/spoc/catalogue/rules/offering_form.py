"""The form of an offering: when each field is shown, what it begins with, and what fits.

One schema for the page, the portal and the API. What a picker may name (people, items, services,
files) is told by the asker.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from spoc.catalogue.rules.answers import Fault, fault_of, is_empty, read
from spoc.catalogue.rules.form_fields import (
    PICKED,
    SAID_NO,
    SAID_YES,
    Choice,
    Condition,
    Field,
    parse,
)

__all__ = [
    "Checked",
    "Choice",
    "Condition",
    "Fault",
    "Field",
    "check",
    "defaults",
    "parse",
    "read_answers",
    "shown",
]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a form says: the values that fit, and why others do not, by the key of the field."""

    values: dict[str, object]
    faults: dict[str, Fault]


def shown(fields: Sequence[Field], answers: Mapping[str, object]) -> tuple[Field, ...]:
    """Return the fields that these answers show; what hangs on a hidden one is hidden too.

    >>> other = Field("why", "text", "Why", when=Condition("model", "is", ("other",)))
    >>> fields = (Field("model", "text", "Model"), other)
    >>> [each.key for each in shown(fields, {"model": "other"})]
    ['model', 'why']
    >>> [each.key for each in shown(fields, {"model": "small"})]
    ['model']
    """
    seen: dict[str, object] = {}
    found = []
    for each in fields:
        if each.when is None or _holds(each.when, seen):
            found.append(each)
            seen[each.key] = answers.get(each.key)
    return tuple(found)


def check(
    fields: Sequence[Field],
    answers: Mapping[str, object],
    may_name: Mapping[str, Collection[int]] | None = None,
) -> Checked:
    """Return what was answered to the fields that are shown, and what does not fit.

    `may_name` tells by kind which records the orderer may name; a kind it leaves out takes none.

    >>> checked = check([Field("copies", "number", "Copies", most=5)], {"copies": 6})
    >>> checked.values, checked.faults["copies"].code
    ({}, 'too_large')
    """
    known = may_name or {}
    values: dict[str, object] = {}
    faults: dict[str, Fault] = {}
    for each in shown(fields, answers):
        if not each.is_asked:
            continue
        value = answers.get(each.key)
        fault = _fault(each, value, known.get(each.kind, ()))
        if fault is not None:
            faults[each.key] = fault
        elif not is_empty(value):
            values[each.key] = value
    unknown = set(answers) - {each.key for each in fields}
    faults.update({key: Fault("not_asked") for key in unknown})
    return Checked(values, faults)


def read_answers(fields: Iterable[Field], given: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """Return what a page sent as values, by the key of each field.

    >>> read_answers([Field("copies", "number", "Copies")], {"copies": ["2,5"]})
    {'copies': 2.5}
    """
    return {
        each.key: read(each.kind, given.get(each.key, ()))
        for each in fields
        if each.is_asked and each.key in given
    }


def defaults(fields: Iterable[Field], facts: Mapping[str, object]) -> dict[str, object]:
    """Return what the fields begin with: what is known of the person, or what was laid down.

    >>> known = {"place": "Building C", "person": 7}
    >>> fields = [Field("where", "text", "Where", begins_with="place"), Field("n", "text", "N")]
    >>> defaults(fields, known)
    {'where': 'Building C'}
    """
    found: dict[str, object] = {}
    for each in fields:
        value = facts.get(each.begins_with) if each.begins_with else None
        if is_empty(value) and each.default:
            value = read(each.kind, _said(each))
        if not is_empty(value):
            found[each.key] = value
    return found


def _fault(each: Field, value: object, may_name: Collection[int]) -> Fault | None:
    if is_empty(value):
        return Fault("needed") if each.is_needed else None
    keys = tuple(choice.key for choice in each.choices)
    fault = fault_of(each.kind, value, choices=keys, least=each.least, most=each.most)
    if fault is not None or each.kind not in PICKED:
        return fault
    named = value if isinstance(value, list) else [value]
    return None if all(one in may_name for one in named) else Fault("not_there")


def _holds(condition: Condition, answers: Mapping[str, object]) -> bool:
    value = answers.get(condition.field)
    if condition.test == "filled":
        return not is_empty(value)
    if condition.test == "empty":
        return condition.field in answers and is_empty(value)
    if condition.test == "is_not":
        return condition.field in answers and not _is_one_of(value, condition.values)
    return _is_one_of(value, condition.values)


def _is_one_of(value: object, wanted: Collection[str]) -> bool:
    said = value if isinstance(value, list) else [value]
    return any(_plain(one) in wanted for one in said)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return SAID_YES if value else SAID_NO
    return "" if value is None else str(value)


def _said(each: Field) -> list[str]:
    return each.default.split(",") if each.kind == "choices" else [each.default]
