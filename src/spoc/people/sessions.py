"""Sessions as Django keeps them, asked for in words that the database knows again."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from spoc.kit.prepared import Place, Prepared
from spoc.kit.time import now


class SessionStore(db.SessionStore):
    """A session in its row; every page of whoever is signed in begins by reading it."""

    def _get_session_from_db(self) -> Session | None:
        found = _session_of(self.session_key, now())
        if not found:
            self._session_key = None
        return next(iter(found), None)


@Prepared
def _session_of(key: Place, moment: Place) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=moment)
