"""An alarm becomes an incident: one of its own, or part of a storm, unless it is expected."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spoc.audit.activities import activity, announce
from spoc.catalogue.models import Category, Service
from spoc.catalogue.queries import categories_for
from spoc.channels.activities import log_contact
from spoc.channels.models import Channel
from spoc.channels.rules.alarms import hurts, storms
from spoc.intake.alarm_queries import (
    alarm_terms,
    is_taken_up,
    opened_lately,
    running_storm,
    window_over,
)
from spoc.intake.alarm_words import SEVERITY
from spoc.intake.models import Alarm, Storm
from spoc.kit.time import now
from spoc.kit.zones import zone
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.records.activities import link
from spoc.requests import access
from spoc.requests.activities import Classification, Registration, assign, classify, dispatch
from spoc.requests.activities.register import begin
from spoc.requests.models import Incident, SupportRequest
from spoc.requests.rules.lifecycle import WORKED

# open pages that list alarms listen to this
ALARMS = "alarms"
OTHER = "other"


def take_up(alarm: Alarm) -> str:
    """Let an alarm that fires be kept quiet, join its storm or open an incident; say in a word."""
    moment = now()
    if alarm.pk is not None and is_taken_up(alarm):
        alarm.save(update_fields=["count", "last_seen_at"])
        return "counted"
    alarm.window = window_over(alarm.service_id, alarm.item_id, moment)
    alarm.support_request = alarm.storm = None
    if alarm.window is not None:
        alarm.opened_at = None
        alarm.save()
        return "suppressed"
    storm = _storm_of(alarm.about, moment)
    if storm is None and _storms(alarm, moment):
        storm = begin_storm(_saved(alarm), by=system())
    if storm is None:
        open_incident(_saved(alarm), by=system())
        return "opened"
    alarm.storm, alarm.support_request, alarm.opened_at = storm, storm.support_request, moment
    alarm.save()
    return "stormed"


@activity
def open_incident(alarm: Alarm, *, by: Person) -> SupportRequest:
    """Register an incident for an alarm, with what its severity says of it, and find its team."""
    demand(access.may_register(by))
    made = _register(alarm, alarm.title, _words_of(alarm), by=by)
    alarm.support_request, alarm.opened_at = made, now()
    alarm.save()
    if alarm.item is not None:
        link(made, by=by, relation="affects", other=alarm.item)
    _say_what_it_is(made, alarm, by=by)
    announce([ALARMS])
    return made


@activity
def begin_storm(alarm: Alarm, *, by: Person) -> Storm:
    """Register one incident for all that comes from now on; what came just before is linked."""
    demand(access.may_register(by))
    moment = now()
    earlier = opened_lately(alarm.about, moment, alarm_terms().rule)
    name = str(alarm.service or alarm.item or alarm.channel)
    words = _("Many alarms of one thing at once: from now on they are one incident.")
    text = "\n\n".join([words, _("It began with:"), _words_of(alarm)])
    made = _register(alarm, storm_title(name, 1), text, by=by)
    storm = Storm.objects.create(
        about=alarm.about, name=name[:200], support_request=made, begun_at=moment, counted=1
    )
    for other in {each.support_request_id: each.support_request for each in earlier}.values():
        if other is not None and other.is_open:
            link(made, by=by, relation="related_to", other=other)
    _say_what_it_is(made, alarm, by=by)
    announce([ALARMS])
    return storm


def storm_title(name: str, count: int) -> str:
    """Return what the incident of a storm is called."""
    words = ngettext(
        "Storm: %(count)s alarm of %(name)s", "Storm: %(count)s alarms of %(name)s", count
    )
    return words % {"count": count, "name": name}


def clock_of(moment: datetime, channel: Channel) -> str:
    """Return a moment as the desk of a channel reads it: the time, with its day unless today."""
    here: ZoneInfo = zone(channel.community.zone if channel.community else "")
    wall, today = localtime(moment, here), localtime(now(), here).date()
    return f"{wall:%H:%M}" if wall.date() == today else f"{wall:%Y-%m-%d %H:%M}"


def language_of(channel: Channel) -> str:
    """Return the language in which the desk reads of a channel's alarms."""
    return channel.community.language if channel.community else "en"


def _saved(alarm: Alarm) -> Alarm:
    """Return an alarm as it is kept, since an activity reads what it locks anew."""
    if alarm.pk is not None:
        alarm.save()
    return alarm


def _storm_of(about: str, moment: datetime) -> Storm | None:
    """Return the storm that goes on; one whose incident was solved or ended is over."""
    storm = running_storm(about)
    if storm is None or storm.support_request.status in WORKED:
        return storm
    storm.ended_at = moment
    storm.save(update_fields=["ended_at"])
    return None


def _storms(alarm: Alarm, moment: datetime) -> bool:
    terms = alarm_terms().rule
    return storms(len(opened_lately(alarm.about, moment, terms)), terms)


def _register(alarm: Alarm, title: str, text: str, *, by: Person) -> SupportRequest:
    channel = alarm.channel
    contact = log_contact(
        "event",
        by=by,
        unidentified=channel.name,
        community=channel.community,
        language=language_of(channel),
        subject=title,
        body=text,
        disposition="request_new",
        way=channel,
    )
    registration = Registration(
        description=text,
        channel="event",
        title=title,
        community=channel.community,
        language=language_of(channel),
        interaction=contact,
    )
    return begin(by, by=by, registration=registration)


def _say_what_it_is(made: SupportRequest, alarm: Alarm, *, by: Person) -> None:
    """Classify it as far as the alarm says; whom no rule finds, it goes to the channel's team."""
    impact, urgency = hurts(alarm.severity)
    service = alarm.service
    found = Classification("incident", service, _other(service), impact, urgency)
    classify(made, by=by, classification=found)
    seen = {"detection": "monitoring", "occurred_at": alarm.since}
    Incident.objects.filter(pk=made.pk).update(**seen, detected_at=alarm.first_seen_at)
    dispatch(made, by=by)
    team = alarm.channel.team
    is_met = service is not None and service.team_id is not None and made.unroutable_at is None
    if team is None or not team.is_active or is_met or made.status not in ("new", "classified"):
        return
    assign(made, by=by, team=team)


def _other(service: Service | None) -> Category | None:
    """Return the category of what nobody looked at yet."""
    return next((each for each in categories_for(service) if each.key == OTHER), None)


def _words_of(alarm: Alarm) -> str:
    """Return what is known of an alarm, for the description."""
    told = [
        (_("Severity"), str(SEVERITY[alarm.severity])),
        (_("Service"), alarm.said_service),
        (_("Configuration item"), alarm.said_item),
        (_("Since"), clock_of(alarm.since, alarm.channel)),
        (_("Key"), alarm.key),
        (_("Link"), alarm.link),
    ]
    lines = "\n".join(f"{term}: {words}" for term, words in told if words)
    return "\n\n".join(filter(None, [alarm.text or alarm.title, lines]))
