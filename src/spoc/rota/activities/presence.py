"""Presence: what somebody says of themselves now."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.rota import access
from spoc.rota.models import Presence
from spoc.rota.rules.words import PRESENCES

MOST = 500


@activity
def set_presence(
    person: Person, *, by: Person, state: str, capacity: int | None = None
) -> Presence:
    """Say whether somebody is here and takes new work, and how many open requests they take."""
    demand(access.may_note_absence(by, person))
    if state not in PRESENCES:
        raise NotPossible(_("Choose one: here, away, or here and takes no new work."))
    if capacity is not None and not 1 <= capacity <= MOST:
        words = _("Say how many requests at once, at least one; leave it empty for any number.")
        raise NotPossible(words, fields={"capacity": words})
    before = Presence.objects.filter(person=person).first()
    if before and (before.state, before.capacity) == (state, capacity):
        return before
    said = {"state": state, "capacity": capacity, "since_at": now()}
    presence, _made = Presence.objects.update_or_create(person=person, defaults=said)
    record("presence.set", person, by=by, name=person.name, state=state, capacity=capacity)
    return presence
