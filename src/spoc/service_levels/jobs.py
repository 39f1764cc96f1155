"""What waits about promises: warnings, and agreements that begin or end."""

from procrastinate.contrib.django import app

from spoc.kit.time import now
from spoc.people.queries import system
from spoc.service_levels import activities
from spoc.service_levels.queries.agreements import due_to_begin, due_to_end, due_to_review


@app.periodic(cron="* * * * * */5")
@app.task(queue="clocks", queueing_lock="warn_of_clocks")
def warn_of_clocks(timestamp: int) -> None:
    """Tell of every warning that fell due, batch by batch, until none is left."""
    by, moment = system(), now()
    while activities.warn(moment, by=by):
        pass


@app.periodic(cron="* * * * *")
@app.task(queue="clocks", queueing_lock="keep_agreements")
def keep_agreements(timestamp: int) -> None:
    """End what is over, begin what was signed for now, and ask for the reviews that are due."""
    by, moment = system(), now()
    for agreement in due_to_end(moment):
        activities.expire_agreement(agreement, by=by)
    for agreement in due_to_begin(moment):
        activities.activate_agreement(agreement, by=by)
    for agreement in due_to_review(moment.date()):
        activities.ask_for_review(agreement, by=by)
