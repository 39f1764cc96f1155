"""Step-by-step help with decision points: what a sound path is, and where the answers lead."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SOLVED, ASK = "solved", "ask"
ENDINGS = (SOLVED, ASK)
MOST_STEPS, MOST_OPTIONS = 60, 8
KEY_LENGTH, LABEL_LENGTH, TEXT_LENGTH = 40, 120, 4_000


@dataclass(frozen=True, slots=True)
class Option:
    """One way on from a step: what the reader chooses, and the step or the ending it leads to."""

    label: str
    to: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do or look at, and the ways on from it."""

    key: str
    text: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the steps: a code, the step it stands at, and the words it is about."""

    code: str
    step: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """A step the reader has answered, and what they chose there."""

    step: Step
    option: Option


@dataclass(frozen=True, slots=True)
class Walk:
    """How far somebody came: what they did, where they stand, or how it ended."""

    done: tuple[Done, ...] = ()
    step: Step | None = None
    ending: str = ""


def parse(raw: object) -> tuple[Step, ...]:
    """Return the steps of a JSON list; what has another shape becomes empty words, never a fall.

    >>> parse([{"key": "a", "text": "Is it on?", "options": [{"label": "Yes", "to": "solved"}]}])
    (Step(key='a', text='Is it on?', options=(Option(label='Yes', to='solved'),)),)
    >>> parse("no list"), parse([1, {"key": 7}])
    ((), (Step(key='7', text='', options=()),))
    """
    rows = [row for row in raw if isinstance(row, Mapping)] if isinstance(raw, list) else []
    return tuple(
        Step(_said(row, "key"), _said(row, "text"), _options(row.get("options")))
        for row in rows[: MOST_STEPS + 1]
    )


def as_json(steps: Iterable[Step]) -> list[dict[str, object]]:
    """Return steps as they are kept.

    >>> parse(as_json([Step("a", "Is it on?", (Option("Yes", "ask"),))]))[0].options[0].to
    'ask'
    """
    return [
        {
            "key": step.key,
            "text": step.text,
            "options": [{"label": option.label, "to": option.to} for option in step.options],
        }
        for step in steps
    ]


def faults(steps: Sequence[Step]) -> list[Fault]:
    """Return all that is wrong with the steps: nobody is led nowhere, in circles, or past a step.

    >>> faults(parse([{"key": "a", "text": "Go", "options": [{"label": "On", "to": "b"}]}]))
    [Fault(code='unknown', step='a', about='b')]
    """
    if not steps:
        return []
    found = [fault for step in steps for fault in _faults_of(step, steps)]
    if len(steps) > MOST_STEPS:
        found.append(Fault("many"))
    if found:
        return found
    by_key = {step.key: step for step in steps}
    circle = _circle(by_key, steps[0].key)
    if circle:
        return [Fault("loop", circle[0], " → ".join(circle))]
    seen = _reached(by_key, steps[0].key)
    found = [Fault("unreached", step.key) for step in steps if step.key not in seen]
    leads_home = any(option.to == SOLVED for step in steps for option in step.options)
    return found if found or leads_home else [Fault("never_solved")]


def walk(steps: Sequence[Step], answers: Iterable[int]) -> Walk:
    """Return how far these answers lead; one that is not there ends the reading of them.

    >>> steps = parse([{"key": "a", "text": "On?", "options": [{"label": "Yes", "to": "solved"}]}])
    >>> walk(steps, []).step.key, walk(steps, [0]).ending, walk(steps, [7]).step.key
    ('a', 'solved', 'a')
    """
    by_key = {step.key: step for step in steps}
    step = steps[0] if steps else None
    done: list[Done] = []
    for answer in answers:
        if step is None or not 0 <= answer < len(step.options) or len(done) == MOST_STEPS:
            break
        option = step.options[answer]
        done.append(Done(step, option))
        if option.to in ENDINGS:
            return Walk(tuple(done), None, option.to)
        step = by_key.get(option.to)
    return Walk(tuple(done), step, "" if step else ASK)


def answers_in(words: str) -> list[int]:
    """Return the answers an address carries.

    >>> answers_in("0.2.1"), answers_in("0.x"), answers_in("")
    ([0, 2, 1], [0], [])
    """
    answers: list[int] = []
    for part in words.split(".")[:MOST_STEPS]:
        if not (part.isascii() and part.isdigit() and len(part) < 3):
            break
        answers.append(int(part))
    return answers


def address_of(answers: Iterable[int]) -> str:
    """Return answers as an address carries them.

    >>> address_of([0, 2])
    '0.2'
    """
    return ".".join(str(answer) for answer in answers)


def _options(raw: object) -> tuple[Option, ...]:
    rows = [row for row in raw if isinstance(row, Mapping)] if isinstance(raw, list) else []
    return tuple(Option(_said(row, "label"), _said(row, "to")) for row in rows)


def _said(row: Mapping[object, object], name: str) -> str:
    value = row.get(name)
    return str(value).strip() if isinstance(value, str | int) else ""


def _faults_of(step: Step, steps: Sequence[Step]) -> list[Fault]:
    """Return what is wrong with one step by itself."""
    keys = [each.key for each in steps]
    found = []
    if not step.key or len(step.key) > KEY_LENGTH or step.key in ENDINGS:
        found.append(Fault("key", step.key))
    elif keys.count(step.key) > 1:
        found.append(Fault("twice", step.key))
    if not step.text or len(step.text) > TEXT_LENGTH:
        found.append(Fault("text", step.key))
    if not step.options:
        found.append(Fault("dead_end", step.key))
    if len(step.options) > MOST_OPTIONS:
        found.append(Fault("options", step.key))
    for option in step.options:
        if not option.label or len(option.label) > LABEL_LENGTH:
            found.append(Fault("label", step.key))
        if option.to not in ENDINGS and option.to not in keys:
            found.append(Fault("unknown", step.key, option.to))
    return found


def _circle(by_key: Mapping[str, Step], start: str) -> list[str]:
    """Return the keys of a circle that can be walked, its first step named again at its end."""
    over: set[str] = set()
    path: list[tuple[str, list[str]]] = [(start, _next(by_key[start]))]
    while path:
        key, further = path[-1]
        if not further:
            over.add(key)
            path.pop()
            continue
        to, trail = further.pop(), [each for each, _rest in path]
        if to in trail:
            return [*trail[trail.index(to) :], to]
        if to not in over:
            path.append((to, _next(by_key[to])))
    return []


def _reached(by_key: Mapping[str, Step], start: str) -> set[str]:
    seen, waiting = {start}, [start]
    while waiting:
        for to in _next(by_key[waiting.pop()]):
            if to not in seen:
                seen.add(to)
                waiting.append(to)
    return seen


def _next(step: Step) -> list[str]:
    return [option.to for option in step.options if option.to not in ENDINGS]
