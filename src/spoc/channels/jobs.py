"""What waits about letters and notices: sending what is queued, and what was gathered."""

from procrastinate.contrib.django import app

from spoc.channels import activities
from spoc.channels.models import Letter
from spoc.channels.queries import letters_to_send
from spoc.channels.queries.ways import due_for_digest
from spoc.kit.time import now
from spoc.people.queries import system


@app.task(queue="letters")
def deliver(letter_id: int) -> None:
    """Send one letter; running twice sends it once."""
    activities.deliver(Letter.objects.get(pk=letter_id), by=system())


@app.periodic(cron="* * * * *")
@app.task(queue="letters", queueing_lock="deliver_due")
def deliver_due(timestamp: int) -> None:
    """Send what waited for another try."""
    for letter in letters_to_send(now()):
        activities.deliver(letter, by=system())


@app.periodic(cron="*/10 * * * *")
@app.task(queue="letters", queueing_lock="gather_notices")
def gather_notices(timestamp: int) -> None:
    """Write to everybody whose hour has come what was gathered for them."""
    for person in due_for_digest(now()):
        activities.gather_notices(person, by=system())


@app.periodic(cron="40 2 * * *")
@app.task(queue="letters", queueing_lock="forget_notices")
def forget_notices(timestamp: int) -> None:
    """Drop the notices that nobody needs any more."""
    activities.forget_notices(now())
