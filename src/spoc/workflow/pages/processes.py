"""The processes of the desk: which there are, and their versions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.kit.attempt import attempt
from spoc.people.models import Person
from spoc.workflow import access, activities
from spoc.workflow.activities import Description, Drawing
from spoc.workflow.forms.processes import DescriptionForm, FileForm, ProcessForm
from spoc.workflow.models import Definition, DefinitionVersion
from spoc.workflow.pages.finding import found_process, reader, shaper
from spoc.workflow.queries.listed import processes_listed, versions_listed
from spoc.workflow.queries.shown import picture_of


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the processes."""
    viewer = reader(request)
    rows = processes_listed(access.visible_to(viewer))
    context = {"rows": rows, "may_shape": access.may_shape(viewer)}
    return render(request, "workflow/processes/index.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add a process: from a file, or as a list of steps."""
    viewer = shaper(request)
    form = ProcessForm(request.POST or None, request.FILES or None, viewer=viewer)
    version = attempt(form, lambda: _added(form, viewer))
    if version is None:
        status = 422 if form.is_bound else 200
        return render(request, "workflow/processes/new.html", {"form": form}, status=status)
    messages.success(request, _("Say now who does each step, then publish it."))
    return redirect("workflow:version", pk=version.pk)


@login_required
@require_http_methods(["GET", "POST"])
def process(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a process with its versions; change what it is called."""
    viewer = reader(request)
    row = found_process(viewer, pk)
    known = {"name": row.name, "swedish": row.names.get("sv", ""), "purpose": row.purpose}
    form = DescriptionForm(request.POST or None, initial=known)
    told = attempt(
        form,
        lambda: activities.describe_process(row, by=viewer, description=_described(form)),
    )
    if told is not None:
        messages.success(request, _("Saved."))
        return redirect("workflow:process", pk=row.pk)
    published = row.published
    context = {
        "process": row,
        "form": form,
        "versions": versions_listed(row),
        "published": published,
        "picture": picture_of(published) if published else None,
        "upload": FileForm(),
        "may_shape": access.may_shape(viewer),
    }
    status = 422 if form.is_bound else 200
    return render(request, "workflow/processes/process.html", context, status=status)


@login_required
@require_http_methods(["POST"])
def new_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw a further version: from a file, or as a copy of the last that is changed then."""
    viewer = shaper(request)
    row = found_process(viewer, pk)
    form = FileForm(request.POST, request.FILES)
    version = attempt(
        form, lambda: activities.draw_version(row, by=viewer, drawing=_drawn(form, row))
    )
    if version is None:
        context = {"process": row, "upload": form}
        return render(request, "workflow/processes/refused.html", context, status=422)
    return redirect("workflow:version", pk=version.pk)


@login_required
@require_POST
def retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a process out of use."""
    viewer = shaper(request)
    row = activities.retire_process(found_process(viewer, pk), by=viewer)
    messages.success(request, _("%(name)s is out of use; what runs goes on.") % {"name": str(row)})
    return redirect("workflow:processes")


def _added(form: ProcessForm, viewer: Person) -> DefinitionVersion:
    said = form.cleaned_data
    team = said.get("team")
    steps = [{"sort": "task", "name": said["first"], "team": team.pk if team else None}]
    drawing = Drawing(source=said["file"]) if said["file"] else Drawing(steps=steps)
    return activities.add_process(_described(form), by=viewer, drawing=drawing)


def _described(form: ProcessForm | DescriptionForm) -> Description:
    said = form.cleaned_data
    return Description(said["name"], {"sv": said["swedish"]}, said["purpose"])


def _drawn(form: FileForm, row: Definition) -> Drawing:
    """Return what was uploaded, or the last version once more, to be changed."""
    said = form.cleaned_data
    if said["file"]:
        return Drawing(source=said["file"], note=said["note"])
    return activities.last_drawing(row, said["note"])
