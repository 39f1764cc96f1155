"""The life of a procedure: its lawful moves, for whom it is, and when it is looked at again.

The table drives the guards, the buttons and the API; constraints in the database repeat what each
state demands.
"""

from calendar import monthrange
from datetime import date
from enum import StrEnum

from spoc.kit.moves import Move, Moves


class State(StrEnum):
    """Where one version of a procedure stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


# a procedure has one version in the making at most, and one in force at most
IN_THE_MAKING = (State.DRAFT, State.APPROVED)
# who may read it once it is in force: the desk, whom it serves, or everybody
AUDIENCES = ("desk", "users", "public")
# in what capacity somebody is asked to read it
CAPACITIES = ("reader", "customer", "governing")
# what a procedure is about: the processes of a service desk
PROCESSES = (
    *("contact", "request", "incident", "major_incident", "escalation", "problem", "change"),
    *("release", "catalogue", "service_level", "supplier", "customer", "knowledge", "security"),
    *("complaint", "rota", "management", "other"),
)
LONGEST_TITLE = 120
LONGEST_WORDS = 30_000
REVIEW_MONTHS = (1, 60)
DAYS_TO_READ = (1, 90)


MOVES = Moves(
    Move("revise", IN_THE_MAKING, State.DRAFT),
    Move("approve", (State.DRAFT,), State.APPROVED),
    Move("publish", (State.APPROVED,), State.PUBLISHED),
    Move("supersede", (State.PUBLISHED,), State.SUPERSEDED),
)
move, is_lawful = MOVES.named, MOVES.is_lawful


def moves_from(state: str) -> list[str]:
    """Return the moves that may be made from this state, in the order of the table.

    >>> moves_from("approved")
    ['revise', 'publish']
    """
    return [move.verb for move in MOVES.leading_from(state)]


def lacks(title: str, words: str, told: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return what a text lacks by the name of its field, as codes; empty where it can be kept.

    >>> lacks("", "Call us.", {})
    {'title': 'title'}
    >>> lacks("How we work", "Call us.", {"sv": {"title": "Så arbetar vi", "words": ""}})
    {'words_sv': 'half'}
    """
    wrong = {}
    if not title:
        wrong["title"] = "title"
    if not words:
        wrong["words"] = "words"
    for language, said in told.items():
        missing = [name for name in ("title", "words") if not said.get(name)]
        if len(missing) == 1:
            wrong[f"{missing[0]}_{language}"] = "half"
    return wrong


def review_on(published_on: date, months: int) -> date:
    """Return the day a procedure is looked at again: so many months later, or that month's last.

    >>> review_on(date(2026, 8, 31), 6), review_on(date(2026, 11, 23), 12)
    (datetime.date(2027, 2, 28), datetime.date(2027, 11, 23))
    """
    year, month = divmod(published_on.month - 1 + months, 12)
    year, month = published_on.year + year, month + 1
    return date(year, month, min(published_on.day, monthrange(year, month)[1]))
