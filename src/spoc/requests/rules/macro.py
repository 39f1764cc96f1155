"""What a macro's steps are: what each needs to be one, and which words it may say."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from spoc.requests.rules.placeholders import unknown
from spoc.requests.rules.words import CLOSURE_CODES, HELD_FOR, METHODS, TYPES

Step = Mapping[str, str]
# what a macro may do, in the order people are offered it
DOES = (
    *("classify", "assign", "reply", "note", "tag", "link", "watch", "tasks", "pause"),
    "resolve",
)
# what may be done to many beside a macro's steps
MANY = ("override", "major")
LEVELS = ("1", "2", "3")
LOST = ("all", "some", "nothing")
LANGUAGES = ("en", "sv")
AUDIENCES = ("mine", "team", "everybody")
MOST_STEPS = 20
MOST_DAYS = 365
MOST_TASKS = 50
MOST_HOURS = 400
MOST_PEOPLE = 1_000_000


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a step: the field, a code for the sentence, and what it is about."""

    field: str
    code: str
    about: str = ""


def wrong_with(step: Step) -> list[Wrong]:
    """Return all that is wrong with a step by itself.

    >>> wrong_with({"do": "watch", "person": "me"})
    []
    >>> wrong_with({"do": "reply", "en": "Hello {nobody}"})
    [Wrong(field='en', code='placeholder', about='nobody')]
    """
    check = _CHECKS.get(step.get("do", ""))
    if check is None:
        return [Wrong("do", "step")]
    return check(step)


def first_wrong(steps: Iterable[Step]) -> tuple[int, Wrong] | None:
    """Return the first thing wrong in a list of steps, with the place of its step from 1 on."""
    for place, step in enumerate(steps, 1):
        if found := wrong_with(step):
            return place, found[0]
    return None


def words_in(step: Step, language: str) -> str:
    """Return what a step says in a language, or in the other where it has only that one.

    >>> words_in({"do": "note", "en": "Seen", "sv": ""}, "sv")
    'Seen'
    """
    said = step.get(language, "").strip()
    return said or next((step[each] for each in LANGUAGES if step.get(each, "").strip()), "")


def _texts(step: Step, *, needed: bool = True) -> list[Wrong]:
    wrong = [
        Wrong(language, "placeholder", name)
        for language in LANGUAGES
        for name in unknown(step.get(language, ""))
    ]
    if needed and not any(step.get(language, "").strip() for language in LANGUAGES):
        wrong.append(Wrong("en", "text"))
    return wrong


def _one_of(step: Step, field: str, codes: Iterable[str], *, needed: bool = False) -> list[Wrong]:
    value = step.get(field, "")
    if not value and not needed:
        return []
    return [] if value in codes else [Wrong(field, "choice")]


def _number(step: Step, field: str, least: int, most: int, *, needed: bool = False) -> list[Wrong]:
    value = step.get(field, "")
    if not value and not needed:
        return []
    fits = value.isdecimal() and len(value) < 10 and least <= int(value) <= most
    return [] if fits else [Wrong(field, "number", f"{least}-{most}")]


def _classify(step: Step) -> list[Wrong]:
    said = ("type", "service", "category", "impact", "urgency", "lost", "affected")
    if not any(step.get(name) for name in said):
        return [Wrong("impact", "something")]
    return [
        *_one_of(step, "type", TYPES[1:]),
        *_one_of(step, "impact", LEVELS),
        *_one_of(step, "urgency", LEVELS),
        *_one_of(step, "lost", LOST),
        *_number(step, "affected", 1, MOST_PEOPLE),
    ]


def _assign(step: Step) -> list[Wrong]:
    is_to_nobody = not step.get("team") and not step.get("assignee")
    return [Wrong("team", "whom")] if is_to_nobody else []


def _link(step: Step) -> list[Wrong]:
    return _number(step, "other", 1, 999_999_999, needed=True)


def _watch(step: Step) -> list[Wrong]:
    return [] if step.get("person") else [Wrong("person", "whom")]


def _tag(step: Step) -> list[Wrong]:
    return [] if step.get("tag", "").strip() else [Wrong("tag", "text")]


def task_lines(step: Step) -> list[str]:
    """Return the tasks a step lists, one a line.

    >>> task_lines({"do": "tasks", "lines": "Order it \\n\\n Set it up"})
    ['Order it', 'Set it up']
    """
    return [line.strip() for line in step.get("lines", "").splitlines() if line.strip()]


def _tasks(step: Step) -> list[Wrong]:
    count = len(task_lines(step))
    if not count:
        return [Wrong("lines", "text")]
    many = [Wrong("lines", "number", f"1-{MOST_TASKS}")] if count > MOST_TASKS else []
    return [*many, *_number(step, "hours", 1, MOST_HOURS)]


def _pause(step: Step) -> list[Wrong]:
    wrong = _one_of(step, "reason", HELD_FOR, needed=True)
    if step.get("reason") == "customer":
        wrong += _texts(step)
    if step.get("reason") == "scheduled":
        wrong += _number(step, "days", 1, MOST_DAYS, needed=True)
    return wrong


def _resolve(step: Step) -> list[Wrong]:
    return [
        *_texts(step),
        *_one_of(step, "method", METHODS, needed=True),
        *_one_of(step, "code", CLOSURE_CODES, needed=True),
        *_number(step, "minutes", 0, 1440),
    ]


_CHECKS: dict[str, Callable[[Step], list[Wrong]]] = {
    "classify": _classify,
    "assign": _assign,
    "reply": _texts,
    "note": _texts,
    "tag": _tag,
    "tasks": _tasks,
    "link": _link,
    "watch": _watch,
    "pause": _pause,
    "resolve": _resolve,
}
