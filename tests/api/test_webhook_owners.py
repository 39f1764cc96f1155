"""Who registers webhooks, and who may change them."""

import pytest

from spoc.channels.activities import webhook_deliveries as telling
from spoc.channels.activities.webhooks import (
    Told,
    add_webhook,
    change_webhook,
    remove_webhook,
    renew_webhook_secret,
    switch_webhook,
)
from spoc.kit.errors import NotAllowed, NotPossible


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
