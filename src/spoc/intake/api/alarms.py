"""Alarms for machines, and the maintenance in which they are expected."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from spoc.catalogue.access import visible_to as services_visible_to
from spoc.channels.rules.alarms import SEVERITIES
from spoc.cmdb.access import visible_to as items_visible_to
from spoc.intake import alarm_access as access
from spoc.intake.activities import change_window, end_window, plan_window, resolve_cleared
from spoc.intake.activities.windows import WindowParticulars
from spoc.intake.alarm_queries import FILTERS
from spoc.intake.api.shapes import TakenInOut, taken_in
from spoc.intake.models import Alarm, MaintenanceWindow
from spoc.people.models import Person
from spoc.requests.access import readable_inside as requests_read_inside
from spoc.site.machines import Key, Moment, OneOf, PageIn, Walk, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()
ONE = "/maintenance-windows/{int:window}"


class AlarmOut(Schema):
    """What a monitoring system told of under one key, and which request it became."""

    id: int
    channel: int
    key: str
    title: str
    severity: Annotated[str, OneOf(SEVERITIES)]
    service: int | None
    item: int | None
    is_over: bool
    is_flapping: bool
    count: int
    since: datetime
    over_at: datetime | None
    last_seen_at: datetime
    window: int | None
    request: int | None


class AlarmsOut(Schema):
    """A page of alarms, and the mark of the next page."""

    items: list[AlarmOut]
    next: str | None


class AlarmsIn(PageIn):
    """What narrows the alarms: how they stand, or of which request."""

    state: Annotated[str, OneOf(tuple(FILTERS))] | None = None
    request: Key | None = None


class WindowIn(Schema):
    """What is maintained, when, and why."""

    service: Key | None = None
    item: Key | None = None
    starts_at: Moment
    ends_at: Moment
    reason: Annotated[str, Field(min_length=1, max_length=300)]


class WindowOut(Schema):
    """A while in which alarms of a service or an item become no incidents."""

    id: int
    service: int | None
    item: int | None
    starts_at: datetime
    ends_at: datetime
    reason: str
    by: int


class WindowsOut(Schema):
    """A page of maintenance windows, and the mark of the next page."""

    items: list[WindowOut]
    next: str | None


@router.get("/alarms", response=answers(AlarmsOut))
def list_alarms(request: HttpRequest, asked: Annotated[AlarmsIn, Query()]) -> AlarmsOut:
    """List the alarms the caller may know of, the one seen last first."""
    rows = access.alarms_visible_to(caller(request))
    if asked.state:
        rows = rows.filter(FILTERS[asked.state])
    if asked.request:
        rows = rows.filter(support_request=asked.request)
    found, mark = page_of(rows, ("-last_seen_at", "-id"), asked)
    return AlarmsOut(items=[_alarm(row) for row in found], next=mark)


@router.get("/alarms/{int:alarm}", response=answers(AlarmOut))
def read_alarm(request: HttpRequest, alarm: int) -> AlarmOut:
    """Read an alarm."""
    return _alarm(find(access.alarms_visible_to(caller(request)), alarm))


@router.post("/requests/{int:number}/cleared-resolution", response=answers(TakenInOut))
def resolve_cleared_request(request: HttpRequest, number: int) -> TakenInOut:
    """Resolve an incident whose alarms are over, as monitoring saw it."""
    by = caller(request)
    row = find(requests_read_inside(by), number)
    return taken_in(resolve_cleared(row, by=by))


@router.get("/maintenance-windows", response=answers(WindowsOut))
def list_windows(request: HttpRequest, walk: Walk) -> WindowsOut:
    """List the maintenance that is planned, lasts or is over, the one that ends last first."""
    rows = access.windows_visible_to(caller(request))
    found, mark = page_of(rows, ("-ends_at", "-id"), walk)
    return WindowsOut(items=[_window(row) for row in found], next=mark)


@router.post("/maintenance-windows", response=answers(WindowOut, 201))
def plan(request: HttpRequest, asked: WindowIn) -> Status[WindowOut]:
    """Plan maintenance."""
    by = caller(request)
    made = plan_window(asked.reason, by=by, particulars=_particulars(asked, by))
    return Status(201, _window(made))


@router.get(ONE, response=answers(WindowOut))
def read_window(request: HttpRequest, window: int) -> WindowOut:
    """Read a maintenance window."""
    return _window(find(access.windows_visible_to(caller(request)), window))


@router.put(ONE, response=answers(WindowOut))
def change(request: HttpRequest, window: int, asked: WindowIn) -> WindowOut:
    """Change what is maintained, when, or why."""
    by = caller(request)
    row = find(access.windows_visible_to(by), window)
    told = _particulars(asked, by)
    return _window(change_window(row, by=by, reason=asked.reason, particulars=told))


@router.post(f"{ONE}/end", response=answers(WindowOut))
def end(request: HttpRequest, window: int) -> WindowOut:
    """End maintenance now: what still fires becomes an incident."""
    by = caller(request)
    return _window(end_window(find(access.windows_visible_to(by), window), by=by))


def _particulars(asked: WindowIn, by: Person) -> WindowParticulars:
    return {
        "service": named(services_visible_to(by), asked.service, "service"),
        "item": named(items_visible_to(by), asked.item, "item"),
        "starts_at": asked.starts_at,
        "ends_at": asked.ends_at,
    }


def _alarm(row: Alarm) -> AlarmOut:
    return AlarmOut(
        id=row.pk,
        channel=row.channel_id,
        key=row.key,
        title=row.title,
        severity=row.severity,
        service=row.service_id,
        item=row.item_id,
        is_over=row.is_over,
        is_flapping=row.is_flapping,
        count=row.count,
        since=row.since,
        over_at=row.over_at,
        last_seen_at=row.last_seen_at,
        window=row.window_id,
        request=row.support_request_id,
    )


def _window(row: MaintenanceWindow) -> WindowOut:
    return WindowOut(
        id=row.pk,
        service=row.service_id,
        item=row.item_id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        reason=row.reason,
        by=row.by_id,
    )
