"""What the desk does with an order itself: say that it is delivered, and what was handed out."""

from django.utils.translation import gettext as _

from spoc.catalogue.terms import terms_of
from spoc.cmdb.access import visible_to as items_visible_to
from spoc.cmdb.models import ConfigurationItem
from spoc.cmdb.queries import live_items
from spoc.cmdb.rules import number_in
from spoc.kit.errors import NotPossible
from spoc.people.models import Person
from spoc.requests.activities.fulfil import deliver
from spoc.requests.activities.handed_out import note_item
from spoc.requests.models import SupportRequest
from spoc.requests.pages.acts.given import Given, digits
from spoc.requests.queries.order_stages import order_of

# of more things than a list shows one is named by its number
MOST_LISTED = 100


def shown(sr: SupportRequest, by: Person, given: Given) -> dict[str, object]:
    """Return what may have been handed out, and whether the offering asks for it."""
    order = order_of(sr)
    version = order.offering_version if order is not None else None
    listed = list(live_items(items_visible_to(by))[: MOST_LISTED + 1])
    known = order.item if order is not None else None
    return {
        "items": [(each.reference, str(each)) for each in listed],
        "is_listed": len(listed) <= MOST_LISTED,
        "is_item_asked": version is not None and terms_of(version).gives_item,
        "item_now": known.reference if known and _seen(by, known.pk) else "",
    }


def note_handed_out(sr: SupportRequest, by: Person, given: Given) -> str:
    """Say which thing was handed out."""
    item = _item(by, given)
    if item is None:
        words = _("Say which configuration item was handed out.")
        raise NotPossible(words, fields={"item": words})
    note_item(sr, by=by, item=item)
    return _("%(item)s is written down with it.") % {"item": item}


def deliver_order(sr: SupportRequest, by: Person, given: Given) -> str:
    """Say that what was ordered is there; the one who ordered it is asked to accept it."""
    words, minutes = given.get("words", ""), digits(given.get("minutes"))
    deliver(sr, by=by, words=words, minutes=minutes, item=_item(by, given))
    return _("%(number)s is delivered, and to be accepted.") % {"number": sr.reference}


def _item(by: Person, given: Given) -> ConfigurationItem | None:
    """Return the thing somebody chose, or wrote the number of; None where they said none."""
    written = given.get("item", "").strip()
    if not written:
        return None
    found = _seen(by, number_in(written) or digits(written) or 0)
    if found is None:
        words = _("Write the number of a configuration item, such as CI-12.")
        raise NotPossible(words, fields={"item": words})
    return found


def _seen(by: Person, number: int) -> ConfigurationItem | None:
    return items_visible_to(by).filter(pk=number).first()
