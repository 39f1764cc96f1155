"""What waits about self-help: visits that are over, and those that became a request."""

from procrastinate.contrib.django import app

from spoc.kit.time import now
from spoc.knowledge.activities.help import end_help
from spoc.knowledge.activities.help_asked import keep_read_before
from spoc.knowledge.queries.help import waiting_to_end
from spoc.people.queries import system
from spoc.requests.models import SupportRequest


@app.task(queue="requests")
def keep_asked(number: int) -> None:
    """Keep what somebody read before they asked."""
    keep_read_before(SupportRequest.objects.get(pk=number), by=system())


@app.periodic(cron="*/20 * * * *")
@app.task(queue="requests", queueing_lock="end_help")
def end_visits(timestamp: int) -> None:
    """End the visits of which nothing was heard for a day."""
    by = system()
    for session in waiting_to_end(now()):
        end_help(session, by=by)
