"""Feeds: secret addresses from which a calendar reads shifts, opened and revoked."""

import secrets

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.activities.doors import digest_of
from spoc.people.models import Person, Team
from spoc.rota import access
from spoc.rota.models import Feed

LONGEST_SECRET = 100


@activity
def open_feed(person: Person, *, by: Person, team: Team | None = None) -> tuple[Feed, str]:
    """Make an address for the person's own shifts, or a team's; the one before is revoked.

    The secret in it is shown once, now.
    """
    if team is None:
        may = by.pk == person.pk and access.may_have(person)
    else:
        may = access.may_keep(by, team.pk)
    demand(may, _("Whoever keeps a team's rota gives out its calendar: ask them."))
    owner = {"person": person, "team": None} if team is None else {"person": None, "team": team}
    for before in Feed.objects.filter(**owner, revoked_at=None):
        revoke_feed(before, by=by)
    secret = secrets.token_urlsafe(32)
    feed = Feed.objects.create(**owner, digest=digest_of(secret), opened_at=now())
    record("feed.opened", feed, by=by, name=str(feed))
    return feed, secret


@activity
def revoke_feed(feed: Feed, *, by: Person) -> None:
    """Let an address give nothing any more, at once."""
    is_own = feed.person_id is not None and feed.person_id == by.pk
    demand(is_own or (feed.team_id is not None and access.may_keep(by, feed.team_id)))
    if feed.revoked_at is None:
        feed.revoked_at = now()
        feed.save(update_fields=["revoked_at"])
        record("feed.revoked", feed, by=by, name=str(feed))


def feed_of(secret: str) -> Feed | None:
    """Return the open feed of this secret, whose person still works here; None for any other."""
    if not 0 < len(secret) <= LONGEST_SECRET:
        return None
    rows = Feed.objects.select_related("person", "team").filter(revoked_at=None)
    feed = rows.filter(digest=digest_of(secret)).first()
    if feed is None or (feed.person is not None and not access.may_have(feed.person)):
        return None
    return None if feed.team is not None and not feed.team.is_active else feed
