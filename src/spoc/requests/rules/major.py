"""Major incidents: what makes one worth a proposal, and which steps it may take."""

from collections.abc import Mapping
from dataclasses import dataclass

STATES = ("proposed", "declined", "active", "restored", "reviewed", "closed", "downgraded")
# what still waits for somebody: a decision, an update, a review, the end
LIVE = ("proposed", "active", "restored", "reviewed")
# what somebody says of an incident that makes it one to decide on, whatever its extent
FLAGS = ("security", "safety", "legal")
CRITERIA = ("total_loss", "people", "share", "alike", *FLAGS, "time_used", "judgement")
DELIVERY_STATES = ("waiting", "told", "resolved", "left_out")
ANY = ("", "declined", "downgraded")
MOVES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "propose": (ANY, "proposed"),
    "declare": ((*ANY, "proposed", "restored", "reviewed"), "active"),
    "decline": (("proposed",), "declined"),
    "update": (("active",), "active"),
    "restore": (("active",), "restored"),
    "downgrade": (("active",), "downgraded"),
    "review": (("restored",), "reviewed"),
    "close": (("reviewed",), "closed"),
}
MOST_CRITICAL = 1


@dataclass(frozen=True, slots=True)
class Terms:
    """From where on an incident is proposed to be a major one (domain law D.4)."""

    people: int = 100
    share: int = 20
    alike: int = 8
    alike_minutes: int = 30
    time_used: int = 75


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of an incident when it is asked whether it is a major one.

    `alike_count` are the incidents on its service within the minutes of the terms, itself among
    them, or those linked to it; `community_size` is 0 where nobody knows it.
    """

    criticality: int = 4
    priority: int = 3
    degree: str = ""
    users_affected: int = 0
    community_size: int = 0
    alike_count: int = 0
    is_security: bool = False
    is_safety: bool = False
    is_legal: bool = False
    used_mark: int = 0


def criteria(seen: Seen, terms: Terms) -> list[str]:
    """Return the criteria an incident meets, in their order; any of them is enough.

    >>> criteria(Seen(criticality=1, degree="total"), Terms())
    ['total_loss']
    >>> criteria(Seen(users_affected=20, community_size=100), Terms())
    ['share']
    """
    is_critical = seen.criticality == MOST_CRITICAL
    share = 100 * seen.users_affected >= terms.share * seen.community_size
    is_used = seen.priority == 1 and seen.used_mark >= terms.time_used
    met = {
        "total_loss": is_critical and seen.degree == "total",
        "people": seen.users_affected >= terms.people,
        "share": seen.community_size > 0 and seen.users_affected > 1 and share,
        "alike": seen.alike_count >= terms.alike,
        "security": seen.is_security,
        "safety": seen.is_safety,
        "legal": seen.is_legal,
        "time_used": is_critical and is_used,
    }
    return [code for code in CRITERIA if met.get(code)]


def is_lawful(verb: str, state: str) -> bool:
    """Tell whether a major incident may take this step from where it stands; "" is not one yet.

    >>> is_lawful("declare", ""), is_lawful("close", "restored")
    (True, False)
    """
    return state in MOVES[verb][0]


def target(verb: str) -> str:
    """Return where a step leads."""
    return MOVES[verb][1]


def words_in(words: Mapping[str, str], language: str) -> str:
    """Return words in this language where they were written in it, else in the first there is.

    >>> words_in({"en": "It is back.", "sv": "Det fungerar."}, "sv")
    'Det fungerar.'
    >>> words_in({"en": "It is back."}, "sv"), words_in({}, "sv")
    ('It is back.', '')
    """
    return words.get(language) or next((text for text in words.values() if text), "")
