"""Asking once: while a page is drawn that changes nothing, a question has the same answer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TypeVar

from django.db.models import Model

Who = TypeVar("Who", bound=Model)
What = TypeVar("What", bound=Model)

_answers: ContextVar[dict[tuple[str, object, object], bool] | None] = ContextVar(
    "answers", default=None
)


@contextmanager
def asking_once() -> Iterator[None]:
    """Remember the answers of questions asked with `once` for as long as the block lasts."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def once(ask: Callable[[Who, What], bool]) -> Callable[[Who, What], bool]:
    """Let a question of two records be asked once inside `asking_once`; each time elsewhere."""

    @wraps(ask)
    def asked(who: Who, what: What) -> bool:
        known = _answers.get()
        if known is None:
            return ask(who, what)
        key = (ask.__qualname__, who.pk, what.pk)
        if key not in known:
            known[key] = ask(who, what)
        return known[key]

    return asked
