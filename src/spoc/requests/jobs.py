"""What waits about requests: letters, dates to wake at, reminders and closing."""

from collections.abc import Sequence
from datetime import datetime

import structlog
from django.db import transaction
from procrastinate.contrib.django import app

from spoc.audit.models import Fact
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.records.activities import detach
from spoc.records.rules import WAITING
from spoc.requests import activities
from spoc.requests.activities import bulk
from spoc.requests.activities.close import is_due, reminders_due
from spoc.requests.activities.tell_status import tell_status as write_status
from spoc.requests.models import BulkRun, Recurrence, SupportRequest
from spoc.requests.models.lesson import LESSONS
from spoc.requests.queries.dispatch import unroutable
from spoc.requests.queries.files import forgotten_files
from spoc.requests.queries.handoffs import pending_of
from spoc.requests.queries.ladders import to_climb
from spoc.requests.queries.major import overdue_updates, waiting_deliveries
from spoc.requests.queries.planned import planned_due
from spoc.requests.queries.recurrences import recurrences_due
from spoc.requests.queries.reminders import due_reminders
from spoc.requests.queries.time_box import quarter_at
from spoc.requests.queries.waiting import asleep_until, awaiting_confirmation
from spoc.requests.rules.ladder import NO_UPDATE
from spoc.suppliers.models import Handover

log = structlog.get_logger()

TOLD_AT_ONCE = 25

BATCH = 100
# so many requests of a run are done before other jobs have their turn
BULK_BATCH = 50


@app.task(queue="requests")
def carry_on_bulk(number: int) -> None:
    """Do the next batch of what somebody does to many requests."""
    run = BulkRun.objects.get(pk=number)
    if all(bulk.carry_on(run, by=run.by) for _each in range(BULK_BATCH)):
        carry_on_bulk.defer(number=number)


@app.task(queue="requests")
def acknowledge(number: int) -> None:
    """Tell the requester that we have it, once."""
    activities.acknowledge(SupportRequest.objects.get(pk=number), by=system())


@app.task(queue="requests")
def tell_concerned(fact: int) -> None:
    """Let whom a fact concerns find a notice of it."""
    activities.tell_concerned(Fact.objects.get(pk=fact), by=system())


@app.task(queue="requests")
def tell_declined(number: int) -> None:
    """Tell the requester that we cannot help, and who can."""
    activities.tell_declined(SupportRequest.objects.get(pk=number), by=system())


@app.task(queue="requests")
def raise_escalation(number: int, trigger: str, occasion: str = "", reason: str = "") -> None:
    """Tell those whom the ladder names for what happened to a request."""
    found = SupportRequest.objects.get(pk=number)
    activities.raise_escalation(
        found, by=system(), trigger=trigger, occasion=occasion, reason=reason
    )


@app.task(queue="requests")
def tell_of_silence(number: int, clock: str) -> None:
    """Tell those who hear when no news were given; a major incident has a cadence of its own."""
    found = SupportRequest.objects.get(pk=number)
    if not found.is_major:
        activities.raise_escalation(found, by=system(), trigger=NO_UPDATE, occasion=clock)


@app.task(queue="requests")
def escalate_supplier(handover: int, metric: str, percent: int) -> None:
    """Tell those who hear when so much of a supplier's time is used."""
    found = Handover.objects.get(pk=handover)
    activities.escalate_supplier(found, by=system(), metric=metric, percent=percent)


@app.periodic(cron="5 * * * *")
@app.task(queue="requests", queueing_lock="send_digests")
def send_digests(timestamp: int) -> None:
    """Write the letters of the day, where it is morning."""
    activities.send_digests(now(), by=system())


@app.task(queue="requests")
def close_escalations(number: int, triggers: Sequence[str] = (), occasion: str = "") -> None:
    """End what was raised on a request that is done with, or what of it is over."""
    found = SupportRequest.objects.get(pk=number)
    activities.close_escalations(found, by=system(), triggers=triggers, occasion=occasion)


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
def tell_status(number: int, update: int | None = None) -> None:
    """Write to who follows how services are; running twice writes once."""
    write_status(SupportRequest.objects.get(pk=number), by=system(), update=update)


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


@app.periodic(cron="20 2 * * *")
@app.task(queue="requests", queueing_lock="learn")
def learn(timestamp: int = 0) -> None:
    """Learn each field anew from the requests there are by now."""
    for field in LESSONS:
        activities.learn_from_history(field, by=system())


@app.periodic(cron="40 2 * * *")
@app.task(queue="requests", queueing_lock="drop_forgotten_files")
def drop_forgotten_files(timestamp: int) -> None:
    """Take files off that were added for words which were never sent."""
    for number, files in forgotten_files(now()).items():
        found = SupportRequest.objects.get(pk=number)
        # what was sent meanwhile waits no more, and stays
        detach(found, by=system(), files=files, part_id=WAITING)


@app.periodic(cron="* * * * *")
@app.task(queue="requests", queueing_lock="register_recurring")
def register_recurring(timestamp: int) -> None:
    """Let each request that comes back by now be registered, each by itself."""
    for recurrence in recurrences_due(now()):
        register_due.defer(recurrence=recurrence.pk)


@app.task(queue="requests")
def register_due(recurrence: int) -> None:
    """Register what comes back, once."""
    activities.register_due(Recurrence.objects.get(pk=recurrence), by=system())


@app.periodic(cron="* * * * *")
@app.task(queue="requests", queueing_lock="wake")
def wake(timestamp: int) -> None:
    """Go on with what waited for a moment that has come."""
    for support_request in asleep_until(now()):
        activities.resume(support_request, by=system(), why="woken")


@app.periodic(cron="* * * * *")
@app.task(queue="requests", queueing_lock="send_planned")
def send_planned(timestamp: int) -> None:
    """Send the replies whose moment has come."""
    by = system()
    for planned in planned_due(now()):
        activities.send_planned(planned, by=by)


@app.periodic(cron="* * * * *")
@app.task(queue="requests", queueing_lock="bring_back")
def bring_back(timestamp: int) -> None:
    """Put on top again what somebody wanted to be reminded of by now."""
    for reminder in due_reminders(now()):
        activities.bring_back(reminder.support_request, by=system(), reminder=reminder)


@app.periodic(cron="*/10 * * * *")
@app.task(queue="requests", queueing_lock="close_unanswered")
def close_unanswered(timestamp: int) -> None:
    """Remind of what is to be confirmed, and close what nobody objected to.

    What cannot be closed stands in no other's way: the job fails when all were looked at.
    """
    by, faults = system(), []
    for support_request in awaiting_confirmation(now()):
        try:
            _end_unanswered(support_request, by)
        except Exception as fault:
            fault.add_note(support_request.reference)
            log.exception("not closed", request=support_request.reference)
            faults.append(fault)
    if faults:
        raise ExceptionGroup("some requests were neither reminded of nor closed", faults)


def _end_unanswered(support_request: SupportRequest, by: Person) -> None:
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
