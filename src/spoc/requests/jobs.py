"""What waits about requests: letters, dates to wake at, reminders and closing."""

from procrastinate.contrib.django import app

from spoc.kit.time import now
from spoc.people.queries import system
from spoc.requests import activities
from spoc.requests.activities.close import is_due, reminders_due
from spoc.requests.models import SupportRequest
from spoc.requests.queries.waiting import asleep_until, awaiting_confirmation


@app.task(queue="requests")
def acknowledge(number: int) -> None:
    """Tell the requester that we have it, once."""
    activities.acknowledge(SupportRequest.objects.get(pk=number), by=system())


@app.task(queue="requests")
def tell_declined(number: int) -> None:
    """Tell the requester that we cannot help, and who can."""
    activities.tell_declined(SupportRequest.objects.get(pk=number), by=system())


@app.task(queue="requests")
def tell_coordinators(number: int) -> None:
    """Tell the incident coordinators that a request came back again."""
    activities.tell_coordinators(SupportRequest.objects.get(pk=number), by=system())


@app.task(queue="requests")
def rank(number: int) -> None:
    """Give a request its place in the queue anew."""
    activities.rank(SupportRequest.objects.get(pk=number), by=system())


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
