"""The promises about a request, kept in step with where it stands; part of every step."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from spoc.audit.activities import activity, record
from spoc.people.models import Person
from spoc.requests.activities.touch import Changes, put, save
from spoc.requests.models import SupportRequest
from spoc.requests.rules.lifecycle import WORKED
from spoc.service_levels.activities import (
    Promised,
    Wanted,
    exempt_clocks,
    first_due,
    keep_time,
)
from spoc.service_levels.models import Clock
from spoc.service_levels.queries.clocks import known_clocks
from spoc.service_levels.queries.promises import promised_for
from spoc.service_levels.rules.selection import Asked

# how a request is done with, by type: what is ordered is delivered, all else is solved
DONE_BY = {"fulfilment": "fulfilment", "unclassified": ""}
EXEMPTING = {"rejected": "unsupported", "cancelled": "cancelled", "merged": "merged"}


def keep_promises(
    support_request: SupportRequest,
    *,
    by: Person,
    why: str = "",
    is_update: bool = False,
    first: Mapping[str, Promised] | None = None,
    touched: Sequence[str] = (),
) -> None:
    """Begin, aim, pause, resume or stop the clocks of a request, as where it stands demands.

    What the desk just told the requester is an update: the next one is promised anew. Of a
    request that was just made nothing runs yet, and what is promised `first` is known. Fields of
    the request that were `touched` before are saved with its place in the queue.
    """
    if support_request.status in EXEMPTING:
        reason = support_request.cancel_reason or EXEMPTING[support_request.status]
        exempt_clocks(support_request, by=by, reason=reason)
        if touched:
            save(support_request, touched)
        return
    is_worked = support_request.status in WORKED
    answered = support_request.first_response_at is not None
    promised = first if first is not None else _promised(support_request)
    wanted = Wanted(
        promised=promised if is_worked else {},
        done=frozenset(["response"] if answered and is_worked else () if is_worked else ALL),
        renewed=frozenset(["update"] if is_update else ()),
        waits_for=support_request.pending_reason,
        why=why,
        is_first=first is not None,
    )
    take_place(support_request, keep_time(support_request, by=by, wanted=wanted), touched)


def place(support_request: SupportRequest) -> Mapping[str, Promised]:
    """Give a request that is still to be made its place in the queue; return what is promised.

    So it is written once, and not once more when its clocks run.
    """
    promised = _promised(support_request)
    put(support_request, _place(support_request, first_due(promised), 0))
    return promised


@activity
def rank(support_request: SupportRequest, *, by: Person) -> SupportRequest:
    """Give a request its place in the queue anew, since some of its time is used up."""
    running = [clock for clock in known_clocks(support_request) if clock.stopped_at is None]
    changes = take_place(support_request, running)
    if changes:
        record("request.ranked", support_request, by=by, changes=changes)
    return support_request


def take_place(
    support_request: SupportRequest, running: list[Clock], touched: Sequence[str] = ()
) -> Changes:
    """Keep beside the request what its place in the queue depends on; part of what changed it."""
    owed = [clock for clock in running if clock.agreement.kind == "sla"]
    due_at = min((clock.due_at for clock in owed if clock.due_at), default=None)
    used_mark = max((clock.fired for clock in owed if clock.metric != "update"), default=0)
    changes = put(support_request, _place(support_request, due_at, used_mark))
    if touched:
        save(support_request, [*touched, *changes])
    elif changes:
        support_request.save(update_fields=list(changes))
    return changes


def _place(
    support_request: SupportRequest, due_at: datetime | None, used_mark: int
) -> dict[str, object]:
    service = support_request.service
    return {
        "due_at": due_at,
        "used_mark": used_mark,
        "criticality": service.criticality if service else LEAST_CRITICAL,
        "vip_rank": 0 if support_request.requester.is_vip else 1,
    }


LEAST_CRITICAL = 4
ALL = ("response", "resolution", "fulfilment", "update", "work")


def _promised(support_request: SupportRequest) -> dict[str, Promised]:
    """Return what is promised now to whoever asked, and between the teams."""
    anchor = support_request.clock_anchor_at
    spoke = [support_request.desk_spoke_at, support_request.requester_spoke_at, anchor]
    since = {"update": max(moment for moment in spoke if moment)}
    metrics = {"response"}
    if support_request.status != "new":
        metrics |= {DONE_BY.get(support_request.type, "resolution"), "update"}
    if support_request.status not in ("new", "classified"):
        metrics.add("work")
        since["work"] = support_request.team_since or support_request.created_at
    return {
        metric: Promised(target, since.get(metric, anchor))
        for metric, target in promised_for(_asked(support_request), "sla", "ola").items()
        if metric in metrics
    }


def _asked(support_request: SupportRequest) -> Asked:
    """Return what promises are chosen by: those to whoever asked, and the team's own part."""
    whose = [
        ("organisation", support_request.organisation_id),
        ("community", support_request.community_id),
        ("team", support_request.team_id),
    ]
    return Asked(
        request_type=support_request.type,
        priority=support_request.priority,
        service=support_request.service_id,
        parties=tuple((noun, pk) for noun, pk in whose if pk is not None),
    )
