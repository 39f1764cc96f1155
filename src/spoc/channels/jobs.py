"""What waits about letters: sending those that are queued."""

from procrastinate.contrib.django import app

from spoc.channels import activities
from spoc.channels.models import Letter
from spoc.channels.queries import letters_to_send
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
