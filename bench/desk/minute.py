"""What a desk's workers do each minute: no worker runs in a home that is measured."""

from spoc.kit.time import now
from spoc.people.queries import system
from spoc.requests.activities import fold_tallies
from spoc.service_levels import activities


def work_for_a_minute() -> None:
    """Mark the promises that passed since, and fold what was told of what is open."""
    by, moment = system(), now()
    while activities.warn(moment, by=by):
        pass
    fold_tallies()
