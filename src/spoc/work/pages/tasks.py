"""The tasks somebody has or their teams have, and one task: what it is, and moving it on."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.kit.errors import NotFound, NotPossible
from spoc.people.models import Person
from spoc.work import access, activities
from spoc.work.forms import plan_given
from spoc.work.models import Task
from spoc.work.pages.answering import agent, back, shown
from spoc.work.queries.tasks import choices, page_for, shown_task

LIST, FORM = "work/tasks.html", "work/task.html"
LARGEST = 2**63
Given = dict[str, str]
VERBS: dict[str, Callable[[Task, Person, Given], Task]] = {
    "start": lambda task, by, given: activities.start_task(task, by=by),
    "finish": lambda task, by, given: activities.finish_task(
        task, by=by, result=given.get("result", "")
    ),
    "fail": lambda task, by, given: activities.fail_task(
        task, by=by, result=given.get("result", "")
    ),
    "cancel": lambda task, by, given: activities.cancel_task(
        task, by=by, result=given.get("result", "")
    ),
    "reopen": lambda task, by, given: activities.reopen_task(task, by=by),
    "up": lambda task, by, given: activities.move_task(task, by=by, is_up=True),
    "down": lambda task, by, given: activities.move_task(task, by=by, is_up=False),
}
# what is taken back with one key
UNDONE = ("start", "finish", "cancel")


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the tasks that are one's own, or those of one's teams that nobody has; due first."""
    return render(request, LIST, _listed(request))


@login_required
@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """Draw the list alone: asked for when something in it changed."""
    return render(request, "work/_task_rows.html", _listed(request))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a task, or say anew what it is."""
    by = agent(request)
    row = _found(by, pk)
    if request.method != "POST":
        return _form(request, row)
    try:
        activities.change_task(row, by=by, plan=plan_given(request.POST.dict(), by))
    except NotPossible as refusal:
        return _form(request, row, refusal)
    messages.success(request, _("The task is changed."))
    return back(request, by, row.subject)


@login_required
@require_POST
def move(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Move a task on: begin it, end it, let it be to do again, or change its place."""
    by = agent(request)
    row = _found(by, pk)
    if verb not in VERBS:
        raise NotFound(_("There is no such step."))
    try:
        VERBS[verb](row, by, request.POST.dict())
    except NotPossible as refusal:
        return _form(request, row, refusal)
    here = urlencode({"back": request.POST.get("back", "") or request.GET.get("back", "")})
    undo = f"/tasks/{row.pk}/reopen?{here}" if verb in UNDONE else ""
    messages.success(request, _said(verb, row), extra_tags=undo)
    return back(request, by, row.subject)


def _found(by: Person, pk: int) -> Task:
    row = access.tasks_visible_to(by).filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is no such task that you may see."))
    return row


def _listed(request: HttpRequest) -> dict[str, object]:
    person = agent(request)
    whose = "team" if request.GET.get("whose") == "team" else "mine"
    page = page_for(person, whose, request.GET.get("after"))
    return {"page": page, "whose": whose, "here": f"/tasks?whose={whose}"}


def _form(request: HttpRequest, row: Task, refusal: NotPossible | None = None) -> HttpResponse:
    by = agent(request)
    about = {
        "task": shown_task(row, by),
        "reference": row.reference,
        "may_plan": access.may_plan(by, row.subject),
        "due": timezone.localtime(row.due_at).strftime("%Y-%m-%d %H:%M") if row.due_at else "",
        "choices": choices(by),
    }
    return shown(request, FORM, about, refusal)


def _said(verb: str, row: Task) -> str:
    words = {
        "start": _("You have begun: %(title)s."),
        "finish": _("Done: %(title)s."),
        "fail": _("Could not be done: %(title)s."),
        "cancel": _("Not needed any more: %(title)s."),
        "reopen": _("To be done again: %(title)s."),
    }
    return words.get(verb, _("Moved: %(title)s.")) % {"title": row.title}
