"""What waits about orders: what was decided, work that is done, and letters."""

import structlog
from procrastinate.contrib.django import app

from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.people.queries import system
from spoc.requests.activities.basket import forget_basket as forget
from spoc.requests.activities.fulfil import look_at_order as look
from spoc.requests.activities.fulfil import rest_while_asked as rest
from spoc.requests.activities.fulfil import settle_order as settle
from spoc.requests.activities.fulfil import settle_process as through
from spoc.requests.activities.refuse_order import withdraw_order as withdraw
from spoc.requests.activities.tell_refused import tell_refused as write_refused
from spoc.requests.models import Entry, SupportRequest
from spoc.requests.order_access import forgotten_baskets
from spoc.requests.queries.order_process import order_run_by
from spoc.work.models import ApprovalRound
from spoc.workflow.activities import hear_message
from spoc.workflow.models import Instance
from spoc.workflow.queries.processes import running_of

log = structlog.get_logger()

# the message a process waits for by this name is what the requester writes
REPLY = "reply"


@app.task(queue="requests")
def settle_order(number: int, asked: int) -> None:
    """Let an order go on, or refuse it, as was decided."""
    found = SupportRequest.objects.get(pk=number)
    settle(found, by=system(), asked=ApprovalRound.objects.get(pk=asked))


@app.task(queue="requests")
def rest_while_asked(number: int) -> None:
    """Let an order rest, or go on, as its process asks for an approval or got one."""
    rest(SupportRequest.objects.get(pk=number), by=system())


@app.task(queue="requests")
def settle_process(instance: int, refused: str | None = None) -> None:
    """Deliver what a process is through with, refuse it, or leave it to people."""
    order = order_run_by(instance)
    if order is not None:
        found = Instance.objects.get(pk=instance)
        through(order.support_request, by=system(), instance=found, refused=refused)


@app.task(queue="requests")
def look_at_order(number: int) -> None:
    """Deliver an order whose tasks are all done; what keeps it from that is for people to mend."""
    found = SupportRequest.objects.get(pk=number)
    try:
        look(found, by=system())
    except NotPossible as refusal:
        log.info("not delivered by itself", request=found.reference, why=refusal.sentence)


@app.task(queue="requests")
def withdraw_order(number: int) -> None:
    """Let go of what was ordered with a request that is over."""
    withdraw(SupportRequest.objects.get(pk=number), by=system())


@app.periodic(cron="50 2 * * *")
@app.task(queue="requests", queueing_lock="forget_baskets")
def forget_baskets(timestamp: int) -> None:
    """Take out of baskets what nobody ordered, with the files that waited there."""
    for basket in forgotten_baskets(now()):
        forget(basket, by=system())


@app.task(queue="requests")
def tell_refused(number: int) -> None:
    """Tell who ordered it that it is not to be, and why."""
    write_refused(SupportRequest.objects.get(pk=number), by=system())


@app.task(queue="requests")
def tell_cases(number: int, entry: int) -> None:
    """Let the processes of a request hear a reply of its requester."""
    said = Entry.objects.get(pk=entry)
    for instance in running_of("request", number):
        hear_message(instance, by=system(), message=REPLY, told={"words": said.text})
