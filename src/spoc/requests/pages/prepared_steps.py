"""The steps of a macro, each on a page of its own: added, changed, moved, removed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spoc.kit.attempt import attempt
from spoc.kit.errors import NotFound
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests.activities import macros
from spoc.requests.forms.macro import StepForm
from spoc.requests.macro_access import may_change
from spoc.requests.macro_words import STEP
from spoc.requests.models import Macro
from spoc.requests.pages.finding import agent
from spoc.requests.pages.prepared import kept_macro
from spoc.requests.rules.macro import DOES, Step
from spoc.requests.rules.placeholders import NAMES


@login_required
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Show one step of a macro, or change it; past the last one it is a new step."""
    viewer, row = agent(request), _mine(request, pk)
    now = row.steps[place - 1] if 0 < place <= len(row.steps) else None
    does = now["do"] if now else request.GET.get("do", "")
    if does not in DOES or not 0 < place <= len(row.steps) + 1:
        raise NotFound(_("There is no such step."))
    form = StepForm(request.POST or None, does=does, viewer=viewer, initial=now or {})
    kept = [*row.steps]
    if attempt(form, lambda: _put(row, viewer, kept, place, form.step())) is None:
        return _page(request, row, form, place)
    messages.success(request, _("Saved."))
    return redirect("requests:kept-macro", pk=row.pk)


@login_required
@require_POST
def move(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Put a step one place up or down."""
    row = _mine(request, pk)
    to = place - 1 if request.POST.get("to") == "up" else place + 1
    steps = [*row.steps]
    if 0 < place <= len(steps) and 0 < to <= len(steps):
        steps[place - 1], steps[to - 1] = steps[to - 1], steps[place - 1]
        macros.set_steps(row, by=agent(request), steps=steps)
    return redirect("requests:kept-macro", pk=row.pk)


@login_required
@require_POST
def removal(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Leave a step out."""
    row = _mine(request, pk)
    steps = [each for at, each in enumerate(row.steps, 1) if at != place]
    macros.set_steps(row, by=agent(request), steps=steps)
    messages.success(request, _("The step is left out."))
    return redirect("requests:kept-macro", pk=row.pk)


def _put(row: Macro, viewer: Person, steps: list[Step], place: int, wanted: Step) -> Macro:
    steps[place - 1 : place] = [wanted]
    return macros.set_steps(row, by=viewer, steps=steps)


def _mine(request: HttpRequest, pk: int) -> Macro:
    row = kept_macro(request, pk)
    demand(
        may_change(agent(request), row),
        _("This macro is kept by others: make one of your own."),
    )
    return row


def _page(request: HttpRequest, row: Macro, form: StepForm, place: int) -> HttpResponse:
    context = {
        "form": form,
        "row": row,
        "place": place,
        "title": STEP[form.does],
        "placeholders": ["{" + name + "}" for name in NAMES],
        "has_words": "en" in form.fields,
    }
    status = 422 if form.is_bound else 200
    return render(request, "requests/macros/step.html", context, status=status)
