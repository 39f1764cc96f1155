"""Signing in to a mail server by a token (OAuth 2) instead of a password."""

import json
from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Self

from django.utils.translation import gettext as _

from spoc.kit.time import now

# a token that ends within this is replaced before it is used
MARGIN = timedelta(minutes=2)


class SignInRefused(OSError):
    """Whoever issues tokens refused one, with a sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Token:
    """What lets us in until it ends, and perhaps what another one is got by."""

    access: str
    ends_at: str
    refresh: str = ""

    @classmethod
    def lasting(cls, seconds: int, *, access: str, refresh: str = "") -> Self:
        """Return a token that lets us in for so long from now on."""
        return cls(access, (now() + timedelta(seconds=seconds)).isoformat(), refresh)

    @classmethod
    def read(cls, kept: str) -> Self | None:
        """Return a token as it was kept; None where there is none."""
        return cls(**json.loads(kept)) if kept else None

    def written(self) -> str:
        """Return the token as it is kept."""
        return json.dumps(asdict(self))

    @property
    def serves(self) -> bool:
        """Whether it still lets us in for a while."""
        return datetime.fromisoformat(self.ends_at) > now() + MARGIN


@dataclass(frozen=True, slots=True)
class Code:
    """What somebody enters elsewhere to let us in, and where; `flow` is how it is asked after."""

    words: str
    address: str
    flow: dict[str, object]


class ByToken(ABC):
    """A kind of channel that signs in by a token."""

    told: dict[str, str]
    token: str = ""

    @abstractmethod
    def renewed(self, held: Token | None) -> Token:
        """Return a token that serves; raise SignInRefused, with a sentence, where none is given."""

    @property
    def asks_for_a_person(self) -> bool:
        """Whether a person lets us in once, by a code."""
        return False

    def begin(self) -> Code:
        """Ask for a code by which a person lets us in."""
        raise SignInRefused(_("Nobody has to sign in here: what it was told is enough."))

    def finish(self, flow: dict[str, object]) -> Token | None:
        """Return the token once the person has entered the code; None while they have not."""
        raise SignInRefused(_("Nobody has to sign in here: what it was told is enough."))

    def shown(self) -> str:
        """Return what a mail server is shown (XOAUTH2)."""
        return f"user={self.told['user']}\1auth=Bearer {self.token}\1\1"
