"""What is done to many requests at once, for machines."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.people.access import demand, may_work_at_desk
from spoc.people.models import Person
from spoc.requests.activities import bulk
from spoc.requests.macro_access import macros_visible_to, runs_visible_to
from spoc.requests.models import BulkRun
from spoc.site.machines import Key, Walk, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()
ONE = "/bulk-runs/{int:run}"


class BulkRunIn(Schema):
    """The requests, and the macro that is run on each of them the caller may work on."""

    requests: list[Key] = Field(min_length=1, max_length=10_000)
    macro: Key


class BulkRunOut(Schema):
    """How far it is: how many in all, done, refused, and taken back."""

    id: int
    state: str
    total: int
    done: int
    refused: int
    undone: int


class LeftOut(Schema):
    """A request that was left out, or could not be put back, and why."""

    request: int
    state: str
    why: str


class LeftOutOut(Schema):
    """A page of what was left out, and the mark of the next page."""

    items: list[LeftOut]
    next: Annotated[str | None, Field(description="None on the last page.")]


@router.post("/bulk-runs", response=answers(BulkRunOut, 201))
def begin_bulk_run(request: HttpRequest, asked: BulkRunIn) -> Status[BulkRunOut]:
    """Run a macro on many requests, one after another."""
    by = _worker(request)
    macro = named(macros_visible_to(by), asked.macro, "macro")
    run = bulk.begin_bulk(asked.requests, by=by, does="macro", macro=macro)
    return Status(201, _out(run))


@router.get(ONE, response=answers(BulkRunOut))
def read_bulk_run(request: HttpRequest, run: int) -> BulkRunOut:
    """Read how far a run of one's own is."""
    return _out(find(runs_visible_to(_worker(request)), run))


@router.get(f"{ONE}/left-out", response=answers(LeftOutOut))
def list_left_out(request: HttpRequest, run: int, walk: Walk) -> LeftOutOut:
    """List what was left out, and why."""
    found: BulkRun = find(runs_visible_to(_worker(request)), run)
    rows, mark = page_of(found.items.filter(state__in=["refused", "kept"]), ("id",), walk)
    left = [LeftOut(request=r.support_request_id, state=r.state, why=r.why) for r in rows]
    return LeftOutOut(items=left, next=mark)


@router.post(f"{ONE}/stop", response=answers(BulkRunOut))
def stop_bulk_run(request: HttpRequest, run: int) -> BulkRunOut:
    """Stop a run where it is."""
    by = _worker(request)
    return _out(bulk.stop_bulk(find(runs_visible_to(by), run), by=by))


@router.post(f"{ONE}/undo", response=answers(BulkRunOut))
def undo_bulk_run(request: HttpRequest, run: int) -> BulkRunOut:
    """Take back what a run did, as far as that is possible."""
    by = _worker(request)
    return _out(bulk.undo_bulk(find(runs_visible_to(by), run), by=by))


def _worker(request: HttpRequest) -> Person:
    by = caller(request)
    demand(may_work_at_desk(by))
    return by


def _out(run: BulkRun) -> BulkRunOut:
    return BulkRunOut(
        id=run.pk,
        state=run.state,
        total=run.total_count,
        done=run.done_count,
        refused=run.refused_count,
        undone=run.undone_count,
    )
