"""Running a macro on a request, and taking back what it did."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from spoc.requests import access, activities
from spoc.requests.api.shapes import RecordOut, RequestOut, found, request_now
from spoc.requests.macro_access import macros_visible_to
from spoc.site.machines import Key, answers, find, named
from spoc.site.tokens import caller

router = Router()

ALL = "/requests/{int:number}/macro-runs"


class MacroRunIn(Schema):
    """The macro to run."""

    macro: Key


class MacroRunOut(Schema):
    """A macro that the caller ran on a request."""

    id: int
    macro: RecordOut
    at: datetime
    is_undoable: bool = Field(description="Whether each of its steps can be taken back.")


@router.get(ALL, response=answers(list[MacroRunOut]))
def list_macro_runs(request: HttpRequest, number: int) -> list[MacroRunOut]:
    """List the macros that the caller ran on a request, each at its last time, the newest first."""
    by, row = caller(request), found(request, number)
    access.demand_work(by, row)
    uses = row.macro_uses.filter(by=by).select_related("macro").order_by("-at", "-id")
    return [
        MacroRunOut(
            id=each.pk,
            macro=RecordOut(id=each.macro_id, name=str(each.macro)),
            at=each.at,
            is_undoable=bool(each.back),
        )
        for each in uses
    ]


@router.post(ALL, response=answers(RequestOut))
def run_macro(request: HttpRequest, number: int, asked: MacroRunIn) -> RequestOut:
    """Run a macro on a request: all of it, or nothing."""
    by, row = caller(request), found(request, number)
    access.demand_work(by, row)
    activities.run_macro(row, by=by, macro=named(macros_visible_to(by), asked.macro, "macro"))
    return request_now(number, by)


@router.post(f"{ALL}/{{int:run}}/undoing", response=answers(RequestOut))
def undo_macro_run(request: HttpRequest, number: int, run: int) -> RequestOut:
    """Take back what a macro did, within an hour: all of it, or nothing."""
    by, row = caller(request), found(request, number)
    access.demand_work(by, row)
    activities.undo_macro(row, by=by, use=find(row.macro_uses.filter(by=by), run))
    return request_now(number, by)
