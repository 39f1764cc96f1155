"""Reading alarms: the one of a key, what its sender means, the storm it belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from spoc.catalogue.models import Service
from spoc.channels.rules.alarms import Quiet, Terms, hosts, is_quiet
from spoc.cmdb.models import ConfigurationItem
from spoc.cmdb.rules import number_in
from spoc.intake.models import Alarm, AlarmTerms, MaintenanceWindow, Storm
from spoc.kit.prepared import Place, Prepared
from spoc.kit.text import sort_key
from spoc.requests.models import SupportRequest

FILTERS = {
    "firing": Q(is_over=False, window=None),
    "suppressed": Q(is_over=False, window__isnull=False),
    "flapping": Q(is_flapping=True),
    "over": Q(is_over=True),
}
SHOWN = 50


def alarm_terms() -> AlarmTerms:
    """Return the terms of alarms in force: those that were set, else the usual ones."""
    return next(iter(_terms()), None) or AlarmTerms()


@Prepared
def _terms() -> QuerySet[AlarmTerms]:
    return AlarmTerms.objects.order_by("id")[:1]


def alarm_of(channel: int, key: str) -> Alarm | None:
    """Return the alarm a channel tells of under this key, with its incident."""
    return next(iter(_by_key(channel, key)), None)


@Prepared
def _by_key(channel: Place, key: Place) -> QuerySet[Alarm]:
    return Alarm.objects.filter(channel=channel, key=key).select_related("support_request")


def is_taken_up(alarm: Alarm) -> bool:
    """Hold an alarm, and tell whether somebody took it up since it was read."""
    rows = Alarm.objects.select_for_update(no_key=True).filter(pk=alarm.pk)
    return rows.values_list("opened_at", flat=True).get() != alarm.opened_at


def service_called(name: str) -> int | None:
    """Return which live service a sender means by its key, a name or another word for it."""
    said = name.strip().casefold()
    if not said:
        return None
    by_word = None
    for pk, key, first, names, words in _services():
        if said in (key, first.casefold(), *(str(each).casefold() for each in names.values())):
            return pk
        if said in (str(each).casefold() for each in words):
            by_word = pk
    return by_word


@Prepared
def _services() -> QuerySet[Service, tuple[int, str, str, dict[str, str], list[str]]]:
    rows = Service.objects.filter(is_live=True, is_unknown=False).order_by("-id")
    return rows.values_list("pk", "key", "name", "names", "words")


def item_called(name: str) -> ConfigurationItem | None:
    """Return the live item a sender means by its number or name, with port and domain or not."""
    named = [sort_key(each) for each in hosts(name)]
    if not named:
        return None
    first, second, third = (*named, *named[-1:] * 2)[:3]
    found = {row.sort_name: row for row in _items(first, second, third, number_in(name) or 0)}
    return next((found[each] for each in named if each in found), None) or next(
        iter(found.values()), None
    )


@Prepared
def _items(one: Place, two: Place, three: Place, number: Place) -> QuerySet[ConfigurationItem]:
    by_name = Q(sort_name=one) | Q(sort_name=two) | Q(sort_name=three)
    rows = ConfigurationItem.objects.filter(by_name | Q(pk=number), is_live=True)
    return rows.order_by("-id")


def window_over(
    service: int | None, item: int | None, moment: datetime
) -> MaintenanceWindow | None:
    """Return the maintenance that makes an alarm about these expected now, the longest first."""
    for row in _windows_on(moment):
        quiet = Quiet(row.starts_at, row.ends_at, row.service_id, row.item_id)
        if is_quiet(quiet, service, item, moment):
            return row
    return None


@Prepared
def _windows_on(moment: Place) -> QuerySet[MaintenanceWindow]:
    rows = MaintenanceWindow.objects.filter(starts_at__lte=moment, ends_at__gt=moment)
    return rows.order_by("-ends_at")


def kept_quiet(windows: Iterable[MaintenanceWindow]) -> dict[int, int]:
    """Return how many alarms each maintenance keeps from being incidents."""
    rows = Alarm.objects.filter(window__in=[each.pk for each in windows], is_over=False)
    counted = rows.order_by().values("window").annotate(found=Count("pk"))
    return {each["window"]: each["found"] for each in counted}


def running_storm(about: str) -> Storm | None:
    """Return the storm about something that has not ended, with its incident."""
    return next(iter(_running(about)), None)


@Prepared
def _running(about: Place) -> QuerySet[Storm]:
    rows = Storm.objects.filter(about=about, ended_at=None)
    return rows.select_related("support_request").only(
        "about", "name", "begun_at", "ended_at", "counted", "support_request__status"
    )


def opened_lately(about: str, moment: datetime, terms: Terms) -> list[Alarm]:
    """Return the alarms about one thing that became incidents within the time of a storm."""
    return _opened(about, moment - terms.storm_within)


@Prepared
def _opened(about: Place, since: Place) -> QuerySet[Alarm]:
    rows = Alarm.objects.filter(about=about, opened_at__gt=since, storm=None)
    return rows.select_related("support_request").order_by("id")[:SHOWN]


def fires_still(support_request: int) -> bool:
    """Tell whether any alarm of an incident fires."""
    return bool(_firing_of(support_request))


@Prepared
def _firing_of(support_request: Place) -> QuerySet[Alarm, int]:
    rows = Alarm.objects.filter(support_request=support_request, is_over=False)
    return rows.values_list("pk", flat=True)[:1]


def flapping_alarms() -> QuerySet[Alarm]:
    """Return the alarms that are damped since they come and go too often."""
    return Alarm.objects.filter(is_flapping=True).select_related("channel").order_by("id")


def without_incident(moment: datetime) -> QuerySet[Alarm]:
    """Return what fires and is no incident, though no maintenance keeps it quiet any more."""
    is_free = Q(window=None) | Q(window__ends_at__lte=moment) | Q(window__starts_at__gt=moment)
    rows = Alarm.objects.filter(is_free, is_over=False, support_request=None)
    return rows.select_related("channel", "service", "item").order_by("id")


def storms_running() -> QuerySet[Storm]:
    """Return the storms that have not ended, each with how many alarms it has and the last."""
    rows = Storm.objects.filter(ended_at=None).select_related("support_request")
    return rows.annotate(alarm_count=Count("alarms"), last_at=Max("alarms__last_seen_at"))


@dataclass(frozen=True, slots=True)
class AlarmsOf:
    """The alarms of an incident in sum: how many, how often told, since when, and whether over."""

    rows: Sequence[Alarm]
    alarms: int
    firing: int
    flapping: int
    told: int
    first_at: datetime | None
    last_at: datetime | None
    over_at: datetime | None

    @property
    def is_over(self) -> bool:
        """Whether none of them fires, and none only pauses."""
        return bool(self.alarms) and not self.firing and not self.flapping


def alarms_of(support_request: SupportRequest) -> AlarmsOf:
    """Return the alarms of an incident, those that fire first."""
    rows = Alarm.objects.filter(support_request=support_request)
    found = rows.aggregate(
        alarms=Count("pk"),
        firing=Count("pk", filter=Q(is_over=False)),
        flapping=Count("pk", filter=Q(is_flapping=True)),
        told=Sum("count", default=0),
        first_at=Min("first_seen_at"),
        last_at=Max("last_seen_at"),
        over_at=Max("over_at"),
    )
    shown = rows.select_related("channel", "service", "item")
    return AlarmsOf(rows=list(shown.order_by("is_over", "-last_seen_at", "-id")[:SHOWN]), **found)


def state_of(alarm: Alarm) -> str:
    """Return the code of how an alarm stands."""
    if alarm.is_flapping:
        return "flapping"
    if alarm.is_over:
        return "over"
    return "suppressed" if alarm.window_id else "firing"
