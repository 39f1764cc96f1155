"""Telling webhooks: a row before it is sent, sent by a job, retried, visibly failed.

Nobody is locked while a machine elsewhere takes its time: what is to be sent is claimed for two
minutes, and whoever claimed it notes what came of it.
"""

from datetime import timedelta

from django.db.models import F, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from spoc.audit.models import Fact
from spoc.channels import webhook_access as access
from spoc.channels.activities.notify import News, notify
from spoc.channels.activities.webhooks import switch_webhook
from spoc.channels.models import Webhook, WebhookDelivery
from spoc.channels.problems import in_readers_words, kept_words
from spoc.channels.queries.webhooks import hearing
from spoc.channels.rules.webhook import (
    GONE,
    SWITCHED_OFF_AFTER,
    has_arrived,
    signature,
    wait_after,
)
from spoc.channels.telling import told_of, written
from spoc.kit.errors import NotPossible, TooMany
from spoc.kit.keys import decrypt
from spoc.kit.outward import Answered, send
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.people.queries import signed_in, system

CLAIMED = timedelta(minutes=2)
MOST_TESTS_A_MINUTE = 5
SENT_KEPT, FAILED_KEPT = timedelta(days=14), timedelta(days=60)
TEST = "webhook.tested"
QUEUED, SENT, FAILED = (
    WebhookDelivery.State.QUEUED,
    WebhookDelivery.State.SENT,
    WebhookDelivery.State.FAILED,
)


def tell_webhooks(fact: Fact) -> list[WebhookDelivery]:
    """Write down what each webhook that hears of a fact is told; twice is once."""
    made = []
    for webhook in hearing(fact.kind):
        # with roles and teams, as when signed in
        owner = signed_in(webhook.owner_id)
        if owner is None:
            continue
        webhook.owner = owner
        body = told_of(webhook, fact)
        if body is not None:
            told = {"kind": fact.kind, "body": body, "at": now(), "next_try_at": now()}
            row, is_new = WebhookDelivery.objects.get_or_create(
                webhook=webhook, fact=fact, defaults=told
            )
            made += [row] if is_new else []
    return made


def send_delivery(pk: int) -> WebhookDelivery | None:
    """Tell a webhook what waits for it; None where it does not wait or somebody else tells it."""
    moment = now()
    waits = WebhookDelivery.objects.filter(pk=pk, state=QUEUED, next_try_at__lte=moment)
    claimed = waits.filter(webhook__is_on=True).update(
        tries=F("tries") + 1, next_try_at=moment + CLAIMED
    )
    if not claimed:
        return None
    delivery = WebhookDelivery.objects.select_related("webhook__owner", "fact").get(pk=pk)
    body = _said_now(delivery)
    if body is None:
        _settle(delivery, FAILED)
        return _put(delivery, None, _("The owner may not know of it any more."))
    if body != delivery.body:
        delivery.body = body
        delivery.save(update_fields=["body"])
    return _noted(delivery, *_tried(delivery))


def _said_now(delivery: WebhookDelivery) -> str | None:
    """Return what the webhook's owner may know of it at this moment; None where it is nothing.

    What was written when it happened may have been another's to know, or more than is theirs now.
    """
    owner = signed_in(delivery.webhook.owner_id)
    if owner is None:
        return None
    delivery.webhook.owner = owner
    return delivery.body if delivery.fact is None else told_of(delivery.webhook, delivery.fact)


def check_webhook(webhook: Webhook, *, by: Person) -> WebhookDelivery:
    """Tell a webhook at once that this is a test; it is not tried again."""
    demand(access.may_keep_webhook(by, webhook))
    tests = webhook.deliveries.filter(kind=TEST, at__gt=now() - timedelta(minutes=1))
    if tests.count() >= MOST_TESTS_A_MINUTE:
        raise TooMany(_("It was tested several times just now: wait a minute."))
    delivery = WebhookDelivery.objects.create(
        webhook=webhook, kind=TEST, body=written({"kind": TEST, "at": now()}), at=now(), tries=1
    )
    answered, problem = _tried(delivery)
    _settle(delivery, SENT if answered and has_arrived(answered.status) else FAILED)
    return _put(delivery, answered, problem)


