"""What a posted refusal of suggestions does."""

from django.utils.translation import gettext as _

from spoc.intake.suggesting import refuse
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.requests.pages.acts.given import Given


def refuse_suggestions(sr: SupportRequest, by: Person, given: Given) -> str:
    """Say that it is nothing of what it seems to be."""
    refuse(sr, by=by)
    return _("Noted: %(number)s is not that. Say what it is.") % {"number": sr.reference}
