"""What people ask for: stories with blanks, filled anew each time; one file a community."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

# by type: the category, how it ends and by what means, where a story says nothing else;
# what is elsewhere is not ours: the reply says why, the resolution who can help
USUALLY = {
    "incident": ("fault", "solved", "fix"),
    "information": ("how-to", "answered", "advice"),
    "fulfilment": ("order", "delivered", "fulfilled"),
    "new_service": ("idea", "handed_to_portfolio", "no_action"),
    "elsewhere": ("", "", ""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One thing people ask for, and how it goes: what is said, thought, asked back and done."""

    community: str
    type: str
    service: str = ""
    category: str
    hurts: Sequence[int]
    code: str
    method: str
    title: str
    words: str
    reply: str
    resolution: str
    call: str = ""
    note: str = ""
    question: str = ""
    answer: str = ""
    need: str = ""
    file: str = ""
    blanks: Mapping[str, Sequence[str]]

    def told(self, dice: Random) -> "Story":
        """Return the story with its blanks filled."""
        chosen = {name: dice.choice(words) for name, words in self.blanks.items()}
        return replace(
            self, **{name: getattr(self, name).format_map(chosen) for name in SPOKEN}, blanks={}
        )


SPOKEN = ("title", "words", "call", "reply", "note", "question", "answer", "resolution", "need")


@cache
def stories(community: str) -> tuple[Story, ...]:
    """Return what the people of a community ask for."""
    read = tomllib.loads(files(__package__).joinpath(f"{community}.toml").read_text("utf-8"))
    return tuple(_story(community, read["fill"], each) for each in read["story"])


def _story(community: str, blanks: Mapping[str, list[str]], told: dict[str, Any]) -> Story:
    category, code, method = USUALLY[told["type"]]
    usual = {"category": category, "code": code, "method": method}
    return Story(community=community, blanks=blanks, **{**usual, **told})
