"""Refusals: what the house says when it will not do something."""

from collections.abc import Mapping


class Refusal(Exception):
    """What was refused and what to do next, in one sentence a person reads."""

    status = 422
    title = "Not possible"

    def __init__(self, sentence: str, *, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.sentence = str(sentence)
        self.fields = dict(fields or {})

    def __str__(self) -> str:
        return self.sentence


class NotPossible(Refusal):
    """The thing is not in a state, or the words not of a shape, that allows it."""


class NotAllowed(Refusal):
    """The person may not do this, or may not see it."""

    status = 403
    title = "Not allowed"


class NotFound(Refusal):
    """There is no such thing, or none this person may know of."""

    status = 404
    title = "Not found"


class Stale(Refusal):
    """Somebody changed the thing since it was shown."""

    status = 409
    title = "Changed meanwhile"


class TooMany(Refusal):
    """More than the limit allows, for now."""

    status = 429
    title = "Too many"
