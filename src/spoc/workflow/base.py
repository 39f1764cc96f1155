"""What a kind of action is: a family of parts, each one file in `kinds/`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from django.db.models import Model
from django.utils.functional import Promise

from spoc.kit.keys import decrypt
from spoc.kit.kinds import Kind
from spoc.people.models import Person
from spoc.workflow.models.action import Action
from spoc.workflow.rules.actions import Json, Wanted, of_map

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing an action must be told once, as the settings page asks for it."""

    key: str
    label: Words
    hint: Words = ""
    default: str = ""
    is_secret: bool = False
    is_optional: bool = False
    is_long: bool = False
    choices: tuple[tuple[str, Words], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run; `secret` is for whoever the run was for, and stands nowhere else.

    `is_unknown` says that it went out and nobody knows what became of it.
    """

    is_done: bool
    result: dict[str, Json] = field(default_factory=dict)
    log: str = ""
    problem: str = ""
    may_retry: bool = False
    is_unknown: bool = False
    secret: str = ""


@dataclass(frozen=True, slots=True)
class Errand:
    """In whose name an action runs, and about which record."""

    by: Person
    about: Model | None = None


class ActionKind(Kind, family=True):
    """A sort of action: what it must be told once, what it is given each time, and what it does.

    One that `is_here` changes nothing but this desk: it runs in one transaction with what is
    noted of it. Any other runs outside, while nothing is locked.
    """

    label: ClassVar[Words]
    hint: ClassVar[Words] = ""
    settings: ClassVar[tuple[Setting, ...]] = ()
    is_here: ClassVar[bool] = False
    # whether its settings page asks which inputs there are; else the kind knows them
    asks_inputs: ClassVar[bool] = False

    def __init__(self, told: Mapping[str, str], inputs: Mapping[str, str] | None = None) -> None:
        self.told = {each.key: told.get(each.key, each.default) for each in self.asked()}
        self.inputs = dict(inputs or {})

    @classmethod
    def asked(cls) -> tuple[Setting, ...]:
        """Return what it must be told."""
        return cls.settings

    @classmethod
    def available(cls) -> str:
        """Return why nothing of this kind can run here; empty where it can."""
        return ""

    @property
    def is_repeatable(self) -> bool:
        """Whether doing it twice with one key is the same as doing it once."""
        return True

    @classmethod
    def destination(cls, told: Mapping[str, str]) -> str:
        """Return where its secrets go, of what it was told: they are typed anew for another."""
        return ""

    def wanted(self) -> list[Wanted]:
        """Return what it is given each time: as its page says, where the kind asks there."""
        return of_map(self.inputs)

    def missing(self) -> dict[str, str]:
        """Return what is wrong with what it was told: a sentence by the setting's key."""
        return {}

    def check(self) -> None:
        """Try the settings without doing anything; raise OSError with a sentence if they fail."""

    def run(self, inputs: Mapping[str, Json], *, key: str, errand: Errand) -> Outcome:
        """Do it; `key` is the same each time the same thing is tried. So far nothing is done."""
        return Outcome(False)


def opened(action: Action) -> ActionKind:
    """Return the kind of this action, told its settings with the secrets made readable."""
    kind = ActionKind.get(action.kind)
    told = {
        setting.key: decrypt(value) if setting.is_secret and value else value
        for setting in kind.asked()
        if (value := action.settings.get(setting.key)) is not None
    }
    return kind(told, action.inputs)


def all_kinds() -> list[type[ActionKind]]:
    """Return every kind of action in the order of their names."""
    return sorted(ActionKind.all(), key=lambda kind: str(kind.label))
