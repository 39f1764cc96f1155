"""Dispatch: an ordered table of rules, the first that fits decides, and who of a team is chosen."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

STRATEGIES = ("team", "round_robin", "least_load", "experience")
HOURS = ("open", "closed")


@dataclass(frozen=True)
class Conditions:
    """What a rule asks for; what is empty fits everything."""

    service: int | None = None
    type: str = ""
    category: int | None = None
    community: int | None = None
    item: int | None = None
    words: tuple[str, ...] = ()
    priorities: frozenset[int] = frozenset()
    calendar: int | None = None
    hours: str = ""

    @cached_property
    def said(self) -> re.Pattern[str] | None:
        """The beginnings of words that one looks for, in any case."""
        begun = "|".join(re.escape(word) for word in self.words)
        return re.compile(rf"(?<!\w)(?:{begun})", re.IGNORECASE) if begun else None


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the rules look at it; `is_open` tells of calendars whether they are open."""

    service: int | None = None
    type: str = ""
    category: int | None = None
    community: int | None = None
    items: frozenset[int] = frozenset()
    text: str = ""
    priority: int = 3
    service_team: int | None = None
    is_open: Mapping[int, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: what it asks for, which team gets it, and how a person is chosen.

    No team means the one of the request's own service.
    """

    key: int
    place: int
    name: str
    team: int | None = None
    conditions: Conditions = field(default_factory=Conditions)
    strategy: str = "team"
    most_open: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Which rule decided, and the team that gets it; no team where nobody would, and why not."""

    rule: Rule | None
    team: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of a team who takes work now, with what speaks for and against them."""

    key: int
    open_count: int = 0
    resolved_count: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """Who was chosen, by what, and the number that decided; nobody means the team as a whole."""

    person: int | None
    why: str
    count: int | None = None


def fits(conditions: Conditions, asked: Asked) -> bool:
    """Tell whether a request has all that a rule asks for.

    >>> fits(Conditions(words=("pacs",)), Asked(text="Old PACS studies"))
    True
    """
    same = ("service", "type", "category", "community")
    wanted = [(getattr(conditions, name), getattr(asked, name)) for name in same]
    if any(value and value != actual for value, actual in wanted):
        return False
    if conditions.item and conditions.item not in asked.items:
        return False
    if conditions.priorities and asked.priority not in conditions.priorities:
        return False
    if conditions.calendar and not _is_hour(conditions, asked):
        return False
    return conditions.said is None or conditions.said.search(asked.text) is not None


def _is_hour(conditions: Conditions, asked: Asked) -> bool:
    is_open = asked.is_open.get(conditions.calendar or 0)
    return is_open is not None and is_open == (conditions.hours == "open")


def dispatched(rules: Iterable[Rule], asked: Asked, staffed: Collection[int]) -> Outcome:
    """Return what the first rule that fits a request makes of it; `staffed` teams have somebody.

    >>> dispatched([Rule(1, 1, "Radiology", 7, Conditions(service=3))], Asked(service=3), {7}).team
    7
    >>> dispatched([], Asked(), {7}).why
    'no_rule'
    """
    rule = next((rule for rule in rules if fits(rule.conditions, asked)), None)
    if rule is None:
        return Outcome(None, None, "no_rule")
    team = rule.team or asked.service_team
    if team is None:
        return Outcome(rule, None, "no_team")
    return Outcome(rule, team, "rule") if team in staffed else Outcome(rule, None, "empty_team")


def covers(earlier: Conditions, later: Conditions) -> bool:
    """Tell whether whatever fits the later conditions fits the earlier ones too.

    >>> covers(Conditions(service=1), Conditions(service=1, type="incident"))
    True
    >>> covers(Conditions(words=("print",)), Conditions(words=("printer", "toner")))
    False
    """
    same = ("service", "type", "category", "community", "item")
    if any(getattr(earlier, name) not in (None, "", getattr(later, name)) for name in same):
        return False
    asks_more = bool(earlier.priorities) and not (
        later.priorities and later.priorities <= earlier.priorities
    )
    hours = (earlier.calendar, earlier.hours)
    other_hours = earlier.calendar is not None and hours != (later.calendar, later.hours)
    return not asks_more and not other_hours and _says_all(earlier.words, later.words)


def _says_all(earlier: Sequence[str], later: Sequence[str]) -> bool:
    if not earlier:
        return True
    begins = tuple(word.casefold() for word in earlier)
    return bool(later) and all(word.casefold().startswith(begins) for word in later)


def covering(rules: Sequence[Rule]) -> dict[int, Rule]:
    """Return which rules can never decide, each with the earlier one that takes all of theirs."""
    found: dict[int, Rule] = {}
    for at, rule in enumerate(rules):
        before = (one for one in rules[:at] if covers(one.conditions, rule.conditions))
        earlier = next(before, None)
        if earlier is not None:
            found[rule.key] = earlier
    return found


def chosen(strategy: str, candidates: Sequence[Candidate], last: int | None = None) -> Choice:
    """Return who of these gets it; those who could not take more are not among them.

    >>> chosen("least_load", [Candidate(1, 4), Candidate(2, 3)])
    Choice(person=2, why='least_load', count=3)
    >>> chosen("round_robin", [Candidate(1), Candidate(5)], last=5).person
    1
    """
    if strategy == "team":
        return Choice(None, "team")
    if not candidates:
        return Choice(None, "nobody_free")
    if strategy == "round_robin":
        return Choice(_next_in_turn([one.key for one in candidates], last), "round_robin")
    if strategy == "experience" and any(one.resolved_count for one in candidates):
        best = min(candidates, key=lambda one: (-one.resolved_count, one.open_count, one.key))
        return Choice(best.key, "experience", best.resolved_count)
    least = min(candidates, key=lambda one: (one.open_count, one.key))
    return Choice(least.key, "least_load", least.open_count)


def _next_in_turn(keys: Iterable[int], last: int | None) -> int:
    """Return the key after the last one, in a circle."""
    circle = sorted(keys)
    return next((key for key in circle if last is not None and key > last), circle[0])


def moved(order: Sequence[int], key: int, place: int) -> list[int]:
    """Return the order with one key put at a place, counted from 1.

    >>> moved([7, 8, 9], 9, 1)
    [9, 7, 8]
    """
    others = [each for each in order if each != key]
    at = min(max(place, 1), len(others) + 1) - 1
    return [*others[:at], key, *others[at:]]
