"""Actions of machines: which there are, how they do, and what was run."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.kit.attempt import attempt
from spoc.kit.errors import NotAllowed, NotFound
from spoc.kit.keyset import page
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.ui.topics import sign
from spoc.workflow import action_access as access
from spoc.workflow.action_words import RUN_STATE, RUN_TONE
from spoc.workflow.activities.actions import (
    add_action,
    change_action,
    check_action,
    demand_trial,
    switch_action,
    try_action,
)
from spoc.workflow.base import ActionKind, all_kinds, opened
from spoc.workflow.forms.actions import ActionForm, TrialForm
from spoc.workflow.models import Action
from spoc.workflow.queries.actions import DAYS, with_health

PAGE_SIZE = 50
LARGEST = 2**63


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the actions and how they do."""
    viewer = _viewer(request)
    rows = with_health(access.actions_visible_to(viewer), now())
    kinds = {kind.key: kind for kind in all_kinds()}
    context = {"rows": rows, "kinds": kinds, "days": DAYS, "may_add": access.may_add(viewer)}
    return render(request, "workflow/actions/actions.html", context)


@login_required
@require_safe
def choice(request: HttpRequest) -> HttpResponse:
    """Show which kinds of action there are, and which of them do not run here."""
    if not access.may_add(_viewer(request)):
        raise NotAllowed(_("Only administrators set actions up: ask one of them."))
    kinds = [(kind, kind.available()) for kind in all_kinds()]
    return render(request, "workflow/actions/choice.html", {"kinds": kinds})


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Set up an action of this kind."""
    viewer = _viewer(request)
    if not access.may_add(viewer):
        raise NotAllowed(_("Only administrators set actions up: ask one of them."))
    sort = next((each for each in all_kinds() if each.key == kind), None)
    if sort is None:
        raise NotFound(_("There is no such kind of action."))
    form = ActionForm(request.POST or None, viewer=viewer, kind=sort)
    made = attempt(form, lambda: add_action(kind, by=viewer, plan=form.plan()))
    if made is None:
        return _form(request, form, sort, None)
    messages.success(request, _("It is set up. Test it, then switch it on."))
    return redirect("workflow:action", pk=made.pk)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what an action is told."""
    viewer = _viewer(request)
    action = _found(viewer, pk)
    if not access.may_change(viewer, action):
        raise NotAllowed(_("It acts as somebody else: an administrator changes it."))
    sort = ActionKind.get(action.kind)
    form = ActionForm(request.POST or None, viewer=viewer, kind=sort, action=action)
    if attempt(form, lambda: change_action(action, by=viewer, plan=form.plan())) is None:
        return _form(request, form, sort, action)
    messages.success(request, _("Saved. Test it now."))
    return redirect("workflow:action", pk=pk)


@login_required
@require_safe
def action(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an action and what was run, the newest first."""
    return render(request, "workflow/actions/action.html", _told(request, pk))


@login_required
@require_safe
def rows(request: HttpRequest, pk: int) -> HttpResponse:
    """Show further runs alone."""
    return render(request, "workflow/actions/_run_rows.html", _told(request, pk))


@login_required
@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one run: what it was given, what it said, and what came of it."""
    viewer = _viewer(request)
    known = access.runs_visible_to(viewer).select_related("action", "by")
    row = known.filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise _nothing()
    return render(request, "workflow/actions/run.html", {"run": row, **_live(viewer), **_words()})


@login_required
@require_POST
def switching(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch an action on or off."""
    viewer = _viewer(request)
    row, is_on = _found(viewer, pk), request.POST.get("is_on") == "yes"
    switch_action(row, by=viewer, is_on=is_on)
    words = _("%(name)s is on.") if is_on else _("%(name)s is off: it is done by hand.")
    messages.success(request, words % {"name": row.name})
    return redirect("workflow:action", pk=pk)


@login_required
@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Try the settings, and say in one sentence what happened."""
    viewer = _viewer(request)
    row = _found(viewer, pk)
    problem = check_action(row, by=viewer)
    told = {"name": row.name, "problem": problem}
    if problem:
        messages.error(request, _("%(name)s does not work: %(problem)s") % told)
    else:
        messages.success(request, _("%(name)s works.") % told)
    return redirect("workflow:action", pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """Run an action once with what is typed here."""
    viewer = _viewer(request)
    row = _found(viewer, pk)
    demand_trial(row, by=viewer)
    form = TrialForm(
        request.POST if request.method == "POST" else None, wanted=opened(row).wanted()
    )
    made = attempt(form, lambda: try_action(row, by=viewer, inputs=form.cleaned_data))
    if made is None:
        status = 422 if form.is_bound else 200
        context = {"form": form, "action": row}
        return render(request, "workflow/actions/trial.html", context, status=status)
    return redirect("workflow:action_run", pk=made.pk)


def _viewer(request: HttpRequest) -> Person:
    person = request.user
    if isinstance(person, Person) and access.may_open(person):
        return person
    raise NotAllowed(_("Only administrators and who owns an action see them: ask one of them."))


def _found(viewer: Person, pk: int) -> Action:
    known = access.actions_visible_to(viewer).select_related("owner", "run_as")
    row = known.filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise _nothing()
    return row


def _nothing() -> NotFound:
    return NotFound(_("There is nothing at this address, or it is not yours to see."))


def _told(request: HttpRequest, pk: int) -> dict[str, object]:
    viewer = _viewer(request)
    row = _found(viewer, pk)
    state = request.GET.get("state", "")
    runs = access.runs_visible_to(viewer).filter(action=row).select_related("by")
    runs = runs.filter(state=state) if state in RUN_STATE else runs
    listed = page(
        runs.defer("log", "sealed"), ("-id",), size=PAGE_SIZE, after=request.GET.get("after")
    )
    states = [
        {"label": words, "href": f"/settings/actions/{pk}?state={key}", "current": key == state}
        for key, words in {"": _("All"), **RUN_STATE}.items()
    ]
    kind = ActionKind.get(row.kind)
    return {
        "action": row,
        "kind": kind,
        "shown": _shown(row, kind),
        "why_not": kind.available(),
        "may_keep": access.may_keep(viewer, row),
        "may_change": access.may_change(viewer, row),
        "page": listed,
        "states": states,
        "state": state,
        **_live(viewer),
        **_words(),
    }


def _shown(row: Action, kind: type[ActionKind]) -> list[tuple[str, str]]:
    """Return what an action was told, in words; of a secret only that there is one."""
    told = []
    for setting in kind.asked():
        value = row.settings.get(setting.key, "")
        is_said = setting.choices or value != setting.default
        if value and is_said and not setting.is_long:
            said = str(dict(setting.choices).get(value, value))
            told.append((str(setting.label), "•••" if setting.is_secret else said))
    return told


def _live(viewer: Person) -> dict[str, object]:
    return {"live_topics": [sign("actions", viewer.pk)]}


def _words() -> dict[str, object]:
    return {"state_words": RUN_STATE, "tones": RUN_TONE}


def _form(
    request: HttpRequest, form: ActionForm, kind: type[ActionKind], row: Action | None
) -> HttpResponse:
    context = {"form": form, "kind": kind, "action": row, "why_not": kind.available()}
    status = 422 if form.is_bound else 200
    return render(request, "workflow/actions/form.html", context, status=status)
