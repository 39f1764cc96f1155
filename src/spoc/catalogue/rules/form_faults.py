"""Whether a form is sound: every field has a key and a name, and what it hangs on stands before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spoc.catalogue.rules.answers import fault_of, read
from spoc.catalogue.rules.form_fields import CHOSEN, KINDS, PICKED, TESTS, Field

MOST_FIELDS = 60
MOST_CHOICES = 100
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
# what fits a field of each kind, of all that is known of a person
BEGINNINGS = {
    "text": ("name", "title", "place", "mail", "phone", "organisation"),
    "long_text": ("place",),
    "person": ("person", "manager"),
}


@dataclass(frozen=True, slots=True)
class FormFault:
    """What is wrong with a form: in which field (its place, from nought), and the code of why."""

    place: int
    code: str


def faults_in(fields: Sequence[Field]) -> list[FormFault]:
    """Return what is wrong with a form, in the order of its fields.

    >>> faults_in([Field("size", "number", "Size"), Field("size", "text", "")])
    [FormFault(place=1, code='key_twice'), FormFault(place=1, code='name')]
    """
    if len(fields) > MOST_FIELDS:
        return [FormFault(MOST_FIELDS, "too_many")]
    found = []
    before: dict[str, Field] = {}
    for place, each in enumerate(fields):
        found += [FormFault(place, code) for code in _codes(each, before)]
        before.setdefault(each.key, each)
    return found


def _codes(each: Field, before: dict[str, Field]) -> list[str]:
    if each.kind not in KINDS:
        return ["kind"]
    codes = [] if _KEY.fullmatch(each.key) else ["key"]
    codes += ["key_twice"] if each.key in before else []
    codes += [] if each.name.strip() else ["name"]
    codes += _choice_codes(each) + _limit_codes(each) + _beginning_codes(each)
    return codes + _condition_codes(each, before)


def _choice_codes(each: Field) -> list[str]:
    keys = [choice.key for choice in each.choices]
    if each.kind not in CHOSEN:
        return ["no_choices_here"] if keys else []
    if not keys or len(keys) > MOST_CHOICES:
        return ["choices"]
    is_sound = all(choice.key and choice.name.strip() for choice in each.choices)
    return [] if is_sound and len(set(keys)) == len(keys) else ["choices"]


def _limit_codes(each: Field) -> list[str]:
    if each.least is not None and each.most is not None and each.least > each.most:
        return ["limits"]
    return []


def _beginning_codes(each: Field) -> list[str]:
    if each.begins_with and each.begins_with not in BEGINNINGS.get(each.kind, ()):
        return ["begins_with"]
    if not each.default:
        return []
    if each.kind in PICKED or not each.is_asked:
        return ["default"]
    said = each.default.split(",") if each.kind == "choices" else [each.default]
    keys = tuple(choice.key for choice in each.choices)
    value = read(each.kind, said)
    fault = fault_of(each.kind, value, choices=keys, least=each.least, most=each.most)
    return ["default"] if fault else []


def _condition_codes(each: Field, before: dict[str, Field]) -> list[str]:
    if each.when is None:
        return []
    other = before.get(each.when.field)
    if other is None or not other.is_asked or each.when.test not in TESTS:
        return ["when"]
    if each.when.test in ("filled", "empty"):
        return []
    if not each.when.values:
        return ["when"]
    keys = {choice.key for choice in other.choices} if other.kind in CHOSEN else None
    keys = {"yes", "no"} if other.kind == "yes_no" else keys
    return [] if keys is None or keys.issuperset(each.when.values) else ["when"]
