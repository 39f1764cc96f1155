"""Handing a request on with a note, asking the coordinator to, and deciding that it stays."""

from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.people.models import Person
from spoc.requests import activities
from spoc.requests.activities import HandoffNote
from spoc.requests.models import SupportRequest
from spoc.requests.pages.acts.given import Given, known_team
from spoc.requests.queries.handoffs import PARTS


def escalate(sr: SupportRequest, by: Person, given: Given) -> str:
    """Hand it to a team with more skill, or ask the coordinator to."""
    team = known_team(by, given.get("team", ""))
    if team is None:
        raise NotPossible(_("Choose a team."), fields={"team": _("Choose a team.")})
    note = HandoffNote(**{part: given.get(part, "") for part in PARTS})
    values = {"number": sr.reference, "team": team.name}
    if given.get("ask") == "on":
        activities.ask_coordinator(sr, by=by, team=team, note=note)
        return _("The incident coordinator is asked to hand %(number)s to %(team)s.") % values
    activities.escalate(sr, by=by, team=team, note=note, reason=given.get("reason", ""))
    return _("%(number)s is escalated to %(team)s.") % values


def keep(sr: SupportRequest, by: Person, given: Given) -> str:
    """Decide that it stays."""
    activities.keep_here(sr, by=by, reason=given.get("reason", ""))
    return _("%(number)s stays where it is.") % {"number": sr.reference}
