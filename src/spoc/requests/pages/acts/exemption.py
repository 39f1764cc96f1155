"""What is done about a promise that should not count: proposing, deciding, exempting it."""

from django.utils.translation import gettext as _

from spoc.kit.errors import NotFound, NotPossible
from spoc.people.models import Person
from spoc.requests import access, activities
from spoc.requests.models import SupportRequest
from spoc.requests.pages.acts.given import Given, digits
from spoc.service_levels import activities as promises
from spoc.service_levels.access import may_exempt
from spoc.service_levels.models import Exemption
from spoc.service_levels.queries.clocks import clocks_of
from spoc.service_levels.queries.exemptions import proposed_for


def exempt(sr: SupportRequest, by: Person, given: Given) -> str:
    """Take a promise out of every measure, or propose it: as far as the person decides."""
    access.demand_inside(by, sr)
    clock = clocks_of(sr).filter(pk=digits(given.get("clock")) or 0).first()
    if clock is None:
        words = _("Choose which promise should not count.")
        raise NotPossible(words, fields={"clock": words})
    reason = given.get("reason", "")
    if not may_exempt(by):
        promises.propose_exemption(clock, by=by, reason=reason)
        return _("It is proposed: the service manager or the service level manager decides.")
    promises.exempt_clock(clock, by=by, reason=reason)
    activities.rank(sr, by=by)
    return _("It does not count any more, and it is on record why.")


def accept_exemption(sr: SupportRequest, by: Person, given: Given) -> str:
    """Take the promise out of the measures, as somebody proposed."""
    promises.accept_exemption(_proposal(sr, by, given), by=by)
    activities.rank(sr, by=by)
    return _("It does not count any more, and it is on record why.")


def refuse_exemption(sr: SupportRequest, by: Person, given: Given) -> str:
    """Let the promise count on, and say why."""
    promises.decline_exemption(_proposal(sr, by, given), by=by, answer=given.get("reason", ""))
    return _("It counts on, and whoever proposed it reads why.")


def _proposal(sr: SupportRequest, by: Person, given: Given) -> Exemption:
    access.demand_inside(by, sr)
    found = proposed_for(clocks_of(sr)).filter(pk=digits(given.get("proposal")) or 0).first()
    if found is None:
        raise NotFound(_("There is no such proposal: it was decided already."))
    return found
