"""What follows for alarms as time goes by: flapping ends, maintenance ends, storms pass."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.audit.activities import activity, announce
from spoc.channels.rules.alarms import Terms, flaps
from spoc.intake.activities.alarm_incidents import (
    ALARMS,
    clock_of,
    language_of,
    storm_title,
    take_up,
)
from spoc.intake.activities.alarms import tell_incident
from spoc.intake.alarm_queries import (
    alarm_terms,
    alarms_of,
    fires_still,
    flapping_alarms,
    storms_running,
    without_incident,
)
from spoc.intake.models import Alarm, Storm
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.requests.activities import describe, note
from spoc.requests.rules.lifecycle import WORKED

AT_ONCE = 1_000


def look_after_alarms() -> None:
    """Let each alarm and storm be what it is by now; each by itself, so that all get their turn."""
    by, moment, terms = system(), now(), alarm_terms().rule
    for alarm in flapping_alarms():
        if not flaps(alarm.changes, moment, flapped=True, terms=terms):
            with override(language_of(alarm.channel)):
                settle_flapping(alarm, by=by)
    for alarm in without_incident(moment)[:AT_ONCE]:
        with transaction.atomic(), override(language_of(alarm.channel)):
            take_up(alarm)
    for storm in storms_running():
        with override(storm.support_request.language or "en"):
            look_after_storm(storm, by=by, terms=terms)


@activity
def settle_flapping(alarm: Alarm, *, by: Person) -> Alarm:
    """Take an alarm that was quiet for a while for what it is now, and say so once."""
    alarm.is_flapping, alarm.changes = False, []
    alarm.save(update_fields=["is_flapping", "changes"])
    incident = alarm.support_request
    if incident is None or incident.status not in WORKED:
        return alarm
    said = {"title": alarm.title, "when": clock_of(alarm.over_at or now(), alarm.channel)}
    if not alarm.is_over:
        words = _("The alarm does not come and go any more: it fires. %(title)s")
    elif fires_still(incident.pk):
        words = _("The alarm does not come and go any more: it is over. %(title)s")
    else:
        words = _("The alarm is over since %(when)s: %(title)s")
    tell_incident(alarm, by=by, words=words % said)
    announce([ALARMS])
    return alarm


@activity
def look_after_storm(storm: Storm, *, by: Person, terms: Terms) -> Storm:
    """Let the incident of a storm say how many alarms it has, and end it once it is quiet."""
    incident, alarms = storm.support_request, alarms_of(storm.support_request)
    if alarms.alarms != storm.counted:
        if incident.title == storm_title(storm.name, storm.counted) and incident.is_open:
            describe(incident, by=by, title=storm_title(storm.name, alarms.alarms))
        storm.counted = alarms.alarms
        announce([ALARMS, f"request-{incident.pk}"])
    is_quiet = alarms.last_at is None or now() - alarms.last_at >= terms.storm_quiet
    if is_quiet or incident.status not in WORKED:
        storm.ended_at = now()
        if incident.status in WORKED:
            said = {"count": alarms.alarms, "firing": alarms.firing}
            words = _("No more alarms come. Of %(count)s, %(firing)s still fire.")
            note(incident, by=by, text=words % said)
    storm.save(update_fields=["counted", "ended_at"])
    return storm
