"""Who is let in to the API, and how often: a machine by its token, a browser by its session."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import AuthenticationError
from ninja.security import APIKeyCookie, HttpBearer

from spoc.audit.activities import acting_through
from spoc.kit.errors import NotAllowed, TooMany
from spoc.kit.store import TooLarge
from spoc.kit.time import now
from spoc.people.activities.doors import holder_of
from spoc.people.models import Person
from spoc.site.calls import calls

# of a browser; a token has its own limit
CALLS_PER_MINUTE = 600
MINUTE = 60
ROOM_AROUND_FILES = 1024 * 1024
READING = ("GET", "HEAD", "OPTIONS")
RATE = "spoc.rate"
# what stands as long as a call is answered
HELD = "spoc.held"


@dataclass(frozen=True, slots=True)
class Rate:
    """How often somebody may call in a minute, how often still in this one, and how long it is."""

    limit: int
    remaining: int
    seconds: int

    @property
    def headers(self) -> dict[str, str]:
        """The headers that say so."""
        told = {"Limit": self.limit, "Remaining": self.remaining, "Reset": self.seconds}
        return {f"RateLimit-{name}": str(value) for name, value in told.items()}


class Token(HttpBearer):
    """A machine's token: it acts as the person who issued it, and reads or writes as it may."""

    def __call__(self, request: HttpRequest) -> Person | None:
        """Take what stands in the header; a wrong token is not made good by a session."""
        if "Authorization" not in request.headers:
            return None
        person: Person | None = super().__call__(request)
        if person is None:
            raise AuthenticationError
        return person

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        """Return whom the token acts as."""
        held = holder_of(token)
        if held is None:
            return None
        person = held.person
        wanted = "read" if request.method in READING else "write"
        if wanted not in held.scopes:
            raise NotAllowed(
                _("This token may not %(verb)s: issue one with that scope.") % {"verb": wanted}
            )
        if person.kind == Person.Kind.SERVICE and HELD in request.META:
            # what a service account does says by which of its keys it was done
            request.META[HELD].enter_context(acting_through(held.name))
        return _let_in(request, person, f"token-{held.pk}", held.calls_per_minute)


class Session(APIKeyCookie):
    """A browser's session, with the proof against forged requests that pages send too."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Person | None:
        """Ask for the proof only of who is signed in: all others are asked for a token."""
        person: Person | None = super().__call__(request) if request.user.is_active else None
        return person

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:
        """Return who is signed in."""
        person = get_user(request)
        if not isinstance(person, Person):
            return None
        return _let_in(request, person, f"person-{person.pk}", CALLS_PER_MINUTE)


def caller(request: HttpRequest) -> Person:
    """Return whom the call is made as."""
    person = request.user
    if not isinstance(person, Person):
        raise AuthenticationError
    return person


def rate_of(request: HttpRequest) -> Rate | None:
    """Return how often who calls may call; None where nobody was let in."""
    return request.META.get(RATE)


def _let_in(request: HttpRequest, person: Person, name: str, limit: int) -> Person:
    """Count the call, and turn back one too many in this minute or with too much to carry."""
    moment = int(now().timestamp())
    count = calls.count(name, moment // MINUTE)
    rate = Rate(limit, max(0, limit - count), MINUTE - moment % MINUTE)
    request.META[RATE] = rate
    if count > limit:
        words = _("That was more than %(limit)s calls in a minute: wait until the next one.")
        raise TooMany(words % {"limit": limit})
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdigit() and int(length) > settings.SPOC_ATTACHMENT_LIMIT + ROOM_AROUND_FILES:
        raise TooLarge(_("This is more than a call may carry: send smaller files."))
    request.user = person
    return person
