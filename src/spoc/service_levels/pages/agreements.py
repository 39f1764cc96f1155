"""The settings of agreements: listed, read, and written."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.audit.activities import label
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotFound, NotPossible
from spoc.service_levels import access
from spoc.service_levels.activities import (
    change_agreement,
    draft_agreement,
    terms_of,
)
from spoc.service_levels.forms.terms import TermsForm
from spoc.service_levels.models import Agreement
from spoc.service_levels.pages.readers import drafter, found, reader
from spoc.service_levels.queries.sheets import agreement_rows, versions_of
from spoc.service_levels.rules.words import KINDS, STATES


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the agreements by kind and state."""
    viewer = reader(request)
    drafts = [each for each in KINDS if access.may_draft(viewer, each)]
    kind = request.GET.get("kind", "")
    # who only reads is shown what holds; what is still written is one choice away
    state = request.GET.get("state", "" if drafts else "active")
    context = {
        "rows": agreement_rows(access.visible_to(viewer), kind, state if state in STATES else ""),
        "kind": kind if kind in KINDS else "",
        "state": state if state in STATES else "",
        "kinds": [(each, label("agreement_kind", each)) for each in KINDS],
        "states": [(each, label("agreement_state", each)) for each in STATES],
        "drafts": drafts,
    }
    return render(request, "service_levels/agreements.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_agreement(request: HttpRequest, kind: str) -> HttpResponse:
    """Draft an agreement."""
    if kind not in KINDS:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    viewer = drafter(request, kind)
    form = TermsForm(request.POST or None, viewer=viewer, kind=kind, known=None)
    made = attempt(form, lambda: draft_agreement(viewer, by=viewer, kind=kind, terms=form.terms()))
    if made is None:
        return _form(request, form, kind, None)
    messages.success(request, _("The draft is there. Send it for review when it is whole."))
    return redirect("service_levels:agreement", pk=made.pk)


@login_required
@require_http_methods(["GET", "POST"])
def terms(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a draft says."""
    row = found(access.visible_to(reader(request)), pk)
    viewer = drafter(request, row.kind)
    if row.state != "draft":
        raise NotPossible(_("Only a draft is changed: make a new version."))
    form = TermsForm(request.POST or None, viewer=viewer, kind=row.kind, known=terms_of(row))
    if attempt(form, lambda: change_agreement(row, by=viewer, terms=form.terms())) is None:
        return _form(request, form, row.kind, row)
    messages.success(request, _("Saved."))
    return redirect("service_levels:agreement", pk=row.pk)


@login_required
@require_POST
def new_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next version with what this one says; or go on with the one begun."""
    row = found(access.visible_to(reader(request)), pk)
    viewer = drafter(request, row.kind)
    newest = versions_of(row).first() or row
    if newest.state in ("draft", "in_review"):
        messages.info(request, _("The next version is begun already: this is it."))
        return redirect("service_levels:agreement", pk=newest.pk)
    made = draft_agreement(viewer, by=viewer, kind=row.kind, key=row.key, terms=terms_of(row))
    messages.success(request, _("The next version is a draft. The one in force stays until then."))
    return redirect("service_levels:terms", pk=made.pk)


def _form(request: HttpRequest, form: TermsForm, kind: str, row: Agreement | None) -> HttpResponse:
    context = {"form": form, "kind": label("agreement_kind", kind), "agreement": row}
    status = 422 if form.is_bound else 200
    return render(request, "service_levels/terms.html", context, status=status)
