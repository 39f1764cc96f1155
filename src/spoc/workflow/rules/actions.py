"""What an action is given, what is put where, and when it is tried again."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote, urlsplit

MOST_ATTEMPTS = 3
MOST_TRIALS = 5
A_MINUTE = timedelta(minutes=1)
# how long what came of a run in secret waits to be collected
SECRET_KEPT = timedelta(hours=1)
# after the first attempt, and after the second
WAITS = (timedelta(seconds=20), timedelta(minutes=2))
# nothing an action does takes so long: what is not settled by then was cut off
CUT_OFF_AFTER = timedelta(minutes=3)

TEXT, NUMBER, YES_NO, SECRET = "text", "number", "yes_no", "secret"
INPUT_TYPES = (TEXT, NUMBER, YES_NO, SECRET)
LONGEST_INPUT = 2_000
LEAST_SECRET = 3
MOST_INPUTS = 30
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
PLACE = re.compile(r"\{([a-z][a-z0-9_]{0,39})\}")

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing an action is given each time: its name, its sort, and whether it must be there."""

    key: str
    type: str = TEXT
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What was given in order, the secrets apart, and what was wrong: a code by name."""

    values: dict[str, Json]
    secrets: dict[str, str]
    faults: dict[str, str]


def read_wanted(lines: str) -> tuple[list[Wanted], str]:
    """Return what is written one a line as `name type`, and the first line that says nothing known.

    >>> read_wanted("account\\ncount number optional")[0][1]
    Wanted(key='count', type='number', is_optional=True)
    >>> read_wanted("9 lives")[1]
    '9 lives'
    """
    found: dict[str, Wanted] = {}
    for line in filter(None, map(str.strip, lines.splitlines())):
        name, *further = line.split()
        sorts = [word for word in further if word != "optional"] or [TEXT]
        is_known = NAME.fullmatch(name) and len(sorts) == 1 and sorts[0] in INPUT_TYPES
        if not is_known or name in found or len(found) >= MOST_INPUTS:
            return list(found.values()), line
        found[name] = Wanted(name, sorts[0], "optional" in further)
    return list(found.values()), ""


def as_map(wanted: Iterable[Wanted]) -> dict[str, str]:
    """Return what an action is given as it is kept: the sort by the name.

    >>> as_map([Wanted("account"), Wanted("count", "number", is_optional=True)])
    {'account': 'text', 'count': 'number optional'}
    """
    return {each.key: each.type + " optional" * each.is_optional for each in wanted}


def of_map(kept: Mapping[str, str]) -> list[Wanted]:
    """Return what an action is given, of what is kept.

    >>> of_map({"count": "number optional"})
    [Wanted(key='count', type='number', is_optional=True)]
    """
    return [
        Wanted(name, sort.removesuffix(" optional"), sort.endswith(" optional"))
        for name, sort in kept.items()
    ]


def written(kept: Mapping[str, str]) -> str:
    """Return what an action is given as it is written down, one a line.

    >>> written({"account": "text", "count": "number optional"})
    'account text\\ncount number optional'
    """
    return "\n".join(f"{name} {sort}" for name, sort in kept.items())


def checked(wanted: list[Wanted], given: Mapping[str, object]) -> Given:
    """Return what is given as the sorts it is to have; what nobody asked for is left out.

    >>> checked([Wanted("count", "number")], {"count": "3", "other": 1}).values
    {'count': 3}
    >>> checked([Wanted("account")], {}).faults
    {'account': 'missing'}
    """
    values: dict[str, Json] = {}
    secrets: dict[str, str] = {}
    faults: dict[str, str] = {}
    for each in wanted:
        value = given.get(each.key)
        if value is None or value == "":
            if not each.is_optional:
                faults[each.key] = "missing"
            continue
        read, fault = _read(each.type, value)
        if fault:
            faults[each.key] = fault
        elif each.type == SECRET:
            secrets[each.key] = str(read)
        else:
            values[each.key] = read
    return Given(values, secrets, faults)


def _read(sort: str, value: object) -> tuple[Json, str]:
    """Return a value as its sort, and what is wrong with it."""
    if sort == NUMBER:
        return _number(value)
    if sort == YES_NO:
        said = str(value).lower()
        known = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
        return known.get(said), "" if said in known else "yes_no"
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None, "text"
    words = str(value)
    if len(words) > LONGEST_INPUT:
        return None, "long"
    if any(sign < " " and sign not in "\n\t" for sign in words):
        return None, "text"
    return words, ""


def _number(value: object) -> tuple[Json, str]:
    if isinstance(value, bool) or not re.fullmatch(r"-?\d{1,15}([.,]\d{1,9})?", str(value).strip()):
        return None, "number"
    read = float(str(value).strip().replace(",", "."))
    return (int(read) if read.is_integer() else read), ""


def places(template: str) -> set[str]:
    """Return the names of the places in a template that are filled.

    >>> sorted(places("https://example.org/{user}/{user}?to={group}"))
    ['group', 'user']
    """
    return set(PLACE.findall(template))


def filled_address(template: str, values: Mapping[str, Json]) -> str:
    """Return an address with its places filled; what is filled in cannot leave its place.

    A value that would be a step up is a ValueError.

    >>> filled_address("https://example.org/users/{user}", {"user": "../a b?x=1"})
    'https://example.org/users/..%2Fa%20b%3Fx%3D1'
    """
    address = PLACE.sub(lambda place: quote(said(values.get(place[1])), safe=""), template)
    if {".", ".."} & set(urlsplit(address).path.split("/")):
        raise ValueError(address)
    return address


def filled_json(template: Json, values: Mapping[str, Json]) -> Json:
    """Return JSON with its places filled; a place that is all of a text keeps the value's sort.

    >>> filled_json({"n": "{count}", "who": ["to {name}"]}, {"count": 3, "name": 'A"'})
    {'n': 3, 'who': ['to A"']}
    """
    if isinstance(template, dict):
        return {key: filled_json(each, values) for key, each in template.items()}
    if isinstance(template, list):
        return [filled_json(each, values) for each in template]
    if not isinstance(template, str):
        return template
    if whole := PLACE.fullmatch(template):
        return values.get(whole[1])
    return PLACE.sub(lambda place: said(values.get(place[1])), template)


def said(value: Json) -> str:
    """Return a value as it stands in the middle of words.

    >>> said(True), said(None), said(1.5), said(["a"])
    ('true', '', '1.5', '["a"]')
    """
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def picked(answer: Json, names: list[str]) -> dict[str, Json]:
    """Return the named parts of an answer, such as `id` or `user.name`; others are not kept.

    >>> picked({"id": 7, "token": "x", "user": {"name": "a"}}, ["id", "user.name"])
    {'id': 7, 'user.name': 'a'}
    """
    found: dict[str, Json] = {}
    for name in names:
        part: Json = answer
        for step in name.split("."):
            part = part.get(step) if isinstance(part, dict) else None
        if isinstance(part, str | int | float | bool):
            found[name] = part[:LONGEST_INPUT] if isinstance(part, str) else part
    return found


def wait_after(attempts: int) -> timedelta | None:
    """Return how long to wait after so many attempts in vain; None when it was tried enough.

    >>> wait_after(1), wait_after(3)
    (datetime.timedelta(seconds=20), None)
    """
    return WAITS[attempts - 1] if 0 < attempts < MOST_ATTEMPTS else None


def after_cut_off(is_repeatable: bool, attempts: int) -> str:
    """Return what becomes of a run that was cut off: it is done again, or nobody knows.

    >>> after_cut_off(True, 1), after_cut_off(True, 3), after_cut_off(False, 1)
    ('again', 'unknown', 'unknown')
    """
    return "again" if is_repeatable and attempts < MOST_ATTEMPTS else "unknown"


def redacted(words: str, secrets: Iterable[str]) -> str:
    """Return words in which no secret stands; one of three signs or less hides nothing.

    >>> redacted("Bearer hush-hush: 401", ["hush-hush", "", "401"])
    'Bearer •••: 401'
    """
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        if len(secret) > LEAST_SECRET:
            # in JSON some signs are written otherwise
            for form in {secret, json.dumps(secret)[1:-1]}:
                words = words.replace(form, "•••")
    return words
