"""Taking a request oneself, where nobody was quicker; and taking back what was just assigned."""

from datetime import timedelta

from django.utils.translation import gettext as _

from spoc.audit.activities import activity
from spoc.audit.models import Fact
from spoc.audit.queries import story
from spoc.kit.errors import Stale
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person, Team
from spoc.requests import access
from spoc.requests.activities.assign import assign, check_assignable, give
from spoc.requests.models import SupportRequest

# so long after it was made can an assignment be taken back as if it had not been
UNDONE_WITHIN = timedelta(hours=1)
MOVED = ("request.assigned", "request.escalated", "request.reclassified", "request.unroutable")


@activity
def take(support_request: SupportRequest, *, by: Person, had: int | None = None) -> SupportRequest:
    """Take a request oneself from whoever was seen to have it, or nobody; else who has it is said.

    To take it from whoever was quicker is to assign it. Whom a rule chose in the meantime, and
    who has not begun, was not quicker.
    """
    demand(access.may_work(by, support_request))
    holder = support_request.assignee
    seen = holder is None or holder.pk in (by.pk, had)
    if holder is not None and not seen and not _is_only_dispatched(support_request):
        words = _("%(name)s has %(number)s already: it was taken a moment before.")
        raise Stale(words % {"name": holder.name, "number": support_request.reference})
    return assign(support_request, by=by, assignee=by)


@activity
def give_back(
    support_request: SupportRequest,
    *,
    by: Person,
    team: Team | None = None,
    assignee: Person | None = None,
) -> SupportRequest:
    """Take back what one just assigned: the team and the person that had it have it again.

    That is no escalation, whichever tier they are on, and work that only began with it has not
    begun. What was moved on since, or longer ago, is assigned anew.
    """
    demand(access.may_work(by, support_request))
    had = {"team": team.pk if team else None, "assignee": assignee.pk if assignee else None}
    has = {"team": support_request.team_id, "assignee": support_request.assignee_id}
    if has == had:
        return support_request
    fact = _last_move(support_request)
    if fact is None or fact.by_id != by.pk or _had(fact) != had:
        raise Stale(_("It was moved on since, or too long ago: assign it anew."))
    check_assignable(support_request, team, assignee)
    accepted_at = support_request.accepted_at
    if accepted_at is not None and accepted_at >= fact.at:
        support_request.accepted_at = None
        support_request.save(update_fields=["accepted_at"])
    return give(support_request, by=by, team=team, assignee=assignee, is_undo=True)


def _is_only_dispatched(support_request: SupportRequest) -> bool:
    """Tell whether no person gave it to whoever has it, and work on it has not begun."""
    fact = _last_move(support_request)
    by_rule = fact is not None and fact.by.kind == Person.Kind.SYSTEM
    return by_rule and support_request.status == "assigned"


def _last_move(support_request: SupportRequest) -> Fact | None:
    """Return the fact by which it last came to whoever has it; None where it is long ago."""
    fact = story(support_request).filter(kind__in=MOVED).last()
    return fact if fact and fact.at >= now() - UNDONE_WITHIN else None


def _had(fact: Fact) -> object:
    """Return who had it before; nothing of what was itself an undoing."""
    values = fact.particulars.values
    return None if values.get("is_undo") else values.get("had")
