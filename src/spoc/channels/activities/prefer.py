"""What people decide about being told, and what is forgotten after a while."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.channels import access
from spoc.channels.events import event_of, is_event
from spoc.channels.models import LetterTimes, Notice, Preference, Telling
from spoc.channels.queries.ways import NEEDED, OWN_LETTERS, times_of, wants_every_step
from spoc.kit.errors import NotPossible
from spoc.people.access import demand
from spoc.people.activities.changes import change
from spoc.people.models import Person

SEEN_KEPT = timedelta(days=60)
KEPT = timedelta(days=180)


class Times(TypedDict):
    """When letters of notices go."""

    quiet_from: time | None
    quiet_until: time | None
    quiet_days: list[int]
    digest: str
    digest_at: time


@activity
def prefer_ways(person: Person, *, by: Person, ways: Mapping[str, str]) -> Person:
    """Say by which way one is told of which events; the usual way needs no row."""
    demand(access.may_set_ways(by, person))
    before = dict(Preference.objects.filter(person=person).values_list("event", "way"))
    changed = {key: way for key, way in ways.items() if _chosen(key, way) != before.get(key)}
    for key, way in changed.items():
        kept = Preference.objects.filter(person=person, event=key)
        if _chosen(key, way) is None:
            kept.delete()
        else:
            Preference.objects.update_or_create(person=person, event=key, defaults={"way": way})
    if changed:
        record("notices.chosen", person, by=by, ways=changed)
    return person


@activity
def prefer_times(person: Person, *, by: Person, **wanted: Unpack[Times]) -> LetterTimes:
    """Say when letters of notices go, and in which hours none disturbs."""
    demand(access.may_set_ways(by, person))
    _demand_both_ends(wanted["quiet_from"], wanted["quiet_until"])
    times = times_of(person)
    if times.pk is None:
        times.save(force_insert=True)
    days = sorted({day for day in wanted["quiet_days"] if day in range(7)})
    if changes := change(times, {**wanted, "quiet_days": days}):
        plain = {field: [str(was), str(now_)] for field, (was, now_) in changes.items()}
        record("notices.timed", person, by=by, changes=plain)
    return times


@activity
def prefer_letters(person: Person, *, by: Person, every_step: bool) -> Person:
    """Say whether one wants a letter at every step of one's requests, or only where needed."""
    demand(access.may_set_ways(by, person))
    if every_step == wants_every_step(person):
        return person
    if every_step:
        Preference.objects.filter(person=person, event=OWN_LETTERS).delete()
    else:
        Preference.objects.create(person=person, event=OWN_LETTERS, way=NEEDED)
    record("letters.chosen", person, by=by, every_step=every_step)
    return person


def forget_notices(moment: datetime) -> int:
    """Drop what was read long ago, and what nobody ever read; that is no fact."""
    seen = Notice.objects.filter(last_at__lt=moment - SEEN_KEPT, seen_at__isnull=False)
    count, _each = seen.delete()
    for rows in (
        Notice.objects.filter(last_at__lt=moment - KEPT),
        Telling.objects.filter(at__lt=moment - KEPT),
    ):
        dropped, _each = rows.delete()
        count += dropped
    return count


def _chosen(key: str, way: str) -> str | None:
    """Return the way as it is kept: None for the usual one; what is not offered is refused."""
    if not is_event(key) or way not in event_of(key).ways:
        sentence = _("Choose one of the ways that are offered.")
        raise NotPossible(sentence, fields={key: sentence})
    return None if way == event_of(key).usual else way


def _demand_both_ends(begins: time | None, ends: time | None) -> None:
    sentence = _("Give both ends of the quiet hours, or none.")
    for field, value, other in (("quiet_from", begins, ends), ("quiet_until", ends, begins)):
        if value is None and other is not None:
            raise NotPossible(sentence, fields={field: sentence})
