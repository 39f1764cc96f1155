"""A tool: what it is asked, what it answers, and calling it as the person it acts for."""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import getdoc
from typing import Any, TypeVar, get_type_hints

from ninja import Schema
from ninja.errors import ValidationError as Mistaken
from pydantic import ConfigDict, ValidationError

from spoc.kit.errors import Refusal
from spoc.people.models import Person
from spoc.site.mistakes import mistakes


class Asked(Schema):
    """What a tool is asked: these fields, and no others."""

    model_config = ConfigDict(extra="forbid")


Given = TypeVar("Given", bound=Asked)
Made = TypeVar("Made", bound=Schema)


@dataclass(frozen=True, slots=True)
class Tool:
    """One thing an agent may do; `scope` is what its token must have."""

    name: str
    title: str
    scope: str
    asks: type[Asked]
    gives: type[Schema]
    does: Callable[[Person, Any], Schema]

    def described(self) -> dict[str, Any]:
        """Return the tool as a client lists it."""
        is_reading = self.scope == "read"
        return {
            "name": self.name,
            "title": self.title,
            "description": " ".join((getdoc(self.does) or "").split()),
            "inputSchema": self.asks.model_json_schema(),
            "outputSchema": self.gives.model_json_schema(mode="serialization"),
            "annotations": {
                "title": self.title,
                "readOnlyHint": is_reading,
                "destructiveHint": False,
                "idempotentHint": is_reading,
                "openWorldHint": False,
            },
        }

    def called(self, by: Person, given: dict[str, Any]) -> dict[str, Any]:
        """Return what the tool answers; what is refused is told in a sentence the agent can use."""
        try:
            answer = self.does(by, self.asks.model_validate(given))
        except ValidationError as fault:
            return refused(_mistakes(fault))
        except Refusal as refusal:
            return refused(_in_words(refusal))
        body = answer.model_dump(mode="json")
        text = answer.model_dump_json()
        return {"content": [_text(text)], "structuredContent": body, "isError": False}


def tool(title: str, *, scope: str) -> Callable[[Callable[[Person, Given], Made]], Tool]:
    """Make a tool of a function; its annotations say what it is asked and what it answers."""

    def made(does: Callable[[Person, Given], Made]) -> Tool:
        notes = get_type_hints(does)
        return Tool(does.__name__, title, scope, notes["asked"], notes["return"], does)

    return made


def refused(sentence: str) -> dict[str, Any]:
    """Return what an agent reads of a call that was refused."""
    return {"content": [_text(sentence)], "isError": True}


def _text(words: str) -> dict[str, str]:
    return {"type": "text", "text": words}


def _mistakes(fault: ValidationError) -> str:
    errors = [{**error, "loc": ("body", *error["loc"])} for error in fault.errors()]
    return _fields(mistakes(Mistaken(errors)))


def _in_words(refusal: Refusal) -> str:
    others = {name: words for name, words in refusal.fields.items() if words != refusal.sentence}
    return f"{refusal.sentence} {_fields(others)}".strip()


def _fields(wrong: dict[str, str]) -> str:
    return " ".join(f"{name}: {words}" for name, words in wrong.items())
