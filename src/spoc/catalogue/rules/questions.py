"""Guided questions as a tree: walking it by the answers given, and keeping it sound."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# the four types a walk may end with (MOF CS SMF, process 1)
TYPES = ("information", "fulfilment", "new_service", "incident")
# what a form sends for "I don't know"
UNKNOWN = "unknown"
FIELD = "guide-"
LONGEST_KEY = 18


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that may be chosen: it leads to a further question, or ends the walk."""

    pk: int
    leads_to: int | None = None
    is_complaint: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A question with its answers; not knowing leads to a further question, or to a person."""

    pk: int
    choices: tuple[Choice, ...]
    unknown_leads_to: int | None = None

    def edges(self) -> list[int]:
        """Return the questions this one can lead to."""
        ends = [*(choice.leads_to for choice in self.choices), self.unknown_leads_to]
        return [pk for pk in ends if pk is not None]


@dataclass(frozen=True, slots=True)
class Tree:
    """All questions in use by their keys, and the one every walk begins with."""

    nodes: Mapping[int, Node]
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """How far somebody came: each question with its answer (None: not known), and what is next.

    A walk without a next question is over; `ended_with` is the answer that says what it is, and
    None where a person decides.
    """

    steps: tuple[tuple[int, int | None], ...] = ()
    next: int | None = None
    ended_with: int | None = None
    is_complaint: bool = False

    @property
    def is_over(self) -> bool:
        """Whether the last question was answered."""
        return bool(self.steps) and self.next is None


def walk(tree: Tree, given: Mapping[int, int | None]) -> Walk:
    """Walk from the first question as far as the answers reach; what is off the way is ignored.

    >>> first, second = Node(1, (Choice(10, leads_to=2), Choice(11))), Node(2, (Choice(20),))
    >>> tree = Tree({1: first, 2: second}, 1)
    >>> walk(tree, {1: 10}).next, walk(tree, {1: 11}).ended_with
    (2, 11)
    """
    steps: dict[int, int | None] = {}
    node, ended_with, complains = _node(tree, tree.first), None, False
    while node is not None and node.pk in given and node.pk not in steps:
        choice = next((each for each in node.choices if each.pk == given[node.pk]), None)
        if choice is None and given[node.pk] is not None:
            break
        steps[node.pk] = choice.pk if choice else None
        complains |= bool(choice and choice.is_complaint)
        leads_to = choice.leads_to if choice else node.unknown_leads_to
        ended_with = choice.pk if choice and leads_to is None else None
        node = _node(tree, leads_to)
    following = node.pk if node and node.pk not in steps else None
    return Walk(tuple(steps.items()), following, ended_with, complains)


def answers_in(given: Mapping[str, str]) -> dict[int, int | None]:
    """Return the answers a form holds, by question; a question left open is not among them.

    >>> answers_in({"guide-3": "12", "guide-4": "unknown", "guide-5": "", "need": "A label"})
    {3: 12, 4: None}
    """
    found: dict[int, int | None] = {}
    for name, value in given.items():
        question = name.removeprefix(FIELD)
        if not name.startswith(FIELD) or not _is_key(question):
            continue
        if value == UNKNOWN:
            found[int(question)] = None
        elif _is_key(value):
            found[int(question)] = int(value)
    return found


def fault_of(tree: Tree) -> str:
    """Return what is wrong with the tree: `dead_end`, `loop`, or nothing.

    >>> fault_of(Tree({1: Node(1, (Choice(10, leads_to=1),))}, 1))
    'loop'
    """
    ends = {pk for node in tree.nodes.values() for pk in node.edges()}
    wanted = ends if tree.first is None else ends | {tree.first}
    if any(pk not in tree.nodes or not tree.nodes[pk].choices for pk in wanted):
        return "dead_end"
    return "loop" if any(pk in set(_beyond(tree, pk)) for pk in tree.nodes) else ""


def reached(tree: Tree) -> list[int]:
    """Return the questions a walk can come to, the nearest first."""
    return [] if tree.first is None else [tree.first, *_beyond(tree, tree.first)]


def _beyond(tree: Tree, start: int) -> Iterator[int]:
    """Yield every question that can follow this one, at any distance, the nearest first."""
    seen: set[int] = set()
    waiting = deque(tree.nodes[start].edges() if start in tree.nodes else [])
    while waiting:
        at = waiting.popleft()
        if at in seen:
            continue
        seen.add(at)
        yield at
        waiting.extend(tree.nodes[at].edges() if at in tree.nodes else [])


def _node(tree: Tree, pk: int | None) -> Node | None:
    return tree.nodes.get(pk) if pk is not None else None


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY
