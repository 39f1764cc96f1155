"""What the desk does with an order itself: say that it is delivered."""

from django.utils.translation import gettext as _

from spoc.people.models import Person
from spoc.requests.activities.fulfil import deliver
from spoc.requests.models import SupportRequest
from spoc.requests.pages.acts.given import Given, digits


def deliver_order(sr: SupportRequest, by: Person, given: Given) -> str:
    """Say that what was ordered is there; the one who ordered it is asked to accept it."""
    deliver(sr, by=by, words=given.get("words", ""), minutes=digits(given.get("minutes")))
    return _("%(number)s is delivered, and to be accepted.") % {"number": sr.reference}
