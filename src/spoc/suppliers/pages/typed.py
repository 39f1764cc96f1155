"""Reading what was typed about a handover."""

from decimal import Decimal, InvalidOperation

from django.http import HttpRequest
from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.suppliers import access
from spoc.suppliers.activities import Order
from spoc.suppliers.pages.finding import agent


def order_of(request: HttpRequest) -> Order:
    """Return what is asked of whom, as the form says it."""
    key = request.POST.get("supplier", "")
    supplier = access.suppliers_offered_to(agent(request)).filter(key=key).first()
    if supplier is None:
        words = _("Choose a supplier that is in use.")
        raise NotPossible(words, fields={"supplier": words})
    title, task = request.POST.get("title", ""), request.POST.get("task", "")
    return Order(supplier, title, task, files_of(request))


def files_of(request: HttpRequest) -> list[int]:
    """Return the numbers of the files that were chosen."""
    return [int(each) for each in request.POST.getlist("files") if is_number(each)]


def cost_of(text: str) -> Decimal | None:
    """Return a cost as people write it; None where nothing was written."""
    plain = text.replace(" ", "").replace("\N{NO-BREAK SPACE}", "").replace(",", ".")
    if not plain:
        return None
    try:
        cost = Decimal(plain)
    except InvalidOperation:
        cost = Decimal("NaN")
    if not cost.is_finite():
        words = _("Write the cost as a number, such as 1250.50.")
        raise NotPossible(words, fields={"cost": words})
    return cost


def is_number(text: str | None) -> bool:
    """Tell whether this can be the number of a record."""
    return bool(text) and str(text).isdecimal() and len(str(text)) < 19
