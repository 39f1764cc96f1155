"""What is done about the time a request takes: logging minutes, and timing them."""

from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.pages.acts.given import Given, digits
from spoc.suppliers.queries import handovers_of
from spoc.work.activities import log_work, start_timer


def work(sr: SupportRequest, by: Person, given: Given) -> str:
    """Log minutes: one's own, or those a supplier says it took them."""
    access.demand_work(by, sr)
    minutes = digits(given.get("minutes"))
    if minutes is None:
        words = _("Enter the minutes as a number.")
        raise NotPossible(words, fields={"minutes": words})
    whose = _supplier(sr, by, given.get("whose", ""))
    log_work(sr, by=by, minutes=minutes, activity=given.get("activity", ""), supplier=whose)
    return _("%(minutes)s minutes are logged.") % {"minutes": minutes}


def time(sr: SupportRequest, by: Person, given: Given) -> str:
    """Begin to time one's work on it."""
    access.demand_work(by, sr)
    start_timer(sr, by=by)
    return _("The timer runs on %(number)s.") % {"number": sr.reference}


def _supplier(sr: SupportRequest, by: Person, key: str) -> str:
    """Return the name of the supplier whose minutes these are; empty for one's own."""
    if not key:
        return ""
    found = handovers_of(sr, by).filter(supplier__key=key).first()
    if found is None:
        words = _("Choose a supplier it was handed over to.")
        raise NotPossible(words, fields={"whose": words})
    return found.supplier.name
