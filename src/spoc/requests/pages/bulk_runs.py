"""What is done to many requests by the worker: begun from a queue, watched, stopped, undone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from spoc.kit import keyset
from spoc.kit.errors import NotFound, NotPossible
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities import bulk
from spoc.requests.macro_access import runs_visible_to
from spoc.requests.models import BulkRun, Macro
from spoc.requests.pages.finding import agent
from spoc.requests.pages.place import Place, demand_queue, number_of, place_of, rows_at
from spoc.requests.rules.macro import Step

LARGEST = 2**63
# more than so many are left to the worker
AT_ONCE = 50
PAGE = 50
# one more than a run may have, so that too many are seen to be too many
MOST_ASKED = 10_001


@login_required
@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what became of a run: how many it was done to, and what was left out and why."""
    run = _run(request, pk)
    states = ["refused", "kept"] + ([] if run.is_at_work else ["waiting"])
    left = run.items.filter(state__in=states)
    listed = keyset.page(left, ("id",), size=PAGE, after=request.GET.get("after"))
    context = {**_shown(run), "left": listed.rows, "next": listed.next}
    return render(request, "requests/bulk/run.html", context)


@login_required
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a run is alone: asked for while it is at work."""
    return render(request, "requests/bulk/_progress.html", _shown(_run(request, pk)))


@login_required
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a run where it is."""
    run = bulk.stop_bulk(_run(request, pk), by=agent(request))
    words = ngettext(
        "Stopped. %(count)s request was done.",
        "Stopped. %(count)s requests were done.",
        run.done_count,
    )
    messages.success(request, words % {"count": run.done_count})
    return redirect("requests:bulk-run", pk=run.pk)


@login_required
@require_POST
def undoing(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what a run did."""
    run = bulk.undo_bulk(_run(request, pk), by=agent(request))
    return redirect("requests:bulk-run", pk=run.pk)


def picked_in(given: QueryDict) -> dict[int, int | None]:
    """Return the requests picked in a list, each with who was seen to have it."""
    pairs = (each.partition(":") for each in given.getlist("pick")[:MOST_ASKED])
    return {pk: number_of(had) for number, _sign, had in pairs if (pk := number_of(number))}


def numbers_in(person: Person, place: Place, given: QueryDict) -> list[int]:
    """Return the requests meant: those picked, or all of the queue the person may work on."""
    if "all" not in given:
        picked = access.workable_by(person).filter(pk__in=picked_in(given))
        return list(picked.values_list("pk", flat=True))
    shown = rows_at(person, place, demand_queue(person, place))
    rows = access.workable_by(person).filter(pk__in=shown.order_by().values("pk"))
    return list(rows.order_by("pk").values_list("pk", flat=True)[:MOST_ASKED])


def is_for_worker(given: QueryDict) -> bool:
    """Tell whether these are so many that the worker does them."""
    return "all" in given or len(given.getlist("pick")) > AT_ONCE


def begin(
    request: HttpRequest,
    place: Place,
    does: str,
    *,
    steps: list[Step] | None = None,
    macro: Macro | None = None,
) -> HttpResponse:
    """Leave a step for many to the worker, and go back to the queue, where it is watched."""
    person = agent(request)
    had = {} if "all" in request.POST else picked_in(request.POST)
    run = bulk.begin_bulk(
        numbers_in(person, place, request.POST),
        by=person,
        does=does,
        steps=steps or [],
        macro=macro,
        place=place.mark,
        had={pk: who for pk, who in had.items() if who is not None},
    )
    address = place.address
    return HttpResponseRedirect(f"{address}{'&' if '?' in address else '?'}run={run.pk}")


def steps_of(noun: str, given: QueryDict) -> list[Step]:
    """Return what is done to each, as the form of the step said it, or refuse what is lacking."""
    if noun == "assignment":
        return [{"do": "assign", **_said(given, "team", "assignee")}]
    if noun == "major-link":
        if not given.get("major"):
            words = _("Choose the major incident.")
            raise NotPossible(words, fields={"major": words})
        return [{"do": "major", **_said(given, "major")}]
    if given.get("priority") and not given.get("reason", "").strip():
        words = _("Choose a priority from 1 to 5, and say why.")
        raise NotPossible(words, fields={"reason": words})
    return [{"do": "override", **_said(given, "priority", "reason")}]


def _said(given: QueryDict, *names: str) -> dict[str, str]:
    return {name: str(given[name]) for name in names if given.get(name)}


def _run(request: HttpRequest, pk: int) -> BulkRun:
    rows = runs_visible_to(agent(request)).select_related("macro")
    run = rows.filter(pk=pk).first() if pk < LARGEST else None
    if run is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return run


def _shown(run: BulkRun) -> dict[str, object]:
    is_back = run.state in ("undoing", "undone")
    goal = run.done_count if is_back else run.total_count
    at = run.undone_count if is_back else run.done_count + run.refused_count
    is_undoable = run.items.filter(state="done", back__isnull=False).exists()
    return {
        "run": run,
        "goal": goal,
        "at": at,
        "place": place_of(run.place),
        "may_undo": run.state in ("done", "stopped") and is_undoable,
    }
