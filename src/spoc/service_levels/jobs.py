"""What waits about promises: warnings, and agreements that begin or end."""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app

from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.service_levels import activities
from spoc.service_levels.queries.clocks import due_to_warn

BATCH = 200


@app.periodic(cron="* * * * * */5")
@app.task(queue="clocks", queueing_lock="warn_of_clocks")
def warn_of_clocks(timestamp: int) -> None:
    """Tell of every warning that fell due, batch by batch, until none is left."""
    by, moment = system(), now()
    while _warned(by, moment):
        pass


def _warned(by: Person, moment: datetime) -> int:
    with transaction.atomic():
        clocks = list(due_to_warn(moment, BATCH))
        for clock in clocks:
            activities.warn(clock, by=by, moment=moment)
    return len(clocks)
