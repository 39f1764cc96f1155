"""The rules of dispatch for machines: reading the table, and keeping it."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.catalogue.access import categories_visible_to
from spoc.catalogue.access import visible_to as services_visible_to
from spoc.cmdb.access import visible_to as items_visible_to
from spoc.cmdb.queries import live_items
from spoc.people.access import communities_visible_to, demand, teams_visible_to
from spoc.people.models import Person
from spoc.requests import access, activities
from spoc.requests.activities.dispatch_rules import MOST_WORDS
from spoc.requests.api.field_settings import TablePlaceIn
from spoc.requests.models import DispatchRule
from spoc.requests.rules import TYPES
from spoc.requests.rules.dispatch import HOURS, STRATEGIES
from spoc.service_levels.access import calendars_visible_to
from spoc.site.machines import Key, OneOf, Walk, Whole, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()

ALL, ONE = "/dispatch-rules", "/dispatch-rules/{int:rule}"
PLAIN = ("name", "is_active", "type", "words", "priorities", "hours", "strategy", "most_open")
NAMED = ("service", "category", "community", "item", "calendar", "team")


class RuleIn(Schema):
    """A rule of dispatch: what it asks for (empty fits all), who gets it, and how.

    Without a team it is the one of the request's service; without a place it comes last, or stays.
    """

    name: str = Field(min_length=1, max_length=80)
    place: Annotated[Whole, Field(ge=1, le=10_000)] | None = None
    is_active: bool = True
    service: Key | None = None
    type: Annotated[str, OneOf(("", *TYPES[1:]))] = ""
    category: Key | None = None
    community: Key | None = None
    item: Key | None = None
    words: list[Annotated[str, Field(max_length=60)]] = Field([], max_length=MOST_WORDS)
    priorities: list[Annotated[Whole, Field(ge=1, le=5)]] = Field([], max_length=5)
    calendar: Key | None = None
    hours: Annotated[str, OneOf(("", *HOURS))] = ""
    team: Key | None = None
    strategy: Annotated[str, OneOf(STRATEGIES)] = "team"
    most_open: Annotated[Whole, Field(ge=1, le=1_000)] | None = None


class RuleOut(Schema):
    """A rule of dispatch as it is kept, with its place in the table."""

    id: int
    place: int
    name: str
    is_active: bool
    service: int | None
    type: str
    category: int | None
    community: int | None
    item: int | None
    words: list[str]
    priorities: list[int]
    calendar: int | None
    hours: str
    team: int | None
    strategy: str
    most_open: int | None


class RulesOut(Schema):
    """A page of the table of dispatch, in its order, and the mark of the next page."""

    items: list[RuleOut]
    next: str | None


class RuleSwitchIn(Schema):
    """Whether it is in use."""

    is_on: bool


@router.get(ALL, response=answers(RulesOut))
def list_dispatch_rules(request: HttpRequest, walk: Walk) -> RulesOut:
    """List the rules of dispatch: the first in use that fits decides."""
    rows, mark = page_of(access.rules_visible_to(caller(request)), ("rank", "id"), walk)
    return RulesOut(items=[_out(row) for row in rows], next=mark)


@router.post(ALL, response=answers(RuleOut, 201))
def add_dispatch_rule(request: HttpRequest, asked: RuleIn) -> Status[RuleOut]:
    """Add a rule to the table."""
    by = _keeper(request)
    said = _particulars(asked, by)
    return Status(201, _out(activities.add_rule(said.pop("name"), by=by, **said)))


@router.get(ONE, response=answers(RuleOut))
def read_dispatch_rule(request: HttpRequest, rule: int) -> RuleOut:
    """Read a rule."""
    return _out(find(access.rules_visible_to(caller(request)), rule))


@router.put(ONE, response=answers(RuleOut))
def change_dispatch_rule(request: HttpRequest, rule: int, asked: RuleIn) -> RuleOut:
    """Change a rule: what is not sent is as in a new one; what was dispatched stays there."""
    by = _keeper(request)
    row: DispatchRule = find(access.rules_visible_to(by), rule)
    return _out(activities.change_rule(row, by=by, **_particulars(asked, by)))


@router.put(f"{ONE}/place", response=answers(RuleOut))
def move_dispatch_rule(request: HttpRequest, rule: int, asked: TablePlaceIn) -> RuleOut:
    """Put a rule at another place in the table."""
    by = _keeper(request)
    row: DispatchRule = find(access.rules_visible_to(by), rule)
    return _out(activities.move_rule(row, by=by, place=asked.place))


@router.put(f"{ONE}/switch", response=answers(RuleOut))
def switch_dispatch_rule(request: HttpRequest, rule: int, asked: RuleSwitchIn) -> RuleOut:
    """Switch a rule on or off; one that is off keeps its place."""
    by = _keeper(request)
    row: DispatchRule = find(access.rules_visible_to(by), rule)
    return _out(activities.switch_rule(row, by=by, is_active=asked.is_on))


def _keeper(request: HttpRequest) -> Person:
    """Return the caller, if they keep the rules."""
    by = caller(request)
    words = _("Rules of dispatch are kept by the managers of the desk: ask them.")
    demand(access.may_keep_dispatch(by), words)
    return by


def _particulars(asked: RuleIn, by: Person) -> dict[str, Any]:
    known: dict[str, Any] = {
        "service": services_visible_to(by),
        "category": categories_visible_to(by),
        "community": communities_visible_to(by),
        "item": live_items(items_visible_to(by)),
        "calendar": calendars_visible_to(by).filter(is_active=True),
        "team": teams_visible_to(by),
    }
    said: dict[str, Any] = {name: getattr(asked, name) for name in (*PLAIN, "place")}
    return said | {name: named(known[name], getattr(asked, name), name) for name in NAMED}


def _out(row: DispatchRule) -> RuleOut:
    plain = {name: getattr(row, name) for name in PLAIN}
    keys = {name: getattr(row, f"{name}_id") for name in NAMED}
    return RuleOut(id=row.pk, place=row.rank, **plain, **keys)
