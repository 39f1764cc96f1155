"""What follows from facts about requests."""

from collections.abc import Mapping

from spoc.audit.activities import later, on
from spoc.audit.activities.activity import add_news
from spoc.audit.models import Fact
from spoc.requests import jobs
from spoc.requests.queries.banners import DISTURBANCES, MAJORS
from spoc.requests.rules.concern import CONCERNING
from spoc.requests.rules.ladder import NO_UPDATE, trigger_of
from spoc.requests.rules.major import FLAGS
from spoc.search.jobs import index

# reopened so many times, it is more than bad luck
OFTEN = 2
# what a step of a major incident puts an end to
ENDS = {
    "major.declined": ["proposed"],
    "major.declared": ["proposed"],
    "major.updated": [NO_UPDATE],
    "major.restored": ["declared", NO_UPDATE],
    "major.downgraded": ["declared", NO_UPDATE],
}
# what changes the words those concerned read
TOLD = ("major.declared", "major.updated", "major.restored", "major.downgraded")
# what of an incident may make it a major one
TELLING = frozenset({"degree", "users_affected", "used_mark"} | {f"is_{flag}" for flag in FLAGS})


@on("bulk_run.begun", "bulk_run.undone")
def carry_on_bulk(fact: Fact, values: Mapping[str, object]) -> None:
    """Let the worker do what somebody does to many requests."""
    later(jobs.carry_on_bulk, number=fact.subject_id)


@on("request.registered")
def acknowledge(fact: Fact, values: Mapping[str, object]) -> None:
    """Tell the requester, within the minute, that we have it."""
    later(jobs.acknowledge, number=fact.subject_id)


@on("request.declined")
def tell_declined(fact: Fact, values: Mapping[str, object]) -> None:
    """Tell the requester who can help instead."""
    later(jobs.tell_declined, number=fact.subject_id)


@on("request.classified", "request.reclassified")
def dispatch(fact: Fact, values: Mapping[str, object]) -> None:
    """Let the rules of dispatch say who gets it."""
    later(jobs.dispatch, number=fact.subject_id)


@on("dispatch_rule.added", "dispatch_rule.changed", "dispatch_rule.moved", "dispatch_rule.switched")
def dispatch_anew(fact: Fact, values: Mapping[str, object]) -> None:
    """Look whether the changed table finds somebody for what nobody was found for."""
    later(jobs.dispatch_unroutable)


@on("clock.warned", "clock.broken")
def rank(fact: Fact, values: Mapping[str, object]) -> None:
    """Let a request whose time runs out come earlier in the queue."""
    if fact.noun == "request":
        later(jobs.rank, number=fact.subject_id)


@on(
    "request.classified",
    "request.reclassified",
    "request.described",
    "request.ranked",
    "link.made",
)
def consider_major(fact: Fact, values: Mapping[str, object]) -> None:
    """Ask whether an incident is a major one, when something the rule asks of it changed."""
    if fact.noun == "request" and _is_telling(values):
        later(jobs.consider_major, number=fact.subject_id)


def _is_telling(values: Mapping[str, object]) -> bool:
    """Tell whether a fact is about an incident, its extent, its time or what belongs to it."""
    changes = values.get("changes")
    changed = changes.keys() if isinstance(changes, Mapping) else ()
    is_incident = values.get("type") == "incident"
    is_parent = values.get("relation") == "parent_of"
    return is_incident or is_parent or bool(TELLING & set(changed))


@on("major.proposed", "major.declined", "major.coordinated", *TOLD)
def show_majors(fact: Fact, values: Mapping[str, object]) -> None:
    """Let the banners of the open pages ask anew."""
    add_news([MAJORS, DISTURBANCES] if fact.kind in TOLD else [MAJORS])


@on("major.declared", "major.updated", "major.restored")
def tell_followers(fact: Fact, values: Mapping[str, object]) -> None:
    """Write to who follows by mail how services are."""
    update = values.get("update")
    word = {"update": int(str(update))} if update else {}
    later(jobs.tell_status, number=fact.subject_id, **word)


@on("major.updated", "major.restored")
def tell_affected(fact: Fact, values: Mapping[str, object]) -> None:
    """Send word to all affected."""
    later(jobs.tell_affected, update=int(str(values["update"])))


@on("handover.answered", "handover.asked", "handover.heard")
def go_on(fact: Fact, values: Mapping[str, object]) -> None:
    """Take up again what waited for a supplier that now said something."""
    if fact.noun == "request" and values.get("waits", True):
        later(jobs.go_on, number=fact.subject_id)


@on("request.reopened")
def tell_coordinators(fact: Fact, values: Mapping[str, object]) -> None:
    """Tell whom the ladder names, or the incident coordinators, from the second time on."""
    times = int(str(values["times"]))
    if times >= OFTEN:
        later(jobs.tell_coordinators, number=fact.subject_id, times=times)


