"""Running actions: a row before it goes, never twice for one mark, and never told as done unknown.

Nobody is locked while a machine elsewhere takes its time: a run is taken up, done, and settled,
each by itself. What acts at this desk is done in one transaction with what is noted of it.
"""

import json
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from spoc.audit.activities import acting_through, activity, hold, record
from spoc.kit.errors import NotPossible
from spoc.kit.keys import decrypt, encrypt
from spoc.kit.nouns import find, noun_of
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.workflow import action_access as access
from spoc.workflow.action_words import FAULT
from spoc.workflow.activities.identity import use_check
from spoc.workflow.base import ActionKind, Errand, Outcome, opened
from spoc.workflow.models import Action, ActionRun, IdentityCheck
from spoc.workflow.queries.identity import check_numbered, proof_of
from spoc.workflow.rules.actions import (
    CUT_OFF_AFTER,
    Json,
    after_cut_off,
    checked,
    redacted,
    wait_after,
)
from spoc.workflow.subjects import subject_of

WAITING, DOING, DONE, FAILED, WITHDRAWN = ActionRun.State
LONGEST_LOG = 20_000
# what an action that asks for a proof of who it is for is given beside its inputs
IDENTITY, ACCOUNT = "identity", "account"


def begin_run(
    action: Action,
    *,
    by: Person,
    inputs: Mapping[str, object],
    mark: str,
    about: Model | None = None,
    is_trial: bool = False,
) -> ActionRun:
    """Ask an action to run with what it is given; the same mark is the same run.

    The action itself is not locked: two cases that let the same machines run, each in its own
    order, would wait for each other for ever.
    """
    return _ask_run(mark, by=by, action=action, inputs=inputs, about=about, is_trial=is_trial)


@activity
def _ask_run(
    mark: str,
    *,
    by: Person,
    action: Action,
    inputs: Mapping[str, object],
    about: Model | None,
    is_trial: bool,
) -> ActionRun:
    demand(access.may_begin(by))
    if (before := ActionRun.objects.filter(mark=mark).first()) is not None:
        return before
    action.refresh_from_db()
    if not (action.is_on or is_trial):
        raise NotPossible(_("%(name)s is switched off.") % {"name": action.name})
    check = _proof(action, inputs, about)
    given = {**inputs, ACCOUNT: check.account} if check else inputs
    known = checked(opened(action).wanted(), given)
    if known.faults:
        fields = {name: str(FAULT[fault]) for name, fault in known.faults.items()}
        name = min(fields)
        words = _("What %(name)s is given is not right: %(field)s. %(why)s")
        said = words % {"name": action.name, "field": name, "why": fields[name]}
        raise NotPossible(said, fields=fields)
    wanted = {
        "action": action,
        "by": by,
        "noun": noun_of(about).key if about else "",
        "subject_id": about.pk if about else None,
        "identity": check,
        "inputs": known.values,
        "sealed": encrypt(json.dumps(known.secrets)) if known.secrets else "",
        "is_trial": is_trial,
        "asked_at": now(),
        "next_try_at": now(),
    }
    run, is_new = ActionRun.objects.get_or_create(mark=mark, defaults=wanted)
    if not is_new:  # somebody else asked for it in the same moment
        return run
    hold(run)
    if check is not None:
        use_check(check, by=by)
    record("action_run.begun", run, by=by, action=action.name, mark=mark)
    return run


def do_run(run: ActionRun, *, by: Person) -> ActionRun:
    """Carry out what waits; what somebody else does already is left to them."""
    kind = opened(run.action)
    if kind.is_here:
        return do_here(run, by=by)
    taken = take_up_run(run, by=by)
    if taken:
        settle_run(run, by=by, attempt=taken, outcome=_outcome(kind, run))
    return run


@activity
def take_up_run(run: ActionRun, *, by: Person) -> int:
    """Begin an attempt and return which one it is; 0 where there is nothing to begin."""
    demand(access.may_run(by))
    if run.state != WAITING or (run.next_try_at and run.next_try_at > now()):
        return 0
    run.state, run.attempts, run.began_at = DOING, run.attempts + 1, now()
    run.save(update_fields=["state", "attempts", "began_at"])
    record("action_run.started", run, by=by, action=run.action.name, attempt=run.attempts)
    return run.attempts


@activity
def settle_run(run: ActionRun, *, by: Person, attempt: int, outcome: Outcome) -> ActionRun:
    """Note what came of an attempt: it is done, is tried again later, or has failed."""
    demand(access.may_run(by))
    if (run.state, run.attempts) != (DOING, attempt):
        return run
    hidden = [*_secrets(run).values(), *_told_in_secret(run.action), outcome.secret]
    if said := outcome.log or outcome.problem:
        run.log = redacted(tidy(f"{run.log}{attempt}. {said}\n"), hidden)[-LONGEST_LOG:]
    run.problem = redacted(one_line(outcome.problem, 240), hidden)
    wait = wait_after(attempt) if outcome.may_retry and not outcome.is_done else None
    if wait is not None:
        run.state, run.next_try_at = WAITING, now() + wait
        run.save(update_fields=["log", "problem", "state", "next_try_at"])
        seconds = int(wait.total_seconds())
        record("action_run.put_off", run, by=by, action=run.action.name, wait=seconds)
        return run
    if outcome.is_done:
        run.result = _kept(outcome.result, hidden)
    _end(run, outcome)
    told = {"action": run.action.name, "mark": run.mark, "outcome": run.state}
    record("action_run.settled", run, by=by, **told, problem=run.problem or None)
    return run


