"""The rules of dispatch for machines."""

from django.http import HttpRequest
from ninja import Router, Schema

from spoc.requests import access
from spoc.requests.models import DispatchRule
from spoc.site.machines import Walk, answers, page_of
from spoc.site.tokens import caller

router = Router()


class RuleOut(Schema):
    """A rule of dispatch: what it asks for (empty fits all), who gets it, and how.

    Without a team it is the one of the request's service.
    """

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


@router.get("/dispatch-rules", response=answers(RulesOut))
def list_dispatch_rules(request: HttpRequest, walk: Walk) -> RulesOut:
    """List the rules of dispatch: the first in use that fits decides."""
    rows, mark = page_of(access.rules_visible_to(caller(request)), ("rank", "id"), walk)
    return RulesOut(items=[_out(row) for row in rows], next=mark)


def _out(row: DispatchRule) -> RuleOut:
    return RuleOut(
        id=row.pk,
        place=row.rank,
        name=row.name,
        is_active=row.is_active,
        service=row.service_id,
        type=row.type,
        category=row.category_id,
        community=row.community_id,
        item=row.item_id,
        words=row.words,
        priorities=row.priorities,
        calendar=row.calendar_id,
        hours=row.hours,
        team=row.team_id,
        strategy=row.strategy,
        most_open=row.most_open,
    )
