"""Who registers webhooks, and who may change them."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.audit.models import Fact
from spoc.channels.activities import webhook_deliveries as telling
from spoc.channels.activities.webhooks import (
    Told,
    add_webhook,
    change_webhook,
    remove_webhook,
    renew_webhook_secret,
    switch_webhook,
)
from spoc.channels.models import Letter, Notice, Webhook, WebhookDelivery
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.keys import decrypt
from spoc.kit.time import now


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (Told("", "https://x.example/", ["request.*"]), "name"),
        (Told("x", "x.example", ["request.*"]), "address"),
        (Told("x", "https://a:b@x.example/", ["request.*"]), "address"),
        (Told("x", "https://x.example/", []), "hears"),
        (Told("x", "https://x.example/", ["request.danced"]), "hears"),
    ],
)
def test_what_cannot_be_told_is_refused_beside_its_field(people, told, field):
    with pytest.raises(NotPossible) as refused:
        add_webhook(people["Elin Sand"], by=people["Elin Sand"], told=told)
    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize(
    ("by", "owner"),
    [("Karin Holm", "Karin Holm"), ("Karin Holm", "Elin Sand"), ("Elin Sand", "Maja Lindqvist")],
)
def test_only_the_desk_listens_for_itself_and_only_administrators_for_others(people, by, owner):
    told = Told("x", "https://x.example/", ["request.*"])
    with pytest.raises(NotAllowed):
        add_webhook(people[owner], by=people[by], told=told)


def test_what_is_not_ones_own_is_not_changed(webhook_of, people):
    webhook, by = webhook_of("Elin Sand"), people["Maja Lindqvist"]
    told = Told("x", "https://x.example/", ["request.*"])
    for act in (
        lambda: change_webhook(webhook, by=by, told=told),
        lambda: switch_webhook(webhook, by=by, is_on=False),
        lambda: renew_webhook_secret(webhook, by=by),
        lambda: remove_webhook(webhook, by=by),
        lambda: telling.check_webhook(webhook, by=by),
        lambda: telling.resend_failed(webhook, by=by),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_key_is_kept_so_that_nobody_reads_it(webhook_of):
    row = webhook_of()
    assert webhook_of.secret not in row.secret
    assert webhook_of.secret.startswith("whsec_")


ELSEWHERE = Told("x", "https://elsewhere.example/", ["request.*"])


@pytest.fixture
def elins(webhook_of):
    """A webhook of Elin Sand that was told something, and has something to be told."""
    row = webhook_of("Elin Sand")
    for state in ("sent", "failed", "queued"):
        told = {"kind": "request.registered", "body": "{}", "state": state}
        WebhookDelivery.objects.create(webhook=row, at=now(), **told)
    Notice.objects.filter(person=row.owner).delete()
    return row


def notices_of(person) -> list[str]:
    return [*Notice.objects.filter(person=person).values_list("event", flat=True)]


def test_who_leads_anothers_webhook_elsewhere_has_it_with_a_new_key(elins, webhook_of, people):
    asa = people["Åsa Ekman"]
    row, secret = change_webhook(elins, by=asa, told=ELSEWHERE)
    row.refresh_from_db()
    assert (row.owner, row.address) == (asa, ELSEWHERE.address)
    assert decrypt(row.secret) == secret != webhook_of.secret
    assert not row.deliveries.exists()
    assert notices_of(people["Elin Sand"]) == ["webhook_taken"]


def test_the_owner_of_what_was_taken_reads_who_took_it(elins, people, client_of):
    change_webhook(elins, by=people["Åsa Ekman"], told=ELSEWHERE)
    elin = client_of("Elin Sand")
    page = elin.get("/notices").content.decode()
    assert "Åsa Ekman gave your webhook" in page
    assert elin.get(f"/settings/webhooks/{elins.pk}").status_code == 404


def test_who_may_not_see_who_took_it_is_told_and_written_to_all_the_same(webhook_of, people):
    row, karin = webhook_of("Karin Holm"), people["Karin Holm"]
    Notice.objects.filter(person=karin).delete()
    written = Letter.objects.filter(is_incoming=False, subject__contains="your webhook").count()
    change_webhook(row, by=people["Åsa Ekman"], told=ELSEWHERE)
    assert notices_of(karin) == ["webhook_taken"]
    letters = Letter.objects.filter(is_incoming=False, subject__contains="your webhook")
    assert letters.count() == written + 1


def test_what_was_written_under_another_law_goes_as_its_owner_may_know_it(
    webhook_of, listener, register_request
):
    webhook_of("Elin Sand", "request.registered")
    fact = Fact.objects.get(kind="request.registered", subject_id=register_request().pk)
    [delivery] = telling.tell_webhooks(fact)
    whole = delivery.body
    WebhookDelivery.objects.filter(pk=delivery.pk).update(body='{"title": "Quokka"}')
    assert telling.send_delivery(delivery.pk).state == "sent"
    [(_path, _headers, body)] = listener.got
    assert body.decode() == whole
    assert WebhookDelivery.objects.get(pk=delivery.pk).body == whole


def test_who_leads_their_own_elsewhere_keeps_it_and_its_key(elins, webhook_of, people):
    row, secret = change_webhook(elins, by=people["Elin Sand"], told=ELSEWHERE)
    assert (row.owner.name, secret, decrypt(row.secret)) == ("Elin Sand", "", webhook_of.secret)
    assert row.deliveries.count() == 3


def test_what_else_an_administrator_changes_leaves_it_its_owner(elins, people):
    told = Told("Renamed", elins.address, ["request.closed"])
    row, secret = change_webhook(elins, by=people["Åsa Ekman"], told=told)
    assert (row.owner.name, row.name, secret) == ("Elin Sand", "Renamed", "")
    assert row.deliveries.count() == 3
    assert notices_of(people["Elin Sand"]) == ["webhook_kept"]


def test_who_has_too_many_takes_over_none(elins, webhook_of, people, monkeypatch):
    monkeypatch.setattr("spoc.channels.activities.webhooks.MOST_OF_ONE", 1)
    webhook_of("Åsa Ekman")
    with pytest.raises(NotPossible, match="50"):
        change_webhook(elins, by=people["Åsa Ekman"], told=ELSEWHERE)
    elins.refresh_from_db()
    assert elins.owner.name == "Elin Sand"
    assert elins.deliveries.count() == 3


def test_the_page_warns_before_and_shows_the_new_key_once(elins, client_of):
    asa, place = client_of("Åsa Ekman"), f"/settings/webhooks/{elins.pk}/change"
    assert "Elin Sand" in asa.get(place).content.decode()
    form = {"name": "x", "address": ELSEWHERE.address, "hears": "request.*", "form": "fact"}
    page = asa.post(place, form | {"sharer": ""}).content.decode()
    secret = decrypt(Webhook.objects.get(pk=elins.pk).secret)
    assert secret in page
    assert secret not in asa.get(f"/settings/webhooks/{elins.pk}").content.decode()


def test_machines_are_given_the_new_key_too(elins, token_of):
    asa = Machine(token_of("Åsa Ekman", READ_AND_WRITE))
    assert asa.patch(f"/webhooks/{elins.pk}", {"name": "y"}).json()["secret"] is None
    told = asa.patch(f"/webhooks/{elins.pk}", {"address": ELSEWHERE.address}).json()
    assert told["secret"] == decrypt(Webhook.objects.get(pk=elins.pk).secret)
