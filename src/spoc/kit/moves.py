"""The life of a record as one table: which moves are lawful, from where to where."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

State = TypeVar("State", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Move(Generic[State]):
    """A lawful move: what it is called, and from where to where."""

    verb: str
    sources: tuple[State, ...]
    target: State


AnyMove = TypeVar("AnyMove", bound=Move)


class Moves(Generic[AnyMove]):
    """All lawful moves of one sort of record, in the order people read them.

    >>> class Light(StrEnum):
    ...     ON, OFF = "on", "off"
    >>> light = Move("light", (Light.OFF,), Light.ON)
    >>> moves = Moves(light, Move("put_out", (Light.ON,), Light.OFF))
    >>> moves.is_lawful("light", "on"), [move.verb for move in moves.leading_from("on")]
    (False, ['put_out'])
    """

    def __init__(self, *moves: AnyMove) -> None:
        self._by_verb = {move.verb: move for move in moves}

    def __iter__(self) -> Iterator[AnyMove]:
        return iter(self._by_verb.values())

    def named(self, verb: str) -> AnyMove:
        """Return the move of this name, or raise KeyError."""
        return self._by_verb[verb]

    def is_lawful(self, verb: str, state: str) -> bool:
        """Tell whether this move may be made from this state."""
        return state in self._by_verb[verb].sources

    def leading_from(self, state: str) -> list[AnyMove]:
        """Return every move that may be made from this state, in the order of the table."""
        return [move for move in self if state in move.sources]