def resend_delivery(delivery: WebhookDelivery, *, by: Person) -> WebhookDelivery:
    """Let what failed, or arrived and was lost there, go once more."""
    demand(access.may_keep_webhook(by, delivery.webhook))
    if not delivery.webhook.is_on:
        raise NotPossible(_("The webhook is switched off: switch it on first."))
    _wait_again(WebhookDelivery.objects.filter(pk=delivery.pk).exclude(state=QUEUED))
    delivery.refresh_from_db()
    return delivery


def resend_failed(webhook: Webhook, *, by: Person) -> int:
    """Let all go once more that never arrived; return how many."""
    demand(access.may_keep_webhook(by, webhook))
    return _wait_again(webhook.deliveries.filter(state=FAILED).exclude(kind=TEST))


def forget_webhook_deliveries() -> int:
    """Drop what arrived two weeks ago, and what failed two months ago; return how many."""
    old = WebhookDelivery.objects.filter(state=SENT, settled_at__lt=now() - SENT_KEPT)
    failed = WebhookDelivery.objects.filter(state=FAILED, settled_at__lt=now() - FAILED_KEPT)
    return old.delete()[0] + failed.delete()[0]


def _wait_again(deliveries: QuerySet[WebhookDelivery]) -> int:
    return deliveries.update(state=QUEUED, tries=0, next_try_at=now(), settled_at=None)


def _tried(delivery: WebhookDelivery) -> tuple[Answered | None, str]:
    """Return what was answered, or why nothing was."""
    body, stamp, key = delivery.body.encode(), int(now().timestamp()), str(delivery.pk)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Spoc-Webhook/1",
        "Webhook-Id": key,
        "Webhook-Timestamp": str(stamp),
        "Spoc-Fact": delivery.kind,
    }
    try:
        secret = decrypt(delivery.webhook.secret)
        headers["Webhook-Signature"] = signature(secret, key, stamp, body)
        with kept_words():
            return send(delivery.webhook.address, body, headers), ""
    except (OSError, NotPossible) as problem:
        return None, one_line(str(problem), 300) or type(problem).__name__


def _noted(delivery: WebhookDelivery, answered: Answered | None, problem: str) -> WebhookDelivery:
    """Note what came of a try, and when the next one is."""
    webhook = delivery.webhook
    if answered and has_arrived(answered.status):
        _settle(delivery, SENT)
        if webhook.failing_since is not None:
            Webhook.objects.filter(pk=webhook.pk).update(failing_since=None, problem="")
        return _put(delivery, answered, problem)
    wait = wait_after(delivery.tries)
    if wait is None or (answered and answered.status == GONE):
        _settle(delivery, FAILED)
    else:
        delivery.next_try_at = now() + wait
    _put(delivery, answered, problem)
    _note_failure(webhook, delivery)
    return delivery


def _put(delivery: WebhookDelivery, answered: Answered | None, problem: str) -> WebhookDelivery:
    delivery.status = answered.status if answered else None
    delivery.answer = one_line(answered.words, 300) if answered else problem
    delivery.save(update_fields=["state", "settled_at", "next_try_at", "status", "answer"])
    return delivery


def _settle(delivery: WebhookDelivery, state: WebhookDelivery.State) -> None:
    delivery.state, delivery.settled_at, delivery.next_try_at = state, now(), None


def _note_failure(webhook: Webhook, delivery: WebhookDelivery) -> None:
    """Note since when a webhook does not answer; after three days it is told nothing more."""
    words = delivery.answer
    if delivery.status is not None:
        with kept_words():
            words = _("It answered %(status)s.") % {"status": delivery.status}
    webhook.refresh_from_db()
    webhook.failing_since, webhook.problem = webhook.failing_since or now(), words
    webhook.save(update_fields=["failing_since", "problem"])
    if delivery.status == GONE or webhook.has_failed_for(SWITCHED_OFF_AFTER, now()):
        _switch_off(webhook, words)


def _switch_off(webhook: Webhook, problem: str) -> None:
    with translation.override(webhook.owner.speaks):
        switch_webhook(webhook, by=system(), is_on=False, problem=problem)
        said = {"name": webhook.name, "problem": in_readers_words(problem)}
        news = News("webhook_off", webhook, said)
        notify(webhook.owner, by=system(), news=news)