@on("major.proposed", "major.declared")
def page_for_major(fact: Fact, values: Mapping[str, object]) -> None:
    """Tell at once those who decide on a major incident, or who are to know of it."""
    later(
        jobs.raise_escalation,
        number=fact.subject_id,
        trigger=fact.kind.removeprefix("major."),
        occasion=fact.at.isoformat()[:19],
        reason=str(values.get("reason") or ""),
    )


@on("major.update_missed")
def escalate_a_missed_update(fact: Fact, values: Mapping[str, object]) -> None:
    """Tell those who hear when the word promised for a moment was not given."""
    due = str(values["due"])[:19]
    later(jobs.raise_escalation, number=fact.subject_id, trigger=NO_UPDATE, occasion=due)


@on("request.classified", "request.reclassified", "request.prioritised")
def escalate_from_the_start(fact: Fact, values: Mapping[str, object]) -> None:
    """Tell those who hear of such a request as soon as its priority is known."""
    later(jobs.raise_escalation, number=fact.subject_id, trigger="created")


@on("clock.warned", "clock.broken")
def escalate_in_time(fact: Fact, values: Mapping[str, object]) -> None:
    """Tell those who hear when so much of the promised time is used."""
    trigger = trigger_of(str(values["metric"]), int(str(values.get("percent", 100))))
    if fact.noun != "request" or trigger is None:
        return
    if trigger == NO_UPDATE:
        later(jobs.tell_of_silence, number=fact.subject_id, clock=str(values["clock"]))
    else:
        later(jobs.raise_escalation, number=fact.subject_id, trigger=trigger)


@on("clock.warned", "clock.broken")
def escalate_supplier(fact: Fact, values: Mapping[str, object]) -> None:
    """Tell those who hear when so much of the time a supplier promised is used."""
    if fact.noun == "handover":
        metric, percent = str(values["metric"]), int(str(values.get("percent", 100)))
        later(jobs.escalate_supplier, handover=fact.subject_id, metric=metric, percent=percent)


@on("handover.acknowledged", "handover.begun", "handover.answered", "handover.withdrawn")
def end_of_supplier(fact: Fact, values: Mapping[str, object]) -> None:
    """End what was raised about a supplier's promise that is kept, or no longer asked for."""
    if fact.noun == "request":
        is_over = fact.kind in ("handover.answered", "handover.withdrawn")
        occasion = f"{values['reference']} {'' if is_over else 'receipt'}"
        later(jobs.close_escalations, number=fact.subject_id, occasion=occasion)


@on("request.resolved", "request.cancelled", "request.merged")
def close_escalations(fact: Fact, values: Mapping[str, object]) -> None:
    """End what was raised on a request that nobody needs to work on any more."""
    later(jobs.close_escalations, number=fact.subject_id)


@on(*ENDS)
def end_pages(fact: Fact, values: Mapping[str, object]) -> None:
    """End what was raised of a major incident for what is over by this step."""
    later(jobs.close_escalations, number=fact.subject_id, triggers=ENDS[fact.kind])


@on("work.logged", "work.corrected", "clock.warned")
def look_at_time_box(fact: Fact, values: Mapping[str, object]) -> None:
    """See whether the tier that has it has spent what it may."""
    if fact.noun == "request":
        later(jobs.look_at_time_box, number=fact.subject_id)


@on("request.started", "request.resumed", "request.reopened")
def plan_time_box(fact: Fact, values: Mapping[str, object]) -> None:
    """Plan when it is to be looked at next; it stood still, or nobody had begun."""
    later(jobs.plan_time_box, number=fact.subject_id)


@on("request.coordinator_asked")
def pass_question(fact: Fact, values: Mapping[str, object]) -> None:
    """Write to the incident coordinators that it is theirs to decide."""
    later(jobs.pass_question, number=fact.subject_id)


@on(*CONCERNING)
def tell_concerned(fact: Fact, values: Mapping[str, object]) -> None:
    """Let whom it concerns find a notice of it."""
    if fact.noun == "request":
        later(jobs.tell_concerned, fact=fact.pk)


@on(
    "request.registered",
    "request.answered",
    "request.replied",
    "request.noted",
    "request.called",
    "request.forwarded",
    "request.taken_back",
    "request.escalated",
    "request.coordinator_asked",
    "request.described",
    "request.resolved",
    "request.merged",
    "request.absorbed",
    "request.unmerged",
    "request.released",
    "request.reopened",
)
def make_findable(fact: Fact, values: Mapping[str, object]) -> None:
    """Let the new words be found."""
    later(index, noun="request", pk=fact.subject_id)
