"""Registering addresses that are told of facts, and changing what they hear."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, kinds, record
from spoc.channels import webhook_access as access
from spoc.channels.activities.notify import News, notify
from spoc.channels.models import Webhook
from spoc.channels.queries.webhooks import ears
from spoc.channels.rules.webhook import secret_of
from spoc.kit.errors import NotPossible
from spoc.kit.keys import encrypt
from spoc.kit.outward import Closed, placed
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person

KEY_BYTES = 32
MOST_OF_ONE = 50


@dataclass(frozen=True, slots=True)
class Told:
    """What a webhook is to be: its name, its address, and what it hears in which form."""

    name: str
    address: str
    hears: Sequence[str]
    form: str = "fact"


@activity
def add_webhook(owner: Person, *, by: Person, told: Told) -> tuple[Webhook, str]:
    """Let an address be told of what its owner may know; the key of the proof is shown now."""
    is_theirs = by.pk == owner.pk and access.may_listen(by)
    demand(
        is_theirs or access.may_add_webhook(by),
        _("Only administrators let an address be told for others: ask one of them."),
    )
    _demand_room(owner)
    secret = _new_secret()
    webhook = Webhook(owner=owner, added_at=now(), secret=encrypt(secret))
    _put(webhook, told)
    webhook.save()
    ears.forget()
    record("webhook.added", webhook, by=by, name=webhook.name, owner=owner.name)
    _tell_owner(webhook, by)
    return webhook, secret


@activity
def change_webhook(webhook: Webhook, *, by: Person, told: Told) -> tuple[Webhook, str]:
    """Change where a webhook is and what it hears; what waited for it goes to the new address.

    Who leads that of somebody else elsewhere has it from now on, with a key that is shown now:
    nobody is told at a strange address what another may know.
    """
    demand(access.may_keep_webhook(by, webhook))
    owner, before = webhook.owner, webhook.address
    _put(webhook, told)
    webhook.problem, webhook.failing_since = "", None
    is_taken = webhook.address != before and owner.pk != by.pk
    secret = _take_over(webhook, by) if is_taken else ""
    webhook.save()
    ears.forget()
    record("webhook.changed", webhook, by=by, name=webhook.name, owner=webhook.owner.name)
    if is_taken:
        said = {"name": webhook.name, "who": by.name}
        # of the webhook they may know nothing any more, and perhaps not of who took it
        notify(owner, by=by, news=News("webhook_taken", owner, said))
    else:
        _tell_owner(webhook, by)
    return webhook, secret


def _take_over(webhook: Webhook, by: Person) -> str:
    """Let a webhook be somebody else's, with a new key; what it was told was not theirs to know."""
    _demand_room(by)
    webhook.deliveries.all().delete()
    secret = _new_secret()
    webhook.owner, webhook.secret = by, encrypt(secret)
    return secret


@activity
def switch_webhook(webhook: Webhook, *, by: Person, is_on: bool, problem: str = "") -> Webhook:
    """Tell a webhook nothing more, or tell it again; what waited goes when it is on again."""
    demand(access.may_keep_webhook(by, webhook))
    webhook.is_on, webhook.failing_since = is_on, None
    webhook.problem = one_line(problem, 300)
    webhook.save(update_fields=["is_on", "failing_since", "problem"])
    ears.forget()
    kind = "webhook.switched_on" if is_on else "webhook.switched_off"
    record(kind, webhook, by=by, name=webhook.name)
    return webhook


@activity
def renew_webhook_secret(webhook: Webhook, *, by: Person) -> str:
    """Prove what is sent with another key from now on; it is shown now."""
    demand(access.may_keep_webhook(by, webhook))
    secret = _new_secret()
    webhook.secret = encrypt(secret)
    webhook.save(update_fields=["secret"])
    record("webhook.secret_renewed", webhook, by=by, name=webhook.name)
    _tell_owner(webhook, by)
    return secret


@activity
def remove_webhook(webhook: Webhook, *, by: Person) -> None:
    """Take a webhook away, with what it was told; the facts stay."""
    demand(access.may_keep_webhook(by, webhook))
    record("webhook.removed", webhook, by=by, name=webhook.name)
    webhook.delete()
    ears.forget()


def _demand_room(owner: Person) -> None:
    if Webhook.objects.filter(owner=owner).count() >= MOST_OF_ONE:
        raise NotPossible(_("Nobody has more than 50 webhooks: take one away first."))


def _tell_owner(webhook: Webhook, by: Person) -> None:
    """Let whoever it hears for know that somebody else decided where their words go."""
    told = {"name": webhook.name, "address": webhook.address, "who": by.name}
    notify(webhook.owner, by=by, news=News("webhook_kept", webhook, told))


def _put(webhook: Webhook, told: Told) -> None:
    webhook.name, webhook.form = one_line(told.name, 80), told.form
    webhook.address, webhook.hears = told.address.strip(), _known(told.hears)
    if not webhook.name:
        raise NotPossible(_("Give it a name."), fields={"name": _("Fill this in.")})
    try:
        placed(webhook.address)
    except Closed as closed:
        raise NotPossible(str(closed), fields={"address": str(closed)}) from None


def _known(hears: Sequence[str]) -> list[str]:
    """Return the kinds of fact that are named, each once; say which there are not."""
    named = list(dict.fromkeys(each.strip() for each in hears if each.strip()))
    there_are = set(kinds())
    there_are |= {f"{kind.partition('.')[0]}.*" for kind in there_are} | {"*"}
    wrong = [each for each in named if each not in there_are]
    if wrong or not named:
        words = _("Name facts there are, such as request.registered or request.*.")
        if wrong:
            words = _("There is no fact called %(name)s.") % {"name": one_line(wrong[0], 80)}
        raise NotPossible(words, fields={"hears": words})
    return named


def _new_secret() -> str:
    return secret_of(secrets.token_bytes(KEY_BYTES))
