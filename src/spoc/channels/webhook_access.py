"""Who may register webhooks, and what of facts goes out to whom."""

from collections.abc import Callable, Collection, Mapping

from django.db.models import QuerySet

from spoc.audit.models import Fact
from spoc.channels.models import Webhook, WebhookDelivery
from spoc.kit.nouns import is_noun, noun
from spoc.people.access import may_administer, may_read_trail, may_work_at_desk
from spoc.people.models import Person

# which of some facts a person may know, by their keys, and which values of each; None is all
Told = Mapping[int, Collection[str] | None]
Law = Callable[[list[Fact], Person], Told]

_laws: dict[str, Law] = {}


def register_law(noun_key: str, law: Law) -> None:
    """Let a higher app say which facts of its records a person may know."""
    if _laws.setdefault(noun_key, law) is not law:
        raise TypeError(f"two laws for the facts of {noun_key!r}")


def webhooks_visible_to(person: Person) -> QuerySet[Webhook]:
    """Return the webhooks: all of them to an administrator, their own to everybody else."""
    if may_add_webhook(person):
        return Webhook.objects.all()
    return Webhook.objects.filter(owner=person.pk)


def deliveries_visible_to(person: Person) -> QuerySet[WebhookDelivery]:
    """Return what webhooks were told, to whoever sees the webhook."""
    return WebhookDelivery.objects.filter(webhook__in=webhooks_visible_to(person))


def may_add_webhook(person: Person) -> bool:
    """Whether they may let any address be told, for anybody."""
    return person.kind == Person.Kind.SYSTEM or may_administer(person)


def may_listen(person: Person) -> bool:
    """Whether they may let an address be told of what they may see themselves."""
    return may_add_webhook(person) or may_work_at_desk(person)


def may_keep_webhook(person: Person, webhook: Webhook) -> bool:
    """Whether they may change a webhook, or take it away."""
    return may_add_webhook(person) or webhook.owner_id == person.pk


def may_read_delivery(person: Person, delivery: WebhookDelivery) -> bool:
    """Whether they may read the words of a delivery: its owner's to know, not all who keep it."""
    return delivery.fact_id is None or delivery.webhook.owner_id == person.pk


def told_to(person: Person, fact: Fact) -> Collection[str] | None:
    """Return which values of a fact may be told; None is all. KeyError: none of it may be known.

    Facts of what no law is known for are told to those alone who may read the whole trail.
    """
    if not (person.is_active and is_noun(fact.noun)):
        raise KeyError(fact.noun)
    if fact.noun in _laws:
        return _laws[fact.noun]([fact], person)[fact.pk]
    rows = noun(fact.noun).visible_to(person).filter(pk=fact.subject_id)
    if not (may_read_trail(person) and rows.exists()):
        raise KeyError(fact.noun)
    return None
