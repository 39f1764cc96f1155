"""One version of a process: its picture, who does its steps, a trial, and being published."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.kit.attempt import attempt
from spoc.people.models import Person
from spoc.workflow import access, activities
from spoc.workflow.forms.processes import PublishForm, WireForm, known_wire
from spoc.workflow.models import DefinitionVersion
from spoc.workflow.pages.finding import found_version, reader, shaper
from spoc.workflow.process_words import fault_sentence
from spoc.workflow.queries.processes import plan_of, process_of, wiring_of
from spoc.workflow.queries.publishing import faults_to_publish
from spoc.workflow.queries.shown import picture_of
from spoc.workflow.queries.wired import lanes_shown, people_offered, teams_offered, wires_shown
from spoc.workflow.rules.trial import Choice, tried
from spoc.workflow.rules.wiring import Wiring, parse_wiring

MOST_CHOICES = 200
FOUND = "application/xml"


@login_required
@require_safe
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a version: its picture, how its steps are done, and what it lacks."""
    viewer = reader(request)
    row = found_version(viewer, pk)
    return render(request, "workflow/processes/version.html", _whole(row, viewer))


@login_required
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the BPMN file, to be opened in any modeller."""
    row = found_version(reader(request), pk)
    response = HttpResponse(row.source, content_type=FOUND)
    name = f"{row.definition.key}-{row.number}.bpmn"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@require_POST
def lanes(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which team does the steps of each lane."""
    viewer = shaper(request)
    row = found_version(viewer, pk)
    own = parse_wiring(row.wiring)
    given = {
        name: int(team)
        for n, name in enumerate(lanes_of(row))
        if (team := request.POST.get(f"lane-{n}", "")).isdecimal()
    }
    wiring = Wiring({**own.lanes, **given}, own.steps)
    activities.wire_version(row, by=viewer, wiring=wiring)
    messages.success(request, _("Saved."))
    return redirect("workflow:version", pk=row.pk)


@login_required
@require_http_methods(["GET", "POST"])
def wire(request: HttpRequest, pk: int, element: str) -> HttpResponse:
    """Say who or what does one step."""
    viewer = shaper(request)
    row = found_version(viewer, pk)
    shown = next((each for each in wires_shown(row) if each.element == element), None)
    if shown is None:
        return redirect("workflow:version", pk=row.pk)
    form = WireForm(
        request.POST or None,
        kind=shown.kind,
        people=people_offered(),
        initial=known_wire(shown.how),
    )
    if attempt(form, lambda: _wired(form, row, element, viewer)) is None:
        status = 422 if form.is_bound else 200
        context = {"version": row, "step": shown, "form": form}
        return render(request, "workflow/processes/wire.html", context, status=status)
    messages.success(request, _("Saved."))
    return redirect("workflow:version", pk=row.pk)


@login_required
@require_POST
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """Let new cases run by this version."""
    viewer = shaper(request)
    row = found_version(viewer, pk)
    form = PublishForm(request.POST, people=access.stand_ins_for(viewer))
    done = attempt(
        form,
        lambda: activities.publish_version(row, by=viewer, runs_as=form.cleaned_data["runs_as"]),
    )
    if done is None:
        context = _whole(row, viewer) | {"publish": form}
        return render(request, "workflow/processes/version.html", context, status=422)
    messages.success(request, _("New cases run by this version from now on."))
    return redirect("workflow:process", pk=row.definition_id)


@login_required
@require_safe
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """Walk the process without anybody being asked: each step comes out as one says."""
    row = found_version(reader(request), pk)
    said = request.GET.getlist("step")[:MOST_CHOICES]
    choices = [Choice(*each.rsplit(":", 1)) for each in said if ":" in each]
    known = {name: _value(value) for name, value in _given(request)}
    walked = tried(process_of(row), plan_of(row), wiring_of(row), known, choices)
    context = {
        "version": row,
        "trial": walked,
        "choices": said,
        "given": request.GET.get("given", ""),
        "picture": picture_of(row, walked.lit),
    }
    return render(request, "workflow/processes/trial.html", context)


def lanes_of(row: DefinitionVersion) -> list[str]:
    """Return the lanes of a version, and none at all for steps that stand in none."""
    return [each.name for each in lanes_shown(row)]


def _wired(
    form: WireForm, row: DefinitionVersion, element: str, viewer: Person
) -> DefinitionVersion:
    own = parse_wiring(row.wiring)
    wiring = Wiring(own.lanes, {**own.steps, element: form.wire()})
    return activities.wire_version(row, by=viewer, wiring=wiring)


def _whole(row: DefinitionVersion, viewer: Person) -> dict[str, object]:
    may_change = access.may_shape(viewer) and row.state == "draft"
    return {
        "version": row,
        "picture": picture_of(row),
        "wires": wires_shown(row),
        "lanes": lanes_shown(row),
        "teams": teams_offered(),
        "lacks": [fault_sentence(each) for each in faults_to_publish(row)] if may_change else [],
        "publish": PublishForm(people=access.stand_ins_for(viewer), initial={"runs_as": viewer.pk}),
        "may_change": may_change,
        "may_shape": access.may_shape(viewer),
    }


def _given(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what a trial begins with, as it is written one a line."""
    lines = request.GET.get("given", "")[:2_000].splitlines()
    pairs = (line.partition("=") for line in lines if "=" in line)
    return [(name.strip(), value.strip()) for name, _sep, value in pairs]


def _value(words: str) -> object:
    """Return a number or yes and no as such, all else as words."""
    if words.lower() in ("true", "false"):
        return words.lower() == "true"
    try:
        return float(words) if "." in words else int(words)
    except ValueError:
        return words.strip("\"'")
