"""The designer of a form: its fields in their order, each with a page, and how it looks."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.catalogue import activities
from spoc.catalogue.form_given import answers_given
from spoc.catalogue.forms import FormFieldForm, known_form_field
from spoc.catalogue.models import Offering
from spoc.catalogue.pages.offering_found import number_seen, reader, shaped
from spoc.catalogue.queries.form_said import line_of
from spoc.catalogue.queries.offering_shown import fields_of, preview_of
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotFound, NotPossible, Stale

UP, DOWN = "up", "down"


@login_required
@require_safe
def design(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the fields of a form in their order, and how it looks to whoever orders."""
    return _page(request, shaped(request, pk))


@login_required
@require_POST
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the form again as what was tried in it shows or hides its fields."""
    row, viewer = shaped(request, pk), reader(request)
    fields = fields_of(row)
    values = answers_given(fields, dict(request.POST.lists()), viewer)
    context = {"offering": row, "looked_at": preview_of(fields, viewer, values)}
    return render(request, "catalogue/offerings/_preview.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def field(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Change the field at this place, or add one after the last."""
    row, viewer = shaped(request, pk), reader(request)
    fields = fields_of(row)
    if not 1 <= place <= len(fields) + 1:
        raise NotFound(_("The form has no field at this place."))
    before = fields[place - 1] if place <= len(fields) else None
    initial = known_form_field(before) if before else {"kind": request.GET.get("kind", "text")}
    form = FormFieldForm(request.POST or None, above=fields[: place - 1], initial=initial)

    def keep() -> Offering:
        wanted = [*row.form[: place - 1], form.kept(before), *row.form[place:]]
        return activities.shape_form(row, by=viewer, form=wanted, seen=number_seen(request))

    if attempt(form, keep) is None:
        context = {"form": form, "offering": row, "place": place, "is_new": before is None}
        status = 422 if form.is_bound else 200
        return render(request, "catalogue/offerings/field.html", context, status=status)
    messages.success(request, _("Saved."))
    return redirect("catalogue:form_design", pk=pk)


@login_required
@require_POST
def order(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Put a field one place up or down."""
    row = shaped(request, pk)
    other = place + (1 if request.POST.get("to") == DOWN else -1)
    kept = list(row.form)
    if not (1 <= place <= len(kept) and 1 <= other <= len(kept)):
        return redirect("catalogue:form_design", pk=pk)
    kept[place - 1], kept[other - 1] = kept[other - 1], kept[place - 1]
    return _keep(request, row, kept)


@login_required
@require_POST
def removal(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Take a field out of the form."""
    row = shaped(request, pk)
    kept = [each for number, each in enumerate(row.form, 1) if number != place]
    return _keep(request, row, kept)


def _keep(request: HttpRequest, row: Offering, form: list[dict[str, object]]) -> HttpResponse:
    viewer, seen = reader(request), number_seen(request)
    try:
        activities.shape_form(row, by=viewer, form=form, seen=seen)
    except (NotPossible, Stale) as refusal:
        row.refresh_from_db()
        return _page(request, row, refusal.sentence, refusal.status)
    return redirect("catalogue:form_design", pk=row.pk)


def _page(
    request: HttpRequest, row: Offering, refused: str = "", status: int = 200
) -> HttpResponse:
    fields = fields_of(row)
    context = {
        "offering": row,
        "lines": [line_of(each, fields) for each in fields],
        "looked_at": preview_of(fields, reader(request)),
        "refused": refused,
    }
    return render(request, "catalogue/offerings/design.html", context, status=status)
