"""Linking requests to a major incident: one, or all that are selected."""

from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.people.models import Person
from spoc.requests import access, activities
from spoc.requests.models import SupportRequest
from spoc.requests.pages.acts.given import Given, digits


def join_major(sr: SupportRequest, by: Person, given: Given) -> str:
    """Say that it is part of a major incident."""
    number = digits(given.get("major")) or 0
    above = access.visible_to(by).filter(pk=number).first()
    if above is None:
        words = _("Choose the major incident.")
        raise NotPossible(words, fields={"major": words})
    activities.link_to_major(sr, by=by, major=above)
    said = {"number": sr.reference, "other": above.reference}
    return _("%(number)s is part of %(other)s now.") % said
