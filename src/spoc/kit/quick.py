"""Records that are made of what the database answers with no more work than that takes."""

from collections.abc import Collection
from typing import Any, Self

from django.db.models.base import ModelState


class Quick:
    """Lets a record that is read be what was read: before `models.Model` among its parents.

    The usual way goes through all fields a new record has, and asks each for its default; a page
    of a list reads a few of many, and does so fifty times. Nobody is told that a record was made
    (`pre_init`, `post_init`).
    """

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        """Return a record as it was read; what was not read is fetched when it is asked for."""
        made = cls.__new__(cls)
        state = ModelState()
        state.adding, state.db = False, db
        made.__dict__ = {"_state": state, **dict(zip(field_names, values, strict=True))}
        return made
