"""The fields of a form as they are kept with an offering, and as the rules read them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

KINDS = (
    *("text", "long_text", "number", "date", "choice", "choices", "yes_no"),
    *("person", "item", "service", "file", "information"),
)
CHOSEN = ("choice", "choices")
# kinds whose value names records the orderer must be able to see
PICKED = ("person", "item", "service", "file")
# how one field may hang on another
TESTS = ("is", "is_not", "filled", "empty")
SAID_YES, SAID_NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Condition:
    """When a field is shown: what another one says."""

    field: str
    test: str = "is"
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be chosen, by its key, and what it is called."""

    key: str
    name: str
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form; `begins_with` is a fact of the person, or else `default` as typed."""

    key: str
    kind: str
    name: str
    names: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""
    hints: Mapping[str, str] = field(default_factory=dict)
    is_needed: bool = False
    choices: tuple[Choice, ...] = ()
    least: float | None = None
    most: float | None = None
    begins_with: str = ""
    default: str = ""
    when: Condition | None = None

    @property
    def is_asked(self) -> bool:
        """Whether it is answered: information is only read."""
        return self.kind != "information"

    def said(self, language: str) -> str:
        """Return what it is called in this language."""
        return self.names.get(language) or self.name

    def hinted(self, language: str) -> str:
        """Return its hint in this language."""
        return self.hints.get(language) or self.hint

    def chosen(self, key: object, language: str) -> str:
        """Return what a choice is called in this language; itself where there is none."""
        for each in self.choices:
            if each.key == key:
                return each.names.get(language) or each.name
        return str(key)


def parse(form: Iterable[Mapping[str, object]]) -> tuple[Field, ...]:
    """Return the fields of a form as it is kept.

    >>> parse([{"key": "size", "kind": "number", "name": "Size", "most": 5}])[0].most
    5.0
    """
    return tuple(_field(each) for each in form)


def _field(said: Mapping[str, object]) -> Field:
    choices = said.get("choices")
    when = said.get("when")
    return Field(
        key=str(said.get("key", "")),
        kind=str(said.get("kind", "")),
        name=str(said.get("name", "")),
        names=_words(said.get("names")),
        hint=str(said.get("hint", "")),
        hints=_words(said.get("hints")),
        is_needed=bool(said.get("is_needed", False)),
        choices=tuple(_choice(each) for each in choices) if isinstance(choices, list) else (),
        least=_limit(said.get("least")),
        most=_limit(said.get("most")),
        begins_with=str(said.get("begins_with", "")),
        default=str(said.get("default", "")),
        when=_condition(when) if isinstance(when, Mapping) else None,
    )


def _choice(said: Mapping[str, object]) -> Choice:
    return Choice(str(said.get("key", "")), str(said.get("name", "")), _words(said.get("names")))


def _condition(said: Mapping[str, object]) -> Condition:
    values = said.get("values")
    plain = tuple(str(each) for each in values) if isinstance(values, list) else ()
    return Condition(str(said.get("field", "")), str(said.get("test", "is")), plain)


def _limit(said: object) -> float | None:
    is_number = isinstance(said, int | float) and not isinstance(said, bool)
    return float(str(said)) if is_number else None


def _words(said: object) -> dict[str, str]:
    if not isinstance(said, Mapping):
        return {}
    return {str(key): str(value) for key, value in said.items() if value}
