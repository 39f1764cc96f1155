"""Putting a request out of one's sight until a moment, and having it back."""

from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.people.models import Person
from spoc.requests import activities
from spoc.requests.models import SupportRequest
from spoc.requests.pages.acts.given import Given
from spoc.ui.environment import when
from spoc.work.forms import moment_given


def remind_me(sr: SupportRequest, by: Person, given: Given) -> str:
    """Let it come back to oneself at a moment."""
    moment = moment_given(given.get("moment", ""), "moment")
    if moment is None:
        words = _("Say when it is to come back.")
        raise NotPossible(words, fields={"moment": words})
    activities.set_reminder(sr, by=by, moment=moment, note=given.get("note", ""))
    values = {"number": sr.reference, "moment": when(moment)}
    return _("%(number)s comes back to you: %(moment)s.") % values


def drop_reminder(sr: SupportRequest, by: Person, given: Given) -> str:
    """Have it in the list again; nothing is waited for."""
    activities.drop_reminder(sr, by=by)
    return _("You are not reminded of %(number)s any more.") % {"number": sr.reference}
