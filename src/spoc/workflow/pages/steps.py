"""The list of steps that a process is made from: added, changed, moved and left out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spoc.kit.attempt import attempt
from spoc.kit.errors import NotFound
from spoc.people.models import Person
from spoc.workflow import activities
from spoc.workflow.activities import Drawing
from spoc.workflow.forms.processes import StepForm, known_wire
from spoc.workflow.models import DefinitionVersion
from spoc.workflow.pages.finding import found_version, shaper
from spoc.workflow.queries.wired import people_offered
from spoc.workflow.rules.step_list import parse_steps

Listed = dict[str, object]


@login_required
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Add a step at the end, or change the one at a place."""
    viewer = shaper(request)
    row, steps = _listed(viewer, pk)
    if not 1 <= place <= len(steps) + 1:
        raise NotFound(_("There is no step at this place any more: look at the list again."))
    form = StepForm(
        request.POST or None,
        viewer=viewer,
        people=people_offered(),
        initial=_known(steps[place - 1]) if place <= len(steps) else {"does": "task"},
    )
    if attempt(form, lambda: _put(row, viewer, steps, place, form)) is None:
        context = {"version": row, "form": form, "place": place, "is_new": place > len(steps)}
        status = 422 if form.is_bound else 200
        return render(request, "workflow/processes/step.html", context, status=status)
    return redirect("workflow:version", pk=row.pk)


@login_required
@require_POST
def order(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Put a step one place up or down."""
    viewer = shaper(request)
    row, steps = _listed(viewer, pk)
    to = place - 1 if request.POST.get("to") == "up" else place + 1
    if 1 <= place <= len(steps) and 1 <= to <= len(steps):
        steps[place - 1], steps[to - 1] = steps[to - 1], steps[place - 1]
        _redraw(row, viewer, steps)
    return redirect("workflow:version", pk=row.pk)


@login_required
@require_POST
def removal(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Leave a step out."""
    viewer = shaper(request)
    row, steps = _listed(viewer, pk)
    if 1 <= place <= len(steps):
        gone = steps.pop(place - 1)
        _redraw(row, viewer, steps)
        messages.success(request, _("%(name)s is left out.") % {"name": str(gone.get("name"))})
    return redirect("workflow:version", pk=row.pk)


def _listed(viewer: Person, pk: int) -> tuple[DefinitionVersion, list[Listed]]:
    row = found_version(viewer, pk)
    if row.steps is None:
        raise NotFound(_("This version was drawn elsewhere: it is changed there."))
    return row, [dict(each) for each in row.steps]


def _put(
    row: DefinitionVersion, viewer: Person, steps: list[Listed], place: int, form: StepForm
) -> DefinitionVersion:
    steps[place - 1 : place] = [form.listed()]
    return _redraw(row, viewer, steps)


def _redraw(row: DefinitionVersion, viewer: Person, steps: list[Listed]) -> DefinitionVersion:
    return activities.redraw_version(row, by=viewer, drawing=Drawing(steps=steps))


def _known(said: Listed) -> Listed:
    """Return a step as its form begins."""
    [listed] = parse_steps([said])
    return {
        **known_wire(listed.how),
        "does": listed.sort,
        "name": listed.name,
        "team": listed.team,
        "when": listed.when,
        "duration": listed.duration,
        "is_beside": listed.is_beside,
    }
