"""Business days, by which surveys and complaints count: those of the calendar a community has."""

from datetime import datetime, timedelta

from spoc.kit.time import add_weekdays
from spoc.people.models import Community
from spoc.service_levels import rules
from spoc.service_levels.models import Agreement, Calendar

MOST = 50
DAYS_A_WEEK = 7


def office_days(community: int | None) -> rules.Calendar | None:
    """Return by whose days a community counts: its agreement's calendar, else the first there is.

    One that is open every day of the week tells no business days, nor does one never open. None
    where there is no other.
    """
    promised = Agreement.objects.filter(
        state="active", kind="sla", party_noun=Community._meta.model_name, party_id=community or 0
    )
    own = [each.calendar for each in promised.select_related("calendar").order_by("id")[:MOST]]
    rows = [*own, *Calendar.objects.filter(is_active=True).order_by("id")[:MOST]]
    return next((each.hours for each in rows if 0 < _open_days(each) < DAYS_A_WEEK), None)


def days_after(calendar: rules.Calendar | None, start: datetime, days: int) -> datetime:
    """Return the same clock time that many business days later: weekdays, without a calendar."""
    if calendar is None:
        return add_weekdays(start, days)
    moment = start
    while days > 0:
        moment += timedelta(days=1)
        days -= bool(calendar.windows_on(moment.astimezone(calendar.zone).date()))
    return moment


def business_days_after(start: datetime, days: int, community: int | None) -> datetime:
    """Return the same clock time that many of a community's business days later."""
    return days_after(office_days(community), start, days)


def _open_days(calendar: Calendar) -> int:
    return sum(bool(windows) for windows in calendar.week.values())
