"""What waits about requests: letters, dates to wake at, reminders and closing."""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app

from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.requests import activities
from spoc.requests.activities.close import is_due, reminders_due
from spoc.requests.models import SupportRequest
from spoc.requests.queries.dispatch import unroutable
from spoc.requests.queries.handoffs import pending_of
from spoc.requests.queries.ladders import to_climb
from spoc.requests.queries.major import overdue_updates, waiting_deliveries
from spoc.requests.queries.time_box import quarter_at
from spoc.requests.queries.waiting import asleep_until, awaiting_confirmation

TOLD_AT_ONCE = 25

BATCH = 100


@app.task(queue="requests")
def acknowledge(number: int) -> None:
    """Tell the requester that we have it, once."""
    activities.acknowledge(SupportRequest.objects.get(pk=number), by=system())


@app.task(queue="requests")
def tell_declined(number: int) -> None:
    """Tell the requester that we cannot help, and who can."""
    activities.tell_declined(SupportRequest.objects.get(pk=number), by=system())


@app.task(queue="requests")
def raise_escalation(number: int, trigger: str, occasion: str = "") -> None:
    """Tell those whom the ladder names for what happened to a request."""
    found = SupportRequest.objects.get(pk=number)
    activities.raise_escalation(found, by=system(), trigger=trigger, occasion=occasion)


@app.task(queue="requests")
def close_escalations(number: int) -> None:
    """End what was raised on a request that is done with."""
    activities.close_escalations(SupportRequest.objects.get(pk=number), by=system())


@app.periodic(cron="* * * * *")
@app.task(queue="requests", queueing_lock="climb_ladders")
def climb_ladders(timestamp: int) -> None:
    """Go on to the next rung wherever nobody acknowledged in time, batch by batch."""
    by, moment = system(), now()
    while _climbed(by, moment):
        pass


@app.task(queue="requests")
def tell_coordinators(number: int, times: int = 2) -> None:
    """Tell who is to look after a request that came back again: the ladder, or the coordinators."""
    found, by = SupportRequest.objects.get(pk=number), system()
    if not activities.raise_escalation(found, by=by, trigger="reopened", occasion=str(times)):
        activities.tell_coordinators(found, by=by)


@app.task(queue="requests")
def pass_question(number: int) -> None:
    """Write to the incident coordinators who is to decide, while it is not decided."""
    waiting = SupportRequest.objects.get(pk=number)
    if pending_of(waiting) is not None:
        activities.tell_coordinators(waiting, by=system(), about="to_and_fro")


@app.task(queue="requests")
def look_at_time_box(number: int) -> None:
    """See whether the tier that has it has spent what it may."""
    activities.look_at_time_box(SupportRequest.objects.get(pk=number), by=system())


@app.task(queue="requests")
def plan_time_box(number: int) -> None:
    """See to it that it is looked at again when the first tier should know what it may be."""
    moment = quarter_at(SupportRequest.objects.get(pk=number))
    if moment is not None:
        look_at_time_box.configure(schedule_at=moment).defer(number=number)


@app.task(queue="requests")
def rank(number: int) -> None:
    """Give a request its place in the queue anew."""
    activities.rank(SupportRequest.objects.get(pk=number), by=system())


@app.task(queue="requests")
def consider_major(number: int) -> None:
    """Ask of an incident whether it is a major one."""
    activities.consider_major(SupportRequest.objects.get(pk=number), by=system())


@app.task(queue="requests")
def tell_affected(update: int) -> None:
    """Say an update in the requests it is for, so many at a time, and go on until all know."""
    for delivery in waiting_deliveries(update)[:TOLD_AT_ONCE]:
        activities.deliver_update(delivery, by=system())
    if waiting_deliveries(update).exists():
        tell_affected.defer(update=update)


@app.periodic(cron="* * * * *")
@app.task(queue="requests", queueing_lock="miss_updates")
def miss_updates(timestamp: int) -> None:
    """Note where the next word about a major incident is late."""
    for support_request in overdue_updates(now()):
        activities.miss_update(support_request, by=system())


@app.task(queue="requests")
def dispatch(number: int) -> None:
    """Give a classified request to whom the rules of dispatch name."""
    activities.dispatch(SupportRequest.objects.get(pk=number), by=system())


@app.task(queue="requests")
def dispatch_unroutable() -> None:
    """Try anew to find somebody for what nobody was found for."""
    for support_request in unroutable():
        activities.dispatch(support_request, by=system())


@app.task(queue="requests")
def go_on(number: int) -> None:
    """Go on with a request that waited for its supplier, which now said something."""
    waiting = SupportRequest.objects.get(pk=number)
    if (waiting.status, waiting.pending_reason) == ("pending", "supplier"):
        activities.resume(waiting, by=system(), why="supplier")


@app.periodic(cron="* * * * *")
@app.task(queue="requests", queueing_lock="wake")
def wake(timestamp: int) -> None:
    """Go on with what waited for a moment that has come."""
    for support_request in asleep_until(now()):
        activities.resume(support_request, by=system(), why="woken")


@app.periodic(cron="*/10 * * * *")
@app.task(queue="requests", queueing_lock="close_unanswered")
def close_unanswered(timestamp: int) -> None:
    """Remind of what is to be confirmed, and close what nobody objected to."""
    by = system()
    for support_request in awaiting_confirmation(now()):
        if reminders_due(support_request):
            activities.remind(support_request, by=by)
        if is_due(support_request):
            activities.auto_close(support_request, by=by)


def _climbed(by: Person, moment: datetime) -> int:
    with transaction.atomic():
        waiting = list(to_climb(moment, BATCH))
        for each in waiting:
            activities.climb(each.support_request, by=by, escalation=each)
    return len(waiting)
