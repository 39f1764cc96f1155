"""What waits about approvals: half the time is over, and all of it."""

from procrastinate.contrib.django import app

from spoc.kit.time import now
from spoc.people.queries import system
from spoc.work.activities import expire_round, remind_approver
from spoc.work.queries.approvals import reminders_due, rounds_due


@app.periodic(cron="*/5 * * * *")
@app.task(queue="requests", queueing_lock="look_after_approvals")
def look_after_approvals(timestamp: int) -> None:
    """End the questions whose time is over, and remind whoever was asked."""
    by, moment = system(), now()
    for asked in rounds_due(moment):
        expire_round(asked, by=by)
    for approval in reminders_due(moment):
        remind_approver(approval, by=by)