@activity
def do_here(run: ActionRun, *, by: Person) -> ActionRun:
    """Do what changes this desk alone, in one step with what is noted of it."""
    attempt = take_up_run(run, by=by)
    if not attempt:
        return run
    try:
        # what a refused activity left half done is undone with it
        with transaction.atomic(), acting_through(run.action.name):
            outcome = _outcome(opened(run.action), run)
            if not outcome.is_done:
                raise _NotDone
    except _NotDone:
        pass
    return settle_run(run, by=by, attempt=attempt, outcome=outcome)


@activity
def recover_run(run: ActionRun, *, by: Person) -> ActionRun:
    """Take up what was cut off in the middle: again where that is as once, else a person looks."""
    demand(access.may_run(by))
    if run.state != DOING or run.began_at is None or run.began_at > now() - CUT_OFF_AFTER:
        return run
    is_repeatable = opened(run.action).is_repeatable
    if after_cut_off(is_repeatable, run.attempts) == "unknown":
        outcome = Outcome(False, problem=_("It was cut off in the middle."), is_unknown=True)
        return settle_run(run, by=by, attempt=run.attempts, outcome=outcome)
    run.state, run.next_try_at = WAITING, now()
    run.save(update_fields=["state", "next_try_at"])
    record("action_run.put_off", run, by=by, action=run.action.name, wait=0)
    return run


def withdraw_run(mark: str, *, by: Person) -> None:
    """Let be what nobody began yet and nothing waits for any more; part of ending its step.

    What a machine is at this moment doing is not stopped: it is somebody else's, and locked.
    """
    waiting = ActionRun.objects.select_for_update(skip_locked=True, of=("self",))
    for run in waiting.filter(mark=mark, state=WAITING).select_related("action"):
        hold(run)
        run.state, run.ended_at, run.next_try_at = WITHDRAWN, now(), None
        run.problem, run.sealed = _("The process went another way."), ""
        run.save(update_fields=["state", "ended_at", "next_try_at", "problem", "sealed"])
        told = {"action": run.action.name, "mark": run.mark, "outcome": run.state}
        record("action_run.settled", run, by=by, **told, problem=run.problem)


@activity
def collect_secret(run: ActionRun, *, by: Person) -> str:
    """Hand out once what came of a run in secret, to whom it was for."""
    demand(access.may_collect(by, run))
    if run.state != DONE or not run.sealed:
        raise NotPossible(_("It has been shown already: begin again if you did not keep it."))
    secret = decrypt(run.sealed)
    run.sealed = ""
    run.save(update_fields=["sealed"])
    record("action_run.collected", run, by=by, action=run.action.name)
    return secret


def forget_secrets(runs: list[ActionRun]) -> int:
    """Drop what nobody collected in time; return how many."""
    return ActionRun.objects.filter(pk__in=[run.pk for run in runs]).update(sealed="")


class _NotDone(Exception):
    """What was begun here was not done: it is undone."""


def _proof(
    action: Action, inputs: Mapping[str, object], about: Model | None
) -> IdentityCheck | None:
    """Return the proof that an action asks for, or refuse to run without it.

    Where none is named it is the newest of whoever the record is for.
    """
    if not action.needs_identity:
        return None
    check = check_numbered(inputs.get(IDENTITY), now())
    if check is None and about is not None:
        person = subject_of(noun_of(about).key).asked(about).beneficiary
        check = proof_of(person, now()) if person else None
    if check is None:
        words = _("%(name)s runs only for who proved a moment ago who they are.")
        raise NotPossible(words % {"name": action.name})
    return check


def _outcome(kind: ActionKind, run: ActionRun) -> Outcome:
    if why := kind.available():
        return Outcome(False, problem=why)
    inputs: dict[str, Json] = {**run.inputs, **_secrets(run)}
    hand = run.action.run_as or run.by
    about = find(hand, run.noun, run.subject_id) if run.subject_id else None
    return kind.run(inputs, key=run.mark, errand=Errand(hand, about))


def _end(run: ActionRun, outcome: Outcome) -> None:
    """Write down that a run is over."""
    run.state = DONE if outcome.is_done else FAILED
    run.is_unknown, run.ended_at, run.next_try_at = outcome.is_unknown, now(), None
    if outcome.is_unknown:
        run.problem = f"{run.problem} {_('It is not known whether it was done.')}".strip()
    # in secret something is said to whom a run was for, and to nobody where there is none
    is_kept = outcome.is_done and outcome.secret and run.identity_id
    run.sealed = encrypt(outcome.secret) if is_kept else ""
    run.save()
    Action.objects.filter(pk=run.action_id).update(looked_at=now(), problem=run.problem)


def _secrets(run: ActionRun) -> dict[str, str]:
    """Return what a run that is not over is given in secret."""
    if not (run.is_open and run.sealed):
        return {}
    found: dict[str, str] = json.loads(decrypt(run.sealed))
    return found


def _told_in_secret(action: Action) -> list[str]:
    kind = opened(action)
    return [kind.told[each.key] for each in kind.asked() if each.is_secret]


def _kept(result: Mapping[str, Json], hidden: list[str]) -> dict[str, Json]:
    """Return a result without secrets, and not larger than a record of it may be."""
    words = redacted(json.dumps(result), hidden)
    kept: dict[str, Json] = json.loads(words) if len(words) <= LONGEST_LOG else {}
    return kept
