"""Who is let in: the person a token belongs to, from no page of somebody else's."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from spoc.kit.errors import NotAllowed, Refusal, TooMany
from spoc.kit.time import now
from spoc.people.activities.doors import holder_of
from spoc.people.models import Person
from spoc.site.calls import calls
from spoc.site.tokens import MINUTE


class Unknown(Refusal):
    """Nobody is named whom the call acts for."""

    status = 401
    title = "Not signed in"


@dataclass(frozen=True, slots=True)
class Agent:
    """A machine with a person's token: for whom it acts, under which name, and what it may."""

    person: Person
    name: str
    scopes: tuple[str, ...]

    def demand(self, scope: str) -> None:
        """Refuse what the token was not issued for."""
        if scope not in self.scopes:
            words = _("This token may not %(verb)s: issue one with that scope.")
            raise NotAllowed(words % {"verb": scope})


def admitted(request: HttpRequest) -> Agent:
    """Return who calls; a browser is let in from our own pages alone."""
    origin = request.headers.get("Origin", "")
    # a page elsewhere whose name leads to this machine would speak in its reader's place
    if origin and urlsplit(origin)[:2] != urlsplit(settings.SPOC_URL)[:2]:
        raise NotAllowed(_("Calls from the pages of others are not taken."))
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    held = holder_of(secret.strip()) if kind.lower() == "bearer" else None
    if held is None:
        words = _("Send a valid token: Authorization: Bearer spoc_..., made under your profile.")
        raise Unknown(words)
    # what the token calls here and at the API counts together
    if calls.count(f"token-{held.pk}", int(now().timestamp()) // MINUTE) > held.calls_per_minute:
        words = _("That was more than %(limit)s calls in a minute: wait until the next one.")
        raise TooMany(words % {"limit": held.calls_per_minute})
    return Agent(held.person, held.name, tuple(held.scopes))
