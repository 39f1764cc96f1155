"""The flow of work: the next request that nobody has, and being reminded of one."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.kit.errors import NotFound
from spoc.people.access import teams_visible_to
from spoc.requests import activities
from spoc.requests.api.shapes import RequestOut, found, request_now
from spoc.requests.queries.rows import Filters, queue
from spoc.site.machines import Moment, answers
from spoc.site.tokens import caller

router = Router()

EVERYBODYS = ("all", "new", "unroutable")


class ReminderIn(Schema):
    """When a request is to come back to oneself, and what for."""

    at: Moment
    note: str = Field("", max_length=200)


@router.post("/queues/{slug:key}/next", response={**answers(RequestOut), 204: None})
def take_next_request(request: HttpRequest, key: str) -> RequestOut | Status[None]:
    """Take the most urgent request of a queue (a team's, `all`, `new`) nobody has; 204 for none."""
    by = caller(request)
    team = teams_visible_to(by).filter(key=key).first() if key not in EVERYBODYS else None
    if team is None and key not in EVERYBODYS:
        raise NotFound(_("There is no such queue."))
    rows = queue(by, key, team.pk if team else None, Filters())
    got = activities.take_next(rows, by=by)
    if got.support_request is None:
        return Status(204, None)
    return request_now(got.support_request.pk, by)


@router.post("/requests/{int:number}/reminder", response=answers(RequestOut))
def remind_me_of_request(request: HttpRequest, number: int, asked: ReminderIn) -> RequestOut:
    """Have a request out of one's own list until a moment, and be reminded of it then."""
    by, row = caller(request), found(request, number)
    activities.set_reminder(row, by=by, moment=asked.at, note=asked.note)
    return request_now(number, by)


@router.delete("/requests/{int:number}/reminder", response=answers(None, 204))
def drop_request_reminder(request: HttpRequest, number: int) -> Status[None]:
    """Have a request in one's list again; one is reminded of it no more."""
    by, row = caller(request), found(request, number)
    activities.drop_reminder(row, by=by)
    return Status(204, None)
