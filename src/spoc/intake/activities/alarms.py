"""`hear_alarm`: an alarm is counted, opens an incident, proposes to resolve it, or comes again."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.audit.activities import activity, announce
from spoc.channels.models import Channel
from spoc.channels.rules import heard
from spoc.channels.rules.alarms import (
    SEVERITIES,
    Stand,
    Step,
    about,
    flaps,
    is_worse,
    recent,
    step_of,
)
from spoc.intake.activities.alarm_incidents import (
    ALARMS,
    clock_of,
    language_of,
    take_up,
)
from spoc.intake.activities.hear import hears
from spoc.intake.alarm_queries import (
    alarm_of,
    alarm_terms,
    fires_still,
    item_called,
    service_called,
)
from spoc.intake.alarm_words import SEVERITY
from spoc.intake.models import Alarm
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.requests.activities import note, reopen
from spoc.requests.models import SupportRequest
from spoc.requests.rules.lifecycle import WORKED

# how long an open page may show an old count
TELL_EVERY = timedelta(seconds=30)


@hears(heard.Alarm)
def hear_alarm(told: heard.Alarm, channel: Channel) -> str:
    """Make of what a monitoring system tells what it means for its incident; say in a word."""
    moment = now()
    alarm = alarm_of(channel.pk, told.key)
    step = step_of(_stand(alarm), is_over=told.is_over)
    if step is Step.NOTHING:
        return step.value
    with override(language_of(channel)):
        if alarm is None:
            return take_up(_first_heard(told, channel, moment))
        alarm.channel = channel
        return _heard_again(alarm, told, step, moment)


def _stand(alarm: Alarm | None) -> Stand | None:
    if alarm is None:
        return None
    found = alarm.support_request
    while found is not None and found.merged_into is not None:
        found = alarm.support_request = found.merged_into
    if found is None:
        return Stand(alarm.is_over)
    solved = "solved" if found.status == "resolved" else "ended"
    return Stand(alarm.is_over, "open" if found.status in WORKED else solved)


def _first_heard(told: heard.Alarm, channel: Channel, moment: datetime) -> Alarm:
    """Return an alarm nobody heard of before, with the service and the item it names."""
    item, service = item_called(told.item), service_called(told.service)
    if service is None and item is not None:
        service = item.service_id
    alarm = Alarm(
        channel=channel,
        key=told.key,
        service_id=service,
        item=item,
        said_service=one_line(told.service, 200),
        said_item=one_line(told.item, 200),
        first_seen_at=moment,
        last_seen_at=moment,
        since=_by_then(told, moment),
    )
    alarm.about = about(alarm.service_id, alarm.item_id, channel.pk)
    _take_words(alarm, told)
    return alarm


def _take_words(alarm: Alarm, told: heard.Alarm) -> None:
    alarm.title = one_line(told.title) or told.key
    alarm.text, alarm.link = told.text, told.link
    alarm.severity = told.severity if told.severity in SEVERITIES else "warning"


def _by_then(told: heard.Alarm, moment: datetime) -> datetime:
    """Return when it began or ended: what a sender says, unless that is yet to come."""
    return min(told.at, moment) if told.at else moment


def _heard_again(alarm: Alarm, told: heard.Alarm, step: Step, moment: datetime) -> str:
    """Count what is heard of a known alarm, and let its incident know what that changes."""
    severity, seen_at, flapped = alarm.severity, alarm.last_seen_at, alarm.is_flapping
    incident = alarm.support_request
    was_over = incident is not None and not fires_still(incident.pk)
    _note_change(alarm, told, moment)
    if step is Step.OPEN:
        return take_up(alarm)
    alarm.save()
    if incident is None:
        return step.value
    if step is Step.REOPEN:
        reopen(
            incident,
            by=system(),
            reason=_("The alarm fires again: %(title)s") % {"title": alarm.title},
        )
    elif alarm.is_flapping:
        if not flapped:
            tell_flapping(alarm, by=system())
    elif words := _worth_a_note(alarm, step, severity, was_over):
        tell_incident(alarm, by=system(), words=words)
    if step is not Step.COUNT or moment - seen_at >= TELL_EVERY:
        announce([ALARMS, f"request-{incident.pk}"])
    return step.value


def _note_change(alarm: Alarm, told: heard.Alarm, moment: datetime) -> None:
    """Write down that an alarm fires once more, came back, or is over."""
    if told.is_over != alarm.is_over:
        terms, flapped = alarm_terms().rule, alarm.is_flapping
        alarm.changes = [*recent(alarm.changes, moment, terms), moment]
        alarm.is_flapping = flaps(alarm.changes, moment, flapped=flapped, terms=terms)
    alarm.last_seen_at = moment
    if told.is_over:
        alarm.is_over, alarm.over_at, alarm.window = True, _by_then(told, moment), None
        return
    alarm.count += 1
    if alarm.is_over:
        alarm.is_over, alarm.over_at, alarm.since = False, None, _by_then(told, moment)
    _take_words(alarm, told)


def _worth_a_note(alarm: Alarm, step: Step, severity: str, was_over: bool) -> str:
    """Return what the desk is to know; '' where others of the incident fire on."""
    incident = alarm.support_request
    if incident is None or incident.status not in WORKED:
        return ""
    said = {"title": alarm.title}
    if step is Step.CLEAR and not fires_still(incident.pk):
        said["when"] = clock_of(alarm.over_at or alarm.last_seen_at, alarm.channel)
        return _("The alarm is over since %(when)s: %(title)s") % said
    if step is Step.RETURN and was_over:
        return _("The alarm fires again, so it is not to be resolved yet: %(title)s") % said
    if step is Step.COUNT and alarm.storm_id is None and is_worse(alarm.severity, severity):
        said["severity"] = str(SEVERITY[alarm.severity])
        return _("The alarm is more severe now (%(severity)s): %(title)s") % said
    return ""


@activity
def tell_incident(alarm: Alarm, *, by: Person, words: str) -> SupportRequest | None:
    """Note with the incident of an alarm what became of it, for the desk alone."""
    incident = alarm.support_request
    if incident is not None:
        note(incident, by=by, text=words)
    return incident


def tell_flapping(alarm: Alarm, *, by: Person) -> None:
    """Say once that an alarm comes and goes, and that no more is said until it is quiet."""
    said = {"minutes": alarm_terms().quiet_minutes, "title": alarm.title}
    words = _(
        "The alarm comes and goes: nothing more is noted until it was quiet for %(minutes)s"
        " minutes. %(title)s"
    )
    tell_incident(alarm, by=by, words=words % said)
