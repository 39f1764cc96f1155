"""Giving a request to a team and a person, beginning it, and who keeps it in sight."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person, Team
from spoc.requests import access
from spoc.requests.activities.promises import keep_promises
from spoc.requests.activities.touch import put, save
from spoc.requests.models import SupportRequest
from spoc.requests.rules.hops import needs_note
from spoc.work.queries import tier_of

# where work that was begun stands while it is given on
BEGUN = ("assigned", "in_progress", "pending")


@activity
def assign(
    support_request: SupportRequest,
    *,
    by: Person,
    team: Team | None = None,
    assignee: Person | None = None,
) -> SupportRequest:
    """Give a request to a team, or to a person in a team; no person means back to the team.

    A request not classified yet keeps its status; a classified one is dispatched (R4), to a
    team as well as to a person, and begun at once by whoever takes it themselves (R5).
    """
    demand(access.may_work(by, support_request))
    check_assignable(support_request, team, assignee)
    team = team or _team_for(support_request, assignee)
    if team is None:
        raise NotPossible(_("Choose the team that is to work on it."))
    _demand_note(support_request, by, team)
    return give(support_request, by=by, team=team, assignee=assignee)


@activity
def start(support_request: SupportRequest, *, by: Person) -> SupportRequest:
    """Begin work: only the assignee begins."""
    demand(support_request.assignee_id == by.pk, _("Assign it to yourself, then begin."))
    support_request.move_to("start", _("Only an assigned request can be begun."))
    support_request.accepted_at = support_request.accepted_at or now()
    _raise_tier(support_request, by)
    save(support_request, ["status", "accepted_at", "tier_max"])
    record("request.started", support_request, by=by)
    return support_request


@activity
def own(support_request: SupportRequest, *, by: Person, owner: Person) -> SupportRequest:
    """Name who keeps the request in sight to its end, whoever works on it."""
    demand(access.may_work(by, support_request))
    if not (owner.is_active and access.may_read_inside(owner, support_request)):
        words = _("That person cannot keep it in sight: choose somebody who reads it.")
        raise NotPossible(words, fields={"owner": words})
    changes = put(support_request, {"owner": owner})
    if changes:
        save(support_request, ["owner"])
        record("request.owned", support_request, by=by, owner=owner.name, changes=changes)
    return support_request


def give(
    support_request: SupportRequest,
    *,
    by: Person,
    team: Team | None,
    assignee: Person | None,
    is_undo: bool = False,
) -> SupportRequest:
    """Let a team and a person have it; part of the activities that assign.

    The fact keeps who had it, so that the assignment can be taken back.
    """
    had = {"team": support_request.team_id, "assignee": support_request.assignee_id}
    changes = put(support_request, {"team": team, "assignee": assignee})
    if support_request.owner_id is None and assignee is not None:
        changes |= put(support_request, {"owner": assignee})
    if support_request.status == "classified":
        changes["status"] = support_request.move_to(
            "assign", _("Only a classified request is dispatched.")
        )
    elif _is_given_back(support_request, assignee):
        back = {"status": "assigned", "pending_reason": "", "wake_at": None}
        changes |= put(support_request, back)
    if not changes:
        return support_request
    support_request.unroutable_at = None
    fields = [*changes, "unroutable_at"]
    if {"team", "status"} & set(changes):
        support_request.team_since = now()
        fields.append("team_since")
    save(support_request, fields)
    to = assignee.name if assignee else team.name if team else "–"
    keep_promises(support_request, by=by)
    told: dict[str, object] = {"to": to, "had": had, "is_undo": is_undo or None}
    record("request.assigned", support_request, by=by, **told, changes=changes)
    start_where_assigned(support_request, by=by)
    return support_request


def _is_given_back(support_request: SupportRequest, assignee: Person | None) -> bool:
    """Tell whether nobody has begun work any more; what waits for its approval waits on."""
    has_begun = support_request.status in ("in_progress", "pending")
    return has_begun and assignee is None and not support_request.awaits_approval


def start_where_assigned(support_request: SupportRequest, *, by: Person) -> None:
    """Dispatch a classified request that somebody has, and begin it when they ask themselves."""
    if support_request.status == "classified" and support_request.assignee_id is not None:
        support_request.move_to("assign", _("Only a classified request is dispatched."))
        save(support_request, ["status"])
        keep_promises(support_request, by=by)
        record("request.dispatched", support_request, by=by)
    if support_request.status == "assigned" and support_request.assignee_id == by.pk:
        start(support_request, by=by)


def check_assignable(
    support_request: SupportRequest, team: Team | None, assignee: Person | None
) -> None:
    """Refuse what is over, a team that is gone, and whoever cannot work on it."""
    if not support_request.is_open or support_request.status == "resolved":
        raise NotPossible(_("It is no longer worked on: reopen it first."))
    if team is not None and not team.is_active:
        raise NotPossible(_("That team is no longer active: choose another."))
    if assignee is None:
        return
    can = access.may_work(assignee, support_request)
    joins = team is not None and team.pk in assignee.team_ids
    if not assignee.is_active or not (can or joins):
        raise NotPossible(_("That person cannot work on it: choose somebody in a team."))


def _demand_note(support_request: SupportRequest, by: Person, team: Team) -> None:
    """Refuse to let begun work go to a higher tier without a word; rules and jobs may."""
    at_work = support_request.team
    has_begun = support_request.accepted_at is not None and support_request.status in BEGUN
    if at_work is None or by.kind == Person.Kind.SYSTEM:
        return
    if needs_note(at_work.tier, team.tier, has_begun=has_begun):
        words = _("Work on it has begun: escalate it to %(team)s, with a note of what was found.")
        if not support_request.allows("escalate"):
            words = _(
                "It was worked on before: begin it, then escalate it to %(team)s with a note."
            )
        told = words % {"team": team.name}
        raise NotPossible(told, fields={"team": told})


def _team_for(support_request: SupportRequest, assignee: Person | None) -> Team | None:
    """Return the team a person takes the request for: its own when they are in it."""
    if assignee is None or support_request.team_id in assignee.team_ids:
        return support_request.team
    return assignee.teams.filter(is_active=True).order_by("tier").first() or support_request.team


def _raise_tier(support_request: SupportRequest, by: Person) -> None:
    tier = support_request.team.tier if support_request.team else tier_of(by)
    support_request.tier_max = max(support_request.tier_max or 0, tier or 0)
