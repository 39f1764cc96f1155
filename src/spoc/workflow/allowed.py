"""Which activities a process may call: each app above names its own when it starts.

What is not named here no process can do, whoever drew it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Model
from django.utils.functional import Promise

from spoc.people.models import Person
from spoc.workflow.rules.actions import Json, Wanted

Deed = Callable[[Model, Person, Mapping[str, Json]], dict[str, Json]]


@dataclass(frozen=True, slots=True)
class Allowed:
    """An activity marked for processes: its words, on which noun it acts, what it is given.

    `does` takes the record, in whose name, and what is given; it calls one activity and returns
    plain values that a process may go on with.
    """

    key: str
    label: str | Promise
    noun: str
    does: Deed
    wanted: tuple[Wanted, ...] = ()


_allowed: dict[str, Allowed] = {}


def allow(activities: Iterable[Allowed]) -> None:
    """Mark the activities of one app; two with one key stop the start."""
    for each in activities:
        if _allowed.setdefault(each.key, each) != each:
            raise TypeError(f"two activities are marked as {each.key!r}")


def allowed() -> list[Allowed]:
    """Return every activity that a process may call, by key."""
    return [_allowed[key] for key in sorted(_allowed)]


def allowed_as(key: str) -> Allowed | None:
    """Return the activity marked so, if there is one."""
    return _allowed.get(key)
