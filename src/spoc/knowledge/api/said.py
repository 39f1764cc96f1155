"""What is said of articles: flags on them, their uses, and what came of each."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from spoc.knowledge.models import Flag, Use
from spoc.knowledge.rules import FLAG_REASONS, OUTCOMES, WAYS
from spoc.site.machines import Key, OneOf


class FlagIn(Schema):
    """What is wrong with an article."""

    reason: Annotated[str, OneOf(FLAG_REASONS)]
    words: Annotated[str, Field(max_length=2_000)] = ""


class FlagOut(Schema):
    """A flag on an article; settled, it says how."""

    id: int
    article: int
    reason: Annotated[str, OneOf(FLAG_REASONS)]
    words: str
    at: datetime
    is_open: bool
    settlement: str


class FlagsOut(Schema):
    """A page of flags, the newest first, and the mark of the next page."""

    items: list[FlagOut]
    next: str | None


class UseIn(Schema):
    """For which request it was used, and what came of it where that is known."""

    request: Key
    outcome: Annotated[str, OneOf(OUTCOMES)] | None = None


class UseOut(Schema):
    """A use of an article; `outcome` is empty until somebody said."""

    id: int
    article: int
    request: int
    way: Annotated[str, OneOf(WAYS)]
    outcome: Annotated[str, OneOf(("", *OUTCOMES))]
    at: datetime


class UsesOut(Schema):
    """A page of uses, the newest first."""

    items: list[UseOut]
    next: str | None


def flag_out(flag: Flag) -> FlagOut:
    """Return a flag."""
    return FlagOut(
        id=flag.pk,
        article=flag.article_id,
        reason=flag.reason,
        words=flag.words,
        at=flag.at,
        is_open=flag.is_open,
        settlement=flag.settlement,
    )


def use_out(use: Use) -> UseOut:
    """Return a use."""
    return UseOut(
        id=use.pk,
        article=use.article_id,
        request=use.support_request_id,
        way=use.way,
        outcome=use.outcome,
        at=use.at,
    )
