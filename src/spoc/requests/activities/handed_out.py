"""`note_item`: which configuration item was handed out with an order."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.catalogue.activities.subscriptions import note_item_held
from spoc.catalogue.models import Subscription
from spoc.catalogue.terms import terms_of
from spoc.cmdb.access import visible_to as items_visible_to
from spoc.cmdb.models import ConfigurationItem
from spoc.kit.errors import NotPossible
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.requests import access
from spoc.requests.activities.hand_over_order import order_of
from spoc.requests.models import Fulfilment, SupportRequest
from spoc.requests.rules.fulfilment import GIVEN_OUT


@activity
def note_item(
    support_request: SupportRequest, *, by: Person, item: ConfigurationItem
) -> SupportRequest:
    """Note which thing was handed out with an order; from then on it is theirs in the register."""
    demand(access.may_work(by, support_request))
    order = order_of(support_request)
    if order is None or order.stage not in GIVEN_OUT or order.purpose == "end":
        raise NotPossible(_("Nothing that was ordered with it is being delivered now."))
    if not items_visible_to(by).filter(pk=item.pk).exists():
        words = _("Choose a configuration item you may see.")
        raise NotPossible(words, fields={"item": words})
    if item.pk == order.item_id:
        return support_request
    _demand_free(item, order)
    changes = {"item": [order.item_id, item.pk]}
    order.item = item
    order.save(update_fields=["item"])
    held = order.subscription
    if held is not None and held.is_open:
        note_item_held(held, by=system(), item=item.pk)
    record("order.item_noted", support_request, by=by, item=item.reference, changes=changes)
    return support_request


def _demand_free(item: ConfigurationItem, order: Fulfilment) -> None:
    """Refuse what is out of use, and what somebody else has."""
    others = Subscription.objects.filter(item_number=item.pk, until=None)
    if item.is_live and not others.exclude(pk=order.subscription_id or 0).exists():
        return
    words = _("%(item)s is out of use, or somebody has it: choose another.") % {"item": item.name}
    raise NotPossible(words, fields={"item": words})


def demand_item(order: Fulfilment, item: ConfigurationItem | None, *, by: Person) -> None:
    """Refuse to deliver by hand what is a configuration item, unless it is said which one."""
    if item is None and lacks_item(order) and by.kind == Person.Kind.HUMAN:
        words = _("Say which configuration item was handed out.")
        raise NotPossible(words, fields={"item": words})


def lacks_item(order: Fulfilment) -> bool:
    """Tell whether it has yet to be said which thing is handed out with an order."""
    version = order.offering_version
    is_asked = version is not None and terms_of(version).gives_item and order.purpose == "begin"
    return is_asked and order.item_id is None
