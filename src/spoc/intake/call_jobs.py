"""What waits about calls: those nobody tells of any more come to an end."""

from procrastinate.contrib.django import app

from spoc.intake import activities
from spoc.people.queries import system


@app.periodic(cron="*/15 * * * *")
@app.task(queue="deliveries", queueing_lock="end_lost_calls")
def end_lost_calls(timestamp: int) -> None:
    """End the calls whose telephone system never told of their end."""
    activities.end_lost_calls(by=system())
