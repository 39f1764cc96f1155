"""Sessions as Django keeps them, read together with whoever they belong to."""

from collections import OrderedDict
from contextvars import ContextVar
from threading import Lock
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet, Subquery

from spoc.kit.prepared import Place, Prepared
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import known_people

# of how many sessions a process remembers whose they were
MOST_KNOWN = 10_000


class Owners:
    """Whose sessions were, of those read last."""

    def __init__(self) -> None:
        self._owners: OrderedDict[str, int] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> int | None:
        """Return whose a session was; None where that is not known."""
        return self._owners.get(key)

    def note(self, key: str, owner: int) -> None:
        """Remember whose a session is, and forget the one read longest ago."""
        with self._lock:
            self._owners[key] = owner
            self._owners.move_to_end(key)
            if len(self._owners) > MOST_KNOWN:
                self._owners.popitem(last=False)

    def forget(self, key: str) -> None:
        """Remember a session no more."""
        with self._lock:
            self._owners.pop(key, None)


_owners = Owners()
_came_along: ContextVar[Person | None] = ContextVar("came_along", default=None)


class SessionStore(db.SessionStore):
    """A session in its row; every page of whoever is signed in begins by reading it.

    The session alone says whose it is. That it is still whose it was is only guessed: that person
    is read in the same statement, and not taken where the session says otherwise.
    """

    def load(self) -> dict[str, Any]:
        """Return what the session holds, and remember whose it is."""
        _came_along.set(None)
        told: dict[str, Any] = super().load()
        self._note_owner(told)
        return told

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """Return the row of what the session holds, as it is about to be written."""
        self._note_owner(data)
        return super().create_model_instance(data)

    def _note_owner(self, told: dict[str, Any]) -> None:
        if SESSION_KEY in told and self.session_key:
            _owners.note(self.session_key, int(told[SESSION_KEY]))

    def _get_session_from_db(self) -> Session | None:
        key = str(self.session_key)
        owner = _owners.get(key)
        found = _session_of(key, now()) if owner is None else _session_with(owner, key)
        if not found:
            self._session_key = None
            _owners.forget(key)
        return next(iter(found), None)


def _session_with(owner: int, key: str) -> list[Session]:
    """Return the session, if there is one, and let its owner come along if they still may."""
    for person in _owner_and_session(owner, key, now()):
        data = vars(person).pop("session_data")
        _came_along.set(person)
        return [Session(key, data)] if data is not None else []
    return _session_of(key, now())


def who_came_along(pk: int) -> Person | None:
    """Return this person where they were read with the session just read, once."""
    person = _came_along.get()
    _came_along.set(None)
    return person if person and person.pk == pk else None


@Prepared
def _session_of(key: Place, moment: Place) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=moment)


@Prepared
def _owner_and_session(pk: Place, key: Place, moment: Place) -> QuerySet[Person]:
    kept = Session.objects.filter(session_key=key, expire_date__gt=moment)
    return known_people().filter(pk=pk).annotate(session_data=Subquery(kept.values("session_data")))
