"""A basket: several things put together, and ordered at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.audit.activities.activity import lock
from spoc.catalogue.access import may_order
from spoc.catalogue.models import Offering
from spoc.catalogue.terms import terms_of
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.records.activities import Upload, link
from spoc.requests.activities.kept_files import drop_kept_files, keep_files, kept_files
from spoc.requests.activities.order import Wish, checked, order
from spoc.requests.models import Basket, BasketItem, SupportRequest
from spoc.requests.rules.fulfilment import KEPT_FOR

MOST_ITEMS = 20


@dataclass(frozen=True, slots=True)
class Chosen:
    """One thing to be put into a basket: which, for whom, how many, and what was answered."""

    offering: Offering
    requested_for: Person
    answers: Mapping[str, object] = field(default_factory=dict)
    quantity: int = 1
    files: Mapping[str, Sequence[Upload]] = field(default_factory=dict)


@activity
def put_in_basket(person: Person, *, by: Person, chosen: Chosen) -> BasketItem:
    """Keep something for when somebody orders; its form is checked now, and again then."""
    offering = chosen.offering
    demand(by.pk == person.pk and may_order(by, offering, chosen.requested_for))
    if offering.published is None:
        raise NotPossible(_("This is not offered now."))
    terms = terms_of(offering.published)
    wish = Wish(offering, chosen.answers, chosen.quantity, files=chosen.files)
    values = checked(terms, wish, by)
    basket = _open_basket(person)
    if basket.items.count() >= MOST_ITEMS:
        raise NotPossible(_("The basket is full: order what is in it first."))
    item: BasketItem = basket.items.create(
        offering=offering,
        requested_for=chosen.requested_for,
        quantity=chosen.quantity,
        answers=values,
        added_at=now(),
    )
    keep_files(item, by=by, files=chosen.files, asked=terms.file_keys)
    record("basket.filled", basket, by=by, offering=offering.name)
    return item


@activity
def take_out(basket: Basket, *, by: Person, item: BasketItem) -> Basket:
    """Take something out of a basket again."""
    demand(basket.person_id == by.pk)
    _demand_open(basket)
    _take_out(basket, item, by)
    return basket


@activity
def forget_basket(basket: Basket, *, by: Person) -> Basket:
    """Take out what nobody ordered in a month; the files that waited with it go too."""
    demand(by.kind == Person.Kind.SYSTEM)
    if basket.state == "open":
        for item in basket.items.filter(added_at__lt=now() - KEPT_FOR).select_related("offering"):
            _take_out(basket, item, by)
    return basket


@activity
def order_basket(basket: Basket, *, by: Person) -> list[SupportRequest]:
    """Order all that is in a basket: one request for each thing, joined under its number.

    A basket is ordered once; what is in it is locked in the order of the keys, people first.
    """
    demand(basket.person_id == by.pk)
    if basket.state == "ordered":
        return _ordered(basket)
    items = list(basket.items.select_related("offering", "requested_for").order_by("pk"))
    if not items:
        raise NotPossible(_("There is nothing in the basket."))
    people = {each.requested_for_id: each.requested_for for each in items} | {by.pk: by}
    offerings = {each.offering_id: each.offering for each in items}
    for key in sorted(people):
        lock(people[key])
    for key in sorted(offerings):
        lock(offerings[key])
    made = [_order_item(basket, item, people, offerings, by) for item in items]
    for other in made[1:]:
        link(made[0], by=by, relation="related_to", other=other)
    basket.state, basket.ordered_at = "ordered", now()
    basket.save(update_fields=["state", "ordered_at"])
    record("basket.ordered", basket, by=by, requests=[each.reference for each in made])
    return made


def _order_item(
    basket: Basket,
    item: BasketItem,
    people: Mapping[int, Person],
    offerings: Mapping[int, Offering],
    by: Person,
) -> SupportRequest:
    offering = offerings[item.offering_id]
    waiting = kept_files(item)
    wish = Wish(offering, item.answers, item.quantity, basket=basket, waiting=waiting)
    try:
        return order(people[item.requested_for_id], by=by, wish=wish)
    except (NotPossible, NotAllowed) as refusal:
        told = {"name": str(offering), "why": refusal.sentence}
        words = _("%(name)s cannot be ordered as it is: %(why)s") % told
        raise NotPossible(words, fields={f"item-{item.pk}": words}) from refusal


def _take_out(basket: Basket, item: BasketItem, by: Person) -> None:
    if BasketItem.objects.filter(pk=item.pk, basket=basket).delete()[0]:
        drop_kept_files(basket, by=by, item=item.pk)
        record("basket.emptied", basket, by=by, offering=item.offering.name)


def _open_basket(person: Person) -> Basket:
    """Return the basket somebody has open; the person is locked, so there is one."""
    found, _is_new = Basket.objects.get_or_create(
        person=person, state="open", defaults={"made_at": now()}
    )
    lock(found)
    return found


def _ordered(basket: Basket) -> list[SupportRequest]:
    rows = SupportRequest.objects.filter(fulfilment__basket=basket)
    return list(rows.order_by("pk"))


def _demand_open(basket: Basket) -> None:
    if basket.state != "open":
        raise NotPossible(_("It was ordered already."))
