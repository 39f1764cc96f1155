"""What is done time and again about what is kept of open requests."""

import structlog
from procrastinate.contrib.django import app

from spoc.requests import activities

log = structlog.get_logger()


@app.periodic(cron="* * * * *")
@app.task(queue="requests", queueing_lock="fold_tallies")
def fold_tallies(timestamp: int) -> None:
    """Keep short what the database tells of how many requests are open."""
    activities.fold_tallies()


@app.periodic(cron="10 2 * * *")
@app.task(queue="requests", queueing_lock="mend_tallies")
def mend_tallies(timestamp: int) -> None:
    """Count once a day what is kept, and say so where it was not right."""
    if wrong := activities.mend_tallies():
        log.error("requests.tallies_mended", wrong=wrong)
