"""What is done to many requests at once: begun, done one by one by a job, stopped, undone.

Each request is a transaction of its own and is asked anew whether the person may work on it, so
a run never does more than the person could by hand, and what is refused is left out and named.
"""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.audit.activities.activity import add_news, lock
from spoc.kit.errors import NotPossible, Refusal, Stale
from spoc.kit.nouns import noun_of
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand, may_work_at_desk
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.run_macro import run_macro
from spoc.requests.activities.steps import Back, take_back, take_steps
from spoc.requests.models import BulkItem, BulkRun, Macro, SupportRequest
from spoc.requests.rules.macro import Step

MOST = 10_000
State, ItemState = BulkRun.State, BulkItem.State


@activity
def begin_bulk(
    numbers: Sequence[int],
    *,
    by: Person,
    does: str,
    steps: Sequence[Step] = (),
    macro: Macro | None = None,
    place: str = "",
    had: Mapping[int, int | None] | None = None,
) -> BulkRun:
    """Begin a step for many requests: those the person may work on; the job does the rest.

    `had` says who was seen to have them, where that may not be who has them now.
    """
    demand(may_work_at_desk(by))
    if len(numbers) > MOST:
        raise NotPossible(_("That is more than 10 000 requests: narrow the queue first."))
    rows = access.workable_by(by).filter(pk__in=numbers).order_by("pk")
    found = list(rows.values_list("pk", "assignee_id"))
    if not found:
        raise NotPossible(_("Choose requests in the list first."))
    run = BulkRun.objects.create(
        by=by,
        does=does,
        steps=[dict(step) for step in steps],
        macro=macro,
        place=place[:500],
        total_count=len(found),
        begun_at=now(),
    )
    seen = dict(found) | dict(had or {})
    items = [BulkItem(run=run, support_request_id=pk, had=seen[pk]) for pk, _has in found]
    BulkItem.objects.bulk_create(items, batch_size=1000)
    name = macro.name if macro else None
    record("bulk_run.begun", run, by=by, does=does, count=len(found), macro=name)
    return run


@activity
def carry_on(run: BulkRun, *, by: Person) -> bool:
    """Do the next request of a run, or take the next one back; return whether there is more."""
    demand(run.by_id == by.pk)
    if not run.is_at_work:
        return False
    is_undoing = run.state == State.UNDOING
    wanted = ItemState.DONE if is_undoing else ItemState.WAITING
    waiting = run.items.filter(state=wanted).select_related("support_request")
    item = waiting.order_by("id").first()
    if item is None:
        _end(run, by, State.UNDONE if is_undoing else State.DONE)
        return False
    with translation.override(by.speaks):
        (_take_back if is_undoing else _take)(run, item, by)
    add_news(noun_of(run).topics(run))
    return True


@activity
def stop_bulk(run: BulkRun, *, by: Person) -> BulkRun:
    """Stop a run: what was done stays done, the rest is not begun."""
    demand(run.by_id == by.pk)
    if run.state != State.RUNNING:
        raise Stale(_("It is not at work any more."))
    _end(run, by, State.STOPPED)
    return run


@activity
def undo_bulk(run: BulkRun, *, by: Person) -> BulkRun:
    """Take back what a run did, as far as each of it can be taken back."""
    demand(run.by_id == by.pk)
    if run.state not in (State.DONE, State.STOPPED):
        raise Stale(_("It is not at rest: stop it first."))
    if not run.items.filter(state=ItemState.DONE, back__isnull=False).exists():
        raise NotPossible(_("Nothing of it can be undone."))
    run.items.filter(state=ItemState.DONE, back__isnull=True).update(
        state=ItemState.KEPT, why=_("This kind of step cannot be undone.")
    )
    run.state, run.ended_at = State.UNDOING, None
    run.save(update_fields=["state", "ended_at"])
    record("bulk_run.undone", run, by=by, does=run.does, count=run.done_count)
    return run


def _end(run: BulkRun, by: Person, state: str) -> None:
    run.state, run.ended_at = state, now()
    run.save(update_fields=["state", "ended_at"])
    counts = {"done": run.done_count, "refused": run.refused_count}
    kind = "bulk_run.stopped" if state == State.STOPPED else "bulk_run.ended"
    record(kind, run, by=by, does=run.does, **counts)


def _take(run: BulkRun, item: BulkItem, by: Person) -> None:
    try:
        with transaction.atomic():
            item.back = _done(run, item, by)
        item.state = ItemState.DONE
        run.done_count += 1
    except Refusal as refusal:
        item.state, item.why = ItemState.REFUSED, one_line(refusal.sentence, 500)
        run.refused_count += 1
    item.save(update_fields=["state", "why", "back"])
    run.save(update_fields=["done_count", "refused_count"])


def _done(run: BulkRun, item: BulkItem, by: Person) -> Back:
    support_request = _locked(item, by)
    if run.macro is not None:
        back: Back = run_macro(support_request, by=by, macro=run.macro).back
        return back
    had = {"had": str(item.had or "")}
    steps = [{**step, **had} if _is_taking(step) else step for step in run.steps]
    return take_steps(support_request, by=by, steps=steps)


def _take_back(run: BulkRun, item: BulkItem, by: Person) -> None:
    try:
        with transaction.atomic():
            take_back(_locked(item, by), by=by, steps=item.back or [])
        item.state = ItemState.UNDONE
        run.undone_count += 1
    except Refusal as refusal:
        item.state, item.why = ItemState.KEPT, one_line(refusal.sentence, 500)
    item.save(update_fields=["state", "why"])
    run.save(update_fields=["undone_count"])


def _locked(item: BulkItem, by: Person) -> SupportRequest:
    """Return the request of an item, held as it is now, if the person may work on it still."""
    lock(item.support_request)
    access.demand_work(by, item.support_request)
    return item.support_request


def _is_taking(step: Step) -> bool:
    """Tell whether somebody takes what they were shown: not from whoever was quicker since."""
    return step.get("do") == "assign" and step.get("assignee") == "me"
