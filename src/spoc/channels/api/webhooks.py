"""Webhooks for machines: registering an address, and what it was told."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from spoc.channels.activities.webhook_deliveries import check_webhook, resend_delivery
from spoc.channels.activities.webhooks import (
    Told,
    add_webhook,
    change_webhook,
    remove_webhook,
    renew_webhook_secret,
    switch_webhook,
)
from spoc.channels.models import Webhook, WebhookDelivery
from spoc.channels.webhook_access import (
    deliveries_visible_to,
    may_read_delivery,
    webhooks_visible_to,
)
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.site.machines import Key, OneOf, PageIn, Walk, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()

ONE = "/webhooks/{int:webhook}"
NEWEST = ("-id",)
StateCode = Annotated[str, OneOf(("queued", "sent", "failed"))]


class WebhookIn(Schema):
    """An address, the facts it hears of, and whose knowledge it shares: the caller's own."""

    name: str = Field(min_length=1, max_length=80)
    address: str = Field(min_length=1, max_length=500)
    hears: list[Annotated[str, Field(max_length=80)]] = Field(
        min_length=1, max_length=200, description="Such as `request.registered` or `request.*`."
    )
    owner: Key | None = Field(None, description="Another person; an administrator's to say.")


class WebhookChangeIn(Schema):
    """What is to be changed of it; what is left out stays."""

    name: str | None = Field(None, min_length=1, max_length=80)
    address: str | None = Field(None, min_length=1, max_length=500)
    hears: list[Annotated[str, Field(max_length=80)]] | None = Field(
        None, min_length=1, max_length=200
    )
    is_on: bool | None = None


class WebhookOut(Schema):
    """A webhook, and how it is."""

    id: int
    name: str
    address: str
    hears: list[str]
    owner: int
    is_on: bool
    added_at: datetime
    failing_since: datetime | None
    problem: str


class NewWebhookOut(WebhookOut):
    """A webhook with the key that proves what it is told; it is told now alone."""

    secret: str


class ChangedWebhookOut(WebhookOut):
    """A webhook; the key that was renewed where it was another's and its address changed."""

    secret: str | None


class WebhooksOut(Schema):
    """A page of webhooks, the newest first, and the mark of the next page."""

    items: list[WebhookOut]
    next: str | None


class SecretOut(Schema):
    """The key that proves what is sent from now on."""

    secret: str


class DeliveryOut(Schema):
    """One thing a webhook was told; `body` for whoever may know of it."""

    id: int
    kind: str
    state: StateCode
    at: datetime
    tries: int
    next_try_at: datetime | None
    settled_at: datetime | None
    status: int | None
    answer: str
    body: str | None


class DeliveriesOut(Schema):
    """A page of what a webhook was told, the newest first, and the mark of the next page."""

    items: list[DeliveryOut]
    next: str | None


class DeliveriesIn(PageIn):
    """Which of them."""

    state: StateCode | None = None


@router.get("/webhooks", response=answers(WebhooksOut))
def list_webhooks(request: HttpRequest, walk: Walk) -> WebhooksOut:
    """List one's own webhooks; an administrator lists all."""
    rows, mark = page_of(webhooks_visible_to(caller(request)), NEWEST, walk)
    return WebhooksOut(items=[_out(row) for row in rows], next=mark)


@router.post("/webhooks", response=answers(NewWebhookOut, 201))
def register_webhook(request: HttpRequest, asked: WebhookIn) -> Status[NewWebhookOut]:
    """Register an address that is told of what one may know."""
    by = caller(request)
    owner: Person = named(people_visible_to(by), asked.owner, "owner") or by
    told = Told(asked.name, asked.address, asked.hears)
    row, secret = add_webhook(owner, by=by, told=told)
    return Status(201, NewWebhookOut(**_out(row).dict(), secret=secret))


@router.get(ONE, response=answers(WebhookOut))
def read_webhook(request: HttpRequest, webhook: int) -> WebhookOut:
    """Read a webhook."""
    return _out(_found(request, webhook))


@router.patch(ONE, response=answers(ChangedWebhookOut))
def describe_webhook(
    request: HttpRequest, webhook: int, asked: WebhookChangeIn
) -> ChangedWebhookOut:
    """Change it, or switch it on or off; who gives another's another address takes it over."""
    by, row, secret = caller(request), _found(request, webhook), ""
    if not (asked.name is None and asked.address is None and asked.hears is None):
        name, address = asked.name or row.name, asked.address or row.address
        told = Told(name, address, asked.hears or row.hears, row.form)
        row, secret = change_webhook(row, by=by, told=told)
    if asked.is_on is not None and asked.is_on != row.is_on:
        switch_webhook(row, by=by, is_on=asked.is_on)
    return ChangedWebhookOut(**_out(row).dict(), secret=secret or None)


@router.delete(ONE, response=answers(None, 204))
def unregister_webhook(request: HttpRequest, webhook: int) -> Status[None]:
    """Take it away, with what it was told."""
    by = caller(request)
    remove_webhook(_found(request, webhook), by=by)
    return Status(204, None)


@router.post(f"{ONE}/secret", response=answers(SecretOut))
def renew_key_of_webhook(request: HttpRequest, webhook: int) -> SecretOut:
    """Renew the key that proves what it is told."""
    by = caller(request)
    return SecretOut(secret=renew_webhook_secret(_found(request, webhook), by=by))


@router.post(f"{ONE}/test", response=answers(DeliveryOut, 201))
def test_webhook(request: HttpRequest, webhook: int) -> Status[DeliveryOut]:
    """Tell it at once that this is a test."""
    by = caller(request)
    return Status(201, _delivery(check_webhook(_found(request, webhook), by=by), by))


@router.get(f"{ONE}/deliveries", response=answers(DeliveriesOut))
def list_webhook_deliveries(
    request: HttpRequest, webhook: int, asked: Annotated[DeliveriesIn, Query()]
) -> DeliveriesOut:
    """List what it was told."""
    by, row = caller(request), _found(request, webhook)
    told = deliveries_visible_to(by).filter(webhook=row).select_related("webhook")
    told = told.filter(state=asked.state) if asked.state else told
    rows, mark = page_of(told, NEWEST, asked)
    return DeliveriesOut(items=[_delivery(each, by) for each in rows], next=mark)


@router.post("/webhook-deliveries/{int:delivery}/resending", response=answers(DeliveryOut))
def resend_webhook_delivery(request: HttpRequest, delivery: int) -> DeliveryOut:
    """Send it once more."""
    by = caller(request)
    row = find(deliveries_visible_to(by).select_related("webhook"), delivery)
    return _delivery(resend_delivery(row, by=by), by)


def _found(request: HttpRequest, pk: int) -> Webhook:
    row: Webhook = find(webhooks_visible_to(caller(request)), pk)
    return row


def _out(row: Webhook) -> WebhookOut:
    return WebhookOut(
        id=row.pk,
        name=row.name,
        address=row.address,
        hears=row.hears,
        owner=row.owner_id,
        is_on=row.is_on,
        added_at=row.added_at,
        failing_since=row.failing_since,
        problem=row.problem,
    )


def _delivery(row: WebhookDelivery, by: Person) -> DeliveryOut:
    return DeliveryOut(
        id=row.pk,
        kind=row.kind,
        state=row.state,
        at=row.at,
        tries=row.tries,
        next_try_at=row.next_try_at,
        settled_at=row.settled_at,
        status=row.status,
        answer=row.answer,
        body=row.body if may_read_delivery(by, row) else None,
    )
