"""Setting up what machines do for processes; their secrets are encrypted where they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_hex

from django.utils.text import slugify
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible, TooMany
from spoc.kit.keys import encrypt
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.workflow import action_access as access
from spoc.workflow.activities.runs import ACCOUNT, begin_run, settle_run, take_up_run
from spoc.workflow.base import ActionKind, Setting, all_kinds, opened
from spoc.workflow.models import Action, ActionRun
from spoc.workflow.queries.actions import trials_since
from spoc.workflow.rules.actions import A_MINUTE, MOST_TRIALS, TEXT, as_map

__all__ = [
    "ActionPlan",
    "add_action",
    "begin_run",
    "change_action",
    "check_action",
    "demand_trial",
    "settle_run",
    "switch_action",
    "take_up_run",
    "try_action",
]


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """An action as it is to be: its name, what its kind is told, and what it is given each time."""

    name: str
    told: Mapping[str, str]
    inputs: Mapping[str, str] = field(default_factory=dict)
    owner: Person | None = None
    run_as: Person | None = None
    needs_identity: bool = False
    key: str = ""


@activity
def add_action(kind: str, *, by: Person, plan: ActionPlan) -> Action:
    """Set up an action; it is switched on when it has been tried."""
    demand(access.may_add(by))
    if kind not in {each.key for each in all_kinds()}:
        words = _("There is no such kind of action.")
        raise NotPossible(words, fields={"kind": words})
    action = Action(kind=kind, added_at=now(), owner=plan.owner or by)
    _put(action, plan, by)
    action.key = _free_key(plan.key or plan.name)
    action.save()
    record("action.added", action, by=by, name=action.name, kind=kind)
    return action


@activity
def change_action(action: Action, *, by: Person, plan: ActionPlan) -> Action:
    """Change what an action is told; a secret left empty stays as it was."""
    demand(access.may_change(by, action))
    _put(action, plan, by)
    action.problem = ""
    action.save()
    record("action.changed", action, by=by, name=action.name)
    return action


@activity
def switch_action(action: Action, *, by: Person, is_on: bool) -> Action:
    """Let an action run, or let it rest: what asks for it then is done by hand."""
    demand(access.may_keep(by, action))
    if is_on and (why := ActionKind.get(action.kind).available()):
        raise NotPossible(why)
    action.is_on = is_on
    action.save(update_fields=["is_on"])
    kind = "action.switched_on" if is_on else "action.switched_off"
    record(kind, action, by=by, name=action.name)
    return action


def check_action(action: Action, *, by: Person) -> str:
    """Try an action's settings without doing anything; return what stands in the way."""
    demand(access.may_keep(by, action))
    try:
        opened(action).check()
    except (OSError, NotPossible) as problem:
        words = one_line(str(problem), 300) or type(problem).__name__
    else:
        words = ""
    Action.objects.filter(pk=action.pk).update(looked_at=now(), problem=words)
    return words


def demand_trial(action: Action, *, by: Person) -> None:
    """Refuse a trial that would do to somebody what only they may ask for, or one too many."""
    demand(access.may_keep(by, action))
    if action.needs_identity:
        words = _("It runs only for who proved a moment ago who they are: try it as they would.")
        raise NotPossible(words)
    if trials_since(action, now() - A_MINUTE) >= MOST_TRIALS:
        raise TooMany(_("It was tried several times just now: wait a minute."))


def try_action(action: Action, *, by: Person, inputs: Mapping[str, object]) -> ActionRun:
    """Let an action run once with what is given now, whether it is switched on or not."""
    demand_trial(action, by=by)
    mark = f"trial-{token_hex(8)}"
    return begin_run(action, by=by, inputs=inputs, mark=mark, is_trial=True)


def _put(action: Action, plan: ActionPlan, by: Person) -> None:
    """Give an action what it is to be, and say what of it is wrong."""
    name = one_line(plan.name, 80)
    if not name or Action.objects.filter(name=name).exclude(pk=action.pk).exists():
        words = _("Give it a name that no other action has.")
        raise NotPossible(words, fields={"name": words})
    kind = ActionKind.get(action.kind)
    _demand_secrets(kind, plan.told, action.settings)
    action.name = name
    action.settings, plain = _kept(kind, plan.told, action.settings)
    action.inputs = dict(plan.inputs) if kind.asks_inputs else {}
    wrong = {s.key: words for s in kind.asked() if (words := _wrong(s, plain[s.key]))}
    if wrong := wrong or kind(plain, action.inputs).missing():
        raise NotPossible(_("Some settings are not right: mend what is marked."), fields=wrong)
    # whoever draws a process reads here what it is given, whichever kind it is
    action.inputs = as_map(kind(plain, action.inputs).wanted())
    if plan.needs_identity and ACCOUNT in action.inputs:
        # it is the one that was proven
        action.inputs[ACCOUNT] = f"{TEXT} optional"
    action.needs_identity = plan.needs_identity
    if access.may_add(by):
        action.owner, action.run_as = plan.owner or action.owner, plan.run_as
    if kind.is_here and action.run_as is None:
        words = _("Say in whose name it acts.")
        raise NotPossible(words, fields={"run_as": words})


def _demand_secrets(
    kind: type[ActionKind], told: Mapping[str, str], before: Mapping[str, str]
) -> None:
    """Refuse to hand a secret that was typed for one machine to another."""
    if kind.destination(told) == kind.destination(before):
        return
    wrong = {
        each.key: _("Write it once more: it goes elsewhere now.")
        for each in kind.asked()
        if each.is_secret and before.get(each.key) and not told.get(each.key, "").strip()
    }
    if wrong:
        raise NotPossible(_("Some settings are not right: mend what is marked."), fields=wrong)


def _kept(
    kind: type[ActionKind], told: Mapping[str, str], before: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the settings as they are kept, and as the kind reads them."""
    kept: dict[str, str] = {}
    plain: dict[str, str] = {}
    for setting in kind.asked():
        value = told.get(setting.key, "").strip()
        if setting.is_secret:
            kept[setting.key] = encrypt(value) if value else before.get(setting.key, "")
            plain[setting.key] = value or kept[setting.key]
        else:
            kept[setting.key] = plain[setting.key] = value or setting.default
    return kept, plain


def _wrong(setting: Setting, value: str) -> str:
    """Return what is wrong with one setting, in a sentence; empty when nothing is."""
    if not value:
        return "" if setting.is_optional else _("Fill this in.")
    if setting.choices and value not in dict(setting.choices):
        return _("“%(value)s” is not one of the choices: choose another.") % {"value": value}
    return ""


def _free_key(words: str) -> str:
    """Return a key that no other action has, made of the words."""
    stem = slugify(words)[:50] or "action"
    taken = set(Action.objects.filter(key__startswith=stem).values_list("key", flat=True))
    others = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *others) if key not in taken)
