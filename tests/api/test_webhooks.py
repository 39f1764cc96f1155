"""Webhooks: signed, tried again, and nothing goes out that its owner may not know."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta

import pytest

from spoc.audit.models import Fact
from spoc.channels.activities import webhook_deliveries as telling
from spoc.channels.activities.webhooks import Told, change_webhook, switch_webhook
from spoc.channels.models import Notice, Webhook, WebhookDelivery
from spoc.channels.rules.webhook import WAITS
from spoc.kit.errors import TooMany
from spoc.kit.time import at
from spoc.requests import activities as do

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ADMINISTRATOR = "Åsa Ekman"


def heard(listener) -> list[str]:
    """Return the kinds of the facts the other system heard of."""
    return [json.loads(body)["kind"] for _path, _headers, body in listener.got]


def test_what_happens_is_told_at_once(webhook_of, listener, register_request, work):
    webhook_of("Elin Sand", "request.registered")
    request = register_request(words="The label printer prints blank.")
    work()
    _path, headers, body = listener.got[0]
    told = json.loads(body)
    assert (told["kind"], told["subject"]["id"]) == ("request.registered", request.pk)
    assert told["subject"]["title"].endswith("The label printer prints blank.")
    assert headers["content-type"].startswith("application/json")
    assert WebhookDelivery.objects.get().state == "sent"


def test_what_is_sent_proves_whence_it_comes(webhook_of, listener, register_request, work):
    webhook_of("Elin Sand", "request.registered")
    register_request()
    work()
    _path, headers, body = listener.got[0]
    key = base64.b64decode(webhook_of.secret.removeprefix("whsec_"))
    said = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    proof = base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{proof}"
    assert headers["webhook-id"] == str(WebhookDelivery.objects.get().pk)


@pytest.mark.parametrize(
    ("hears", "expected"),
    [
        (["request.noted"], {"request.noted"}),
        (["request.registered", "request.noted"], {"request.registered", "request.noted"}),
        (["handover.*"], set()),
    ],
)
def test_it_hears_the_facts_it_names_and_no_others(
    webhook_of, listener, register_request, work, people, hears, expected
):
    webhook_of("Elin Sand", *hears)
    do.note(register_request(), by=people["Elin Sand"], text="Ring first.")
    work()
    assert set(heard(listener)) == expected


def test_nothing_goes_out_that_its_owner_may_not_see(webhook_of, listener, register_request, work):
    webhook_of("Oskar Nyman")
    webhook_of(ADMINISTRATOR)
    register_request("Karin Holm")
    work()
    assert listener.got == []
    assert not WebhookDelivery.objects.exists()


def test_a_requester_hears_the_outline_of_their_own_and_none_of_what_is_internal(
    webhook_of, listener, register_request, work, people
):
    webhook_of("Karin Holm")
    request = register_request("Karin Holm")
    do.note(request, by=people["Elin Sand"], text="Quokka")
    do.describe(request, by=people["Elin Sand"], title="Wombat")
    work()
    assert set(heard(listener)) == {"request.registered"}
    assert not any(b"Quokka" in body for _path, _headers, body in listener.got)


def test_what_is_closed_to_its_owner_before_it_is_told_is_not_told(
    webhook_of, listener, register_request, work, people
):
    webhook_of("Elin Sand", "request.registered")
    request = register_request()
    do.restrict(request, by=people["Elin Sand"], readers=[people["Maja Lindqvist"]])
    request.readers.filter(person=people["Elin Sand"]).delete()
    work()
    assert listener.got == []


def test_whoever_left_is_told_nothing_more(webhook_of, listener, register_request, work, people):
    webhook_of("Elin Sand")
    elin = people["Elin Sand"]
    elin.is_active = False
    elin.save(update_fields=["is_active"])
    register_request()
    work()
    assert listener.got == []


def test_what_is_not_taken_is_tried_again_ever_later(webhook_of, listener, register_request):
    webhook = webhook_of("Elin Sand", "request.registered")
    listener.will_answer(*[500] * 9)
    moment, waits = NOON, []
    with at(moment):
        fact = Fact.objects.get(kind="request.registered", subject_id=register_request().pk)
        row = telling.tell_webhooks(fact)[0]
    while row.state == "queued":
        with at(moment):
            row = telling.send_delivery(row.pk)
        waits += [row.next_try_at - moment] if row.next_try_at else []
        moment = row.next_try_at or moment
    assert (tuple(waits), row.state, row.tries, row.status) == (WAITS, "failed", 9, 500)
    assert len({headers["webhook-id"] for _path, headers, _body in listener.got}) == 1
    webhook.refresh_from_db()
    assert (webhook.is_on, webhook.failing_since, webhook.problem) == (
        True,
        NOON,
        "It answered 500.",
    )


def test_what_waits_is_sent_once_though_two_want_to(webhook_of, listener, register_request):
    webhook_of("Elin Sand", "request.registered")
    fact = Fact.objects.get(kind="request.registered", subject_id=register_request().pk)
    row = telling.tell_webhooks(fact)[0]
    assert telling.tell_webhooks(fact) == []
    assert telling.send_delivery(row.pk).state == "sent"
    assert telling.send_delivery(row.pk) is None
    assert len(listener.got) == 1


def test_an_address_that_does_not_answer_is_probed_with_one_thing_at_a_time(
    webhook_of, listener, register_request, work, run_job
):
    webhook_of("Elin Sand", "request.registered")
    listener.will_answer(503)
    for _ in range(4):
        register_request()
        work()
    assert len(listener.got) == 1
    with at(datetime.now(UTC) + timedelta(seconds=15)):
        run_job("channels.jobs.send_webhooks", timestamp=0)
        work()
        assert len(listener.got) == 2
        run_job("channels.jobs.send_webhooks", timestamp=0)
        work()
    assert len(listener.got) == 5
    assert not WebhookDelivery.objects.exclude(state="sent").exists()


@pytest.mark.parametrize(("failing", "answer"), [(timedelta(days=3), 500), (timedelta(0), 410)])
def test_after_long_failure_it_is_switched_off_and_its_owner_is_told(
    webhook_of, listener, register_request, people, failing, answer
):
    webhook = webhook_of("Elin Sand", "request.registered")
    listener.will_answer(answer)
    fact = Fact.objects.get(kind="request.registered", subject_id=register_request().pk)
    row = telling.tell_webhooks(fact)[0]
    Webhook.objects.filter(pk=webhook.pk).update(failing_since=datetime.now(UTC) - failing)
    telling.send_delivery(row.pk)
    webhook.refresh_from_db()
    assert not webhook.is_on
    notice = Notice.objects.get(person=people["Elin Sand"], event="webhook_off")
    assert notice.subject_id == webhook.pk


def test_what_was_given_up_goes_once_more_when_it_is_asked_for(
    webhook_of, listener, register_request, people, work, run_job
):
    webhook = webhook_of("Elin Sand", "request.registered")
    register_request()
    work()
    WebhookDelivery.objects.update(state="failed", tries=9)
    assert telling.resend_failed(webhook, by=people["Elin Sand"]) == 1
    run_job("channels.jobs.send_webhooks", timestamp=0)
    work()
    assert (WebhookDelivery.objects.get().state, len(listener.got)) == ("sent", 2)


def test_what_waits_while_it_is_off_goes_when_it_is_on_again(
    webhook_of, listener, register_request, people, work, run_job
):
    webhook, by = webhook_of("Elin Sand", "request.registered"), people[ADMINISTRATOR]
    fact = Fact.objects.get(kind="request.registered", subject_id=register_request().pk)
    telling.tell_webhooks(fact)
    switch_webhook(webhook, by=by, is_on=False)
    run_job("channels.jobs.send_webhooks", timestamp=0)
    work()
    assert listener.got == []
    switch_webhook(webhook, by=by, is_on=True)
    run_job("channels.jobs.send_webhooks", timestamp=0)
    work()
    assert len(listener.got) == 1


@pytest.mark.parametrize(("answer", "state"), [(204, "sent"), (500, "failed")])
def test_a_test_is_sent_at_once_and_not_tried_again(webhook_of, listener, people, answer, state):
    listener.will_answer(answer)
    row = telling.check_webhook(webhook_of(), by=people["Elin Sand"])
    assert (row.state, row.status, heard(listener)) == (state, answer, ["webhook.tested"])


def test_an_address_in_our_own_network_is_told_nothing(
    webhook_of, listener, people, register_request, work, settings
):
    settings.SPOC_OUTWARD_ALLOWED = []
    webhook_of("Elin Sand", "request.registered")
    register_request()
    work()
    row = WebhookDelivery.objects.get()
    assert (row.state, listener.got) == ("queued", [])
    assert "not called from here" in row.answer


def test_what_is_old_is_forgotten(webhook_of, register_request, work, listener):
    webhook_of("Elin Sand", "request.registered")
    register_request()
    work()
    assert telling.forget_webhook_deliveries() == 0
    with at(datetime.now(UTC) + timedelta(days=15)):
        assert telling.forget_webhook_deliveries() == 1


def test_a_fact_nobody_hears_of_leaves_no_job(webhook_of, register_request, work):
    webhook_of("Elin Sand", "handover.*")
    register_request()
    assert "channels.jobs.tell_webhooks" not in work()


def test_what_waits_is_not_told_once_its_owner_may_not_know_of_it(
    webhook_of, listener, register_request, work, people
):
    webhook_of("Elin Sand", "request.registered")
    listener.will_answer(500)
    register_request()
    work()
    elin = people["Elin Sand"]
    elin.is_active = False
    elin.save(update_fields=["is_active"])
    (delivery,) = WebhookDelivery.objects.all()
    with at(delivery.next_try_at + timedelta(seconds=1)):
        telling.send_delivery(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, len(listener.got)) == ("failed", 1)


def test_an_owner_hears_that_somebody_else_decides_where_their_words_go(webhook_of, people):
    webhook = webhook_of("Elin Sand")
    told = Told("Otherwise", webhook.address, ["request.*"])
    change_webhook(webhook, by=people["Åsa Ekman"], told=told)
    (notice,) = Notice.objects.filter(person=people["Elin Sand"], event="webhook_kept")
    assert (notice.values["who"], notice.values["address"]) == ("Åsa Ekman", webhook.address)


def test_a_test_is_sent_a_few_times_a_minute(webhook_of, people):
    webhook = webhook_of("Elin Sand")
    for _time in range(5):
        telling.check_webhook(webhook, by=people["Elin Sand"])
    with pytest.raises(TooMany):
        telling.check_webhook(webhook, by=people["Elin Sand"])
