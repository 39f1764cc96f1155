"""What can be ordered: the desk reads it, who answers for the service shapes it."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.catalogue import access, activities
from spoc.catalogue.forms import (
    ApprovalsForm,
    AudienceForm,
    OfferingForm,
    known_approvals,
    known_audience,
    known_offering,
)
from spoc.catalogue.models import Offering
from spoc.catalogue.pages.offering_found import number_seen, reader, shaped, shown
from spoc.catalogue.queries import offering_shown as drawn
from spoc.catalogue.queries.subscriptions import count_open
from spoc.catalogue.rules.offering import OfferingState, moves_from
from spoc.catalogue.terms import has_unpublished, terms_now
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotFound, NotPossible
from spoc.people.access import demand
from spoc.people.models import Person

Move = Callable[[Offering, Person, str], object]
STEPS: dict[str, Move] = {
    "publication": lambda row, by, words: activities.publish_offering(row, by=by, note=words),
    "suspension": lambda row, by, words: activities.suspend_offering(row, by=by, reason=words),
    "resumption": lambda row, by, words: activities.resume_offering(row, by=by, reason=words),
    "retirement": lambda row, by, words: activities.retire_offering(row, by=by, reason=words),
}


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what is offered, drafts and all, or what fits some words."""
    viewer = reader(request)
    state = request.GET.get("state", "")
    state = state if state in set(OfferingState) else ""
    words = request.GET.get("words", "").replace("\0", "")
    rows = access.offerings_visible_to(viewer)
    found = drawn.listed(rows, state=state, words=words, after=request.GET.get("after"))
    context = {
        "rows": [(row, terms_now(row)) for row in found.rows],
        "next": found.next,
        "state": state,
        "states": [each.value for each in OfferingState],
        "words": words,
        "may_add": access.may_shape_some(viewer),
    }
    return render(request, "catalogue/offerings/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write down something that is to be ordered."""
    viewer = reader(request)
    demand(access.may_shape_some(viewer), _("Only who answers for a service offers of it."))
    form = OfferingForm(request.POST or None, viewer=viewer)
    made = attempt(form, lambda: _add(form, viewer))
    if made is None:
        return _form(request, form, _("New offering"), None)
    messages.success(request, _("It is a draft: shape its form, then publish it."))
    return redirect("catalogue:offering", pk=made.pk)


@login_required
@require_safe
def offering(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an offering: what it is, its terms, for whom, and what it lacks."""
    return _page(request, shown(request, pk))


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what an offering is, and its terms."""
    row, viewer = shaped(request, pk), reader(request)
    form = OfferingForm(request.POST or None, viewer=viewer, row=row, initial=known_offering(row))

    def change() -> Offering:
        seen = number_seen(request)
        return activities.change_offering(row, by=viewer, seen=seen, **form.particulars())

    if attempt(form, change) is None:
        return _form(request, form, str(row), row)
    messages.success(request, _("Saved."))
    return redirect("catalogue:offering", pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def audience(request: HttpRequest, pk: int) -> HttpResponse:
    """Change for whom it is."""
    row, viewer = shaped(request, pk), reader(request)
    form = AudienceForm(request.POST or None, viewer=viewer, row=row, initial=known_audience(row))

    def change() -> Offering:
        seen = number_seen(request)
        return activities.address_offering(row, by=viewer, seen=seen, **form.particulars())

    if attempt(form, change) is None:
        status = 422 if form.is_bound else 200
        context = {"form": form, "offering": row}
        return render(request, "catalogue/offerings/audience.html", context, status=status)
    messages.success(request, _("Saved."))
    return redirect("catalogue:offering", pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def approvals(request: HttpRequest, pk: int) -> HttpResponse:
    """Change who approves an order of it."""
    row, viewer = shaped(request, pk), reader(request)
    rule = drawn.approval_rule(row)
    known = known_approvals(rule, drawn.people_named(rule))
    form = ApprovalsForm(request.POST or None, viewer=viewer, initial=known)

    def change() -> Offering:
        seen, wanted = number_seen(request), form.approvals()
        return activities.set_approvals(row, by=viewer, approvals=wanted, seen=seen)

    if attempt(form, change) is None:
        status = 422 if form.is_bound else 200
        context = {"form": form, "offering": row}
        return render(request, "catalogue/offerings/approvals.html", context, status=status)
    messages.success(request, _("Saved."))
    return redirect("catalogue:offering", pk=pk)


@login_required
@require_POST
def step(request: HttpRequest, pk: int, noun: str) -> HttpResponse:
    """Publish an offering, suspend, resume or retire it."""
    row, viewer = shown(request, pk), reader(request)
    words = request.POST.get(noun, "").replace("\0", "")
    if noun not in STEPS:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    try:
        STEPS[noun](row, viewer, words)
    except NotPossible as refusal:
        row.refresh_from_db()
        said = {"refused": refusal.sentence, "typed": words, "tried": noun}
        return _page(request, row, said)
    messages.success(request, _("Done."))
    return redirect("catalogue:offering", pk=pk)


def _page(request: HttpRequest, row: Offering, said: dict[str, str] | None = None) -> HttpResponse:
    viewer = reader(request)
    held = access.subscriptions_visible_to(viewer).filter(offering=row)
    context = {
        "offering": row,
        "terms": terms_now(row),
        "has_unpublished": has_unpublished(row),
        "lacking": drawn.lacking_of(row),
        "approvers": drawn.approvers_said(row),
        "rule": drawn.approval_rule(row),
        "fields": drawn.preview_of(drawn.fields_of(row), viewer),
        "versions": drawn.versions_of(row),
        "held": count_open(held),
        **_rights(row, viewer),
        **(said or {"refused": "", "typed": "", "tried": ""}),
    }
    status = 422 if said else 200
    return render(request, "catalogue/offerings/offering.html", context, status=status)


def _rights(row: Offering, viewer: Person) -> dict[str, bool]:
    moves = {move.verb for move in moves_from(row.state)}
    shapes = access.may_shape_offerings_of(viewer, row.service)
    suspends = access.may_suspend(viewer, row)
    return {
        "may_shape": shapes and row.state != OfferingState.RETIRED.value,
        "may_publish": shapes and "publish" in moves,
        "may_suspend": suspends and "suspend" in moves,
        "may_resume": suspends and "resume" in moves,
        "may_retire": shapes and "retire" in moves,
    }


def _add(form: OfferingForm, viewer: Person) -> Offering:
    given = form.particulars()
    return activities.add_offering(given.pop("service"), by=viewer, **given)


def _form(
    request: HttpRequest, form: OfferingForm, subject: str, row: Offering | None
) -> HttpResponse:
    context = {"form": form, "subject": subject, "offering": row}
    status = 422 if form.is_bound else 200
    return render(request, "catalogue/offerings/edit.html", context, status=status)
