"""Asking those who answer for the desk to look at a request."""

from django.utils.translation import gettext as _

from spoc.people.models import Person
from spoc.requests import activities
from spoc.requests.models import SupportRequest
from spoc.requests.pages.acts.given import Given


def ask_for_attention(sr: SupportRequest, by: Person, given: Given) -> str:
    """Escalate it to those the ladder names, with why."""
    activities.ask_for_attention(sr, by=by, reason=given.get("reason", ""))
    return _("%(number)s is escalated to the management.") % {"number": sr.reference}
