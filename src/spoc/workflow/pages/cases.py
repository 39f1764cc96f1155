"""A case: the picture of its process with what it has come to lit, and its steps."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spoc.kit.nouns import noun
from spoc.ui.topics import sign
from spoc.workflow import access, activities
from spoc.workflow.models import Instance
from spoc.workflow.pages.finding import found_case, reader
from spoc.workflow.queries.shown import case_shown, picture_of_case


@login_required
@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a case."""
    viewer = reader(request)
    row = found_case(viewer, pk)
    context = _drawn(row) | {
        "signed": [sign(f"{row.noun}-{row.subject_id}", viewer.pk)],
        "may_cancel": row.state == "running" and access.may_cancel(viewer, row),
    }
    return render(request, "workflow/cases/case.html", context)


@login_required
@require_safe
def drawn(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the picture and the steps alone: asked for when something changed."""
    return render(request, "workflow/cases/_case.html", _drawn(found_case(reader(request), pk)))


@login_required
@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the picture and the steps small, for the page of the record."""
    return render(request, "workflow/cases/_beside.html", _drawn(found_case(reader(request), pk)))


@login_required
@require_POST
def cancellation(request: HttpRequest, pk: int) -> HttpResponse:
    """End a case before it is done."""
    viewer = reader(request)
    row = found_case(viewer, pk)
    activities.cancel_instance(row, by=viewer, reason=request.POST.get("reason", ""))
    messages.success(request, _("The process is ended; what it had given out is taken back."))
    return redirect("workflow:case", pk=row.pk)


def _drawn(row: Instance) -> dict[str, object]:
    subject = row.subject
    about = noun(row.noun)
    return {
        "case": case_shown(row),
        "picture": picture_of_case(row),
        "topic": f"{row.noun}-{row.subject_id}",
        "about": about.title(subject),
        "address": about.address(subject),
    }
