"""Keeping the table of dispatch: adding rules, changing them, their order, switching them off."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec, TypedDict, TypeVar, Unpack

from django.db import connection, transaction
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.catalogue.models import Category, Service
from spoc.cmdb.models import ConfigurationItem
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.people.access import demand
from spoc.people.activities.changes import Changes, change
from spoc.people.models import Community, Person, Team
from spoc.requests import access
from spoc.requests.models import DispatchRule
from spoc.requests.queries.dispatch import as_rules, rules_in_order
from spoc.requests.rules import TYPES
from spoc.requests.rules.dispatch import HOURS, STRATEGIES, covering, moved
from spoc.service_levels.models import Calendar

MOST_WORDS = 50
Said = ParamSpec("Said")
Kept = TypeVar("Kept")


class RuleParticulars(TypedDict, total=False):
    """What may be said of a rule beside its name and place: what it asks for, and who gets it."""

    is_active: bool
    service: Service | None
    type: str
    category: Category | None
    community: Community | None
    item: ConfigurationItem | None
    words: list[str]
    priorities: list[int]
    calendar: Calendar | None
    hours: str
    team: Team | None
    strategy: str
    most_open: int | None


def in_turn(act: Callable[Said, Kept]) -> Callable[Said, Kept]:
    """Let what numbers the table anew wait for its turn, before any of its rows is held.

    An activity holds its own row first: of two moved at once, each would wait for the other's.
    """

    @wraps(act)
    def whole(*args: Said.args, **kwargs: Said.kwargs) -> Kept:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('requests.dispatch', 0))")
            return act(*args, **kwargs)

    return whole


@in_turn
@activity
def add_rule(
    name: str, *, by: Person, place: int | None = None, **particulars: Unpack[RuleParticulars]
) -> DispatchRule:
    """Add a rule to the table of dispatch, at a place or at its end."""
    demand(access.may_shape_dispatch(by))
    last = rules_in_order().count() + 1
    rule = DispatchRule.objects.create(rank=last, **as_kept(name, particulars))
    _put_at(rule, place or last)
    demand_decides(rule, rules_in_order())
    record("dispatch_rule.added", rule, by=by, name=rule.name)
    return rule


@in_turn
@activity
def change_rule(
    rule: DispatchRule,
    *,
    by: Person,
    name: str,
    place: int | None = None,
    **particulars: Unpack[RuleParticulars],
) -> DispatchRule:
    """Change what a rule asks for, who gets it, or its place; what was dispatched stays there."""
    demand(access.may_shape_dispatch(by))
    changes = change(rule, as_kept(name, particulars))
    if place is not None:
        changes |= _put_at(rule, place)
    demand_decides(rule, rules_in_order())
    if changes:
        record("dispatch_rule.changed", rule, by=by, name=rule.name, changes=changes)
    return rule


@in_turn
@activity
def move_rule(rule: DispatchRule, *, by: Person, place: int) -> DispatchRule:
    """Put a rule at another place in the table: the first that fits decides."""
    demand(access.may_shape_dispatch(by))
    if changes := _put_at(rule, place):
        now_at = rule.rank
        record("dispatch_rule.moved", rule, by=by, name=rule.name, place=now_at, changes=changes)
    return rule


@activity
def switch_rule(rule: DispatchRule, *, by: Person, is_active: bool) -> DispatchRule:
    """Switch a rule on or off; one that is off keeps its place."""
    demand(access.may_shape_dispatch(by))
    if change(rule, {"is_active": is_active}):
        state = "on" if is_active else "off"
        record("dispatch_rule.switched", rule, by=by, name=rule.name, state=state)
    return rule


def as_kept(name: str, particulars: RuleParticulars) -> dict[str, object]:
    """Return what is wanted of a rule as it is kept, or refuse what makes no rule."""
    said = one_line(name, 80)
    if not said:
        raise _wrong("name", _("Give it a name."))
    if particulars.get("type", "") not in ("", *TYPES):
        raise _wrong("type", _("Choose one of the four types."))
    if particulars.get("strategy", "team") not in STRATEGIES:
        raise _wrong("strategy", _("Choose how a person is found."))
    _check_hours(particulars)
    _check_category(particulars)
    wanted: dict[str, object] = {"name": said, **particulars}
    if "words" in particulars:
        wanted["words"] = _words(particulars["words"])
    if "priorities" in particulars:
        wanted["priorities"] = sorted(set(particulars["priorities"]) & set(range(1, 6)))
    return wanted


def _check_hours(particulars: RuleParticulars) -> None:
    calendar, hours = particulars.get("calendar"), particulars.get("hours", "")
    if hours not in ("", *HOURS) or bool(calendar) != bool(hours):
        raise _wrong("hours", _("Say both: which calendar, and whether it is open or closed."))


def _check_category(particulars: RuleParticulars) -> None:
    service, category = particulars.get("service"), particulars.get("category")
    if service and category and category.service_id not in (None, service.pk):
        raise _wrong("category", _("This category is of another service: no request has both."))


def _words(given: Iterable[str]) -> list[str]:
    words = [one_line(word, 60).lower() for word in given]
    return list(dict.fromkeys(word for word in words if word))[:MOST_WORDS]


def _put_at(rule: DispatchRule, place: int) -> Changes:
    """Put the rule at a place, and number the whole table from 1."""
    rows = {row.pk: row for row in rules_in_order()}
    rows[rule.pk] = rule
    changes: Changes = {}
    for rank, pk in enumerate(moved(list(rows), rule.pk, place), 1):
        changed = change(rows[pk], {"rank": rank})
        changes = changed if pk == rule.pk else changes
    return changes


def demand_decides(rule: DispatchRule, table: Iterable[DispatchRule]) -> None:
    """Refuse a rule that could never decide, since an earlier one takes all that fits it."""
    if not rule.is_active:
        return
    earlier = covering(as_rules(table)).get(rule.pk or 0)
    if earlier is not None:
        words = _(
            "It would never decide: rule %(place)s, %(name)s, takes all of it first. Put this one"
            " before it, or ask for something else."
        )
        raise _wrong("place", words % {"place": earlier.place, "name": earlier.name})


def _wrong(field: str, sentence: str) -> NotPossible:
    return NotPossible(sentence, fields={field: sentence})
