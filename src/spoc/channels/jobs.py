"""What waits about letters and notices: sending what is queued, and what was gathered."""

from procrastinate.contrib.django import app

from spoc.audit.models import Fact
from spoc.channels import activities
from spoc.channels.activities import webhook_deliveries
from spoc.channels.activities.hand_over import open_ways
from spoc.channels.activities.identity import tell_of_reset as tell_of_reset_to
from spoc.channels.activities.identity import tell_vouchers as tell_vouchers_of
from spoc.channels.models import AnnouncementUpdate, Letter
from spoc.channels.queries import letters_to_send
from spoc.channels.queries.announced import due_to_end, untold
from spoc.channels.queries.ways import due_for_digest
from spoc.channels.queries.webhooks import deliveries_due
from spoc.kit.time import now
from spoc.people.queries import system
from spoc.workflow.models import ActionRun, IdentityCheck


@app.task(queue="letters")
def deliver(letter_id: int) -> None:
    """Send one letter; running twice sends it once."""
    letter = Letter.objects.get(pk=letter_id)
    open_ways(letter)
    activities.deliver(letter, by=system())


@app.periodic(cron="* * * * *")
@app.task(queue="letters", queueing_lock="deliver_due")
def deliver_due(timestamp: int) -> None:
    """Send what waited for another try."""
    for letter in letters_to_send(now()):
        open_ways(letter)
        activities.deliver(letter, by=system())


@app.task(queue="webhooks")
def tell_webhooks(fact_id: int) -> None:
    """Write down what each webhook is told of a fact, and tell those that answer."""
    for delivery in webhook_deliveries.tell_webhooks(Fact.objects.get(pk=fact_id)):
        if delivery.webhook.failing_since is None:
            send_delivery.defer(delivery_id=delivery.pk)


@app.task(queue="webhooks")
def send_delivery(delivery_id: int) -> None:
    """Tell a webhook one thing; running twice tells it once."""
    webhook_deliveries.send_delivery(delivery_id)


@app.periodic(cron="* * * * * */20")
@app.task(queue="webhooks", queueing_lock="send_webhooks")
def send_webhooks(timestamp: int) -> None:
    """Tell webhooks what waited for another try."""
    for delivery in deliveries_due(now()):
        send_delivery.defer(delivery_id=delivery.pk)


@app.periodic(cron="50 2 * * *")
@app.task(queue="webhooks", queueing_lock="forget_webhooks")
def forget_webhooks(timestamp: int) -> None:
    """Drop what webhooks were told long ago."""
    webhook_deliveries.forget_webhook_deliveries()


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


@app.task(queue="letters")
def tell_followers(update: int) -> None:
    """Write to everybody who follows by mail what was announced, once."""
    activities.tell_followers(AnnouncementUpdate.objects.get(pk=update), by=system())


@app.periodic(cron="* * * * *")
@app.task(queue="letters", queueing_lock="keep_announcements")
def keep_announcements(timestamp: int) -> None:
    """End what is announced no longer, and write to followers what was left unwritten."""
    for announcement in due_to_end(now()):
        activities.end_announcement(announcement, by=system())
    for update in untold(now()):
        activities.tell_followers(update, by=system())


@app.periodic(cron="50 2 * * *")
@app.task(queue="letters", queueing_lock="forget_followers")
def forget_followers(timestamp: int) -> None:
    """Drop the addresses that never said that they want to follow."""
    activities.forget_followers(now(), by=system())


@app.task(queue="letters")
def tell_of_reset(number: int) -> None:
    """Write to whose password was reset, once."""
    run = ActionRun.objects.get(pk=number)
    if run.identity is not None:
        tell_of_reset_to(run.identity, by=system())


@app.task(queue="letters")
def tell_vouchers(check: int) -> None:
    """Let whoever may vouch know that somebody waits for them."""
    tell_vouchers_of(IdentityCheck.objects.get(pk=check), by=system())
