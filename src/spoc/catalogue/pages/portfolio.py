"""The portfolio: services from proposed to retired, moved by who answers for them."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.catalogue import access, activities
from spoc.catalogue.activities import Proposal, grounds_of
from spoc.catalogue.forms import AssessmentForm, EndingForm, ProposalForm, known_assessment
from spoc.catalogue.models import Service
from spoc.catalogue.queries import portfolio as drawn
from spoc.catalogue.queries.subscriptions import count_open
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotAllowed, NotFound, NotPossible
from spoc.knowledge.queries.readiness import known_of
from spoc.people.access import demand, may_work_at_desk
from spoc.people.models import Person

LARGEST = 2**63
STEPS: dict[str, Callable[[Service, Person, str], Service]] = {
    "design": lambda row, by, reason: activities.design_service(row, by=by),
    "begin": lambda row, by, reason: activities.begin_service(
        row, by=by, known=known_of(row), reason=reason
    ),
    "retire": lambda row, by, reason: activities.retire_service(row, by=by, reason=reason),
}


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show a part of the portfolio: what is coming, what is live, or what is over."""
    viewer = _reader(request)
    part = request.GET.get("show", "live")
    part = part if part in drawn.PARTS else "live"
    rows = access.portfolio_visible_to(viewer)
    context = {
        "part": part,
        "rows": drawn.part_of(rows, part),
        "counts": drawn.counts_of(rows),
        "may_propose": access.may_propose(viewer),
    }
    return render(request, "catalogue/portfolio/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Put a service into the pipeline."""
    viewer = _reader(request)
    demand(access.may_propose(viewer), _("Who owns services proposes one: ask a service owner."))
    form = ProposalForm(request.POST or None, viewer=viewer, initial={"owner": viewer.name})
    made = attempt(form, lambda: activities.propose_service(_proposal(form), by=viewer))
    if made is None:
        return _form(request, form, _("Propose a service"), None)
    messages.success(request, _("It is in the pipeline: write down what speaks for it."))
    return redirect("catalogue:portfolio_service", pk=made.pk)


@login_required
@require_safe
def service(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a service of the portfolio: where it stands, what is next, what is offered of it."""
    return _page(request, _found(request, pk))


@login_required
@require_http_methods(["GET", "POST"])
def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what speaks for a service, and how it is brought in."""
    viewer, row = _reader(request), _moved(request, pk)
    form = AssessmentForm(request.POST or None, initial=known_assessment(row))
    if (
        attempt(form, lambda: activities.weigh_service(row, by=viewer, **form.particulars()))
        is None
    ):
        return _form(request, form, str(row), row)
    messages.success(request, _("Saved."))
    return redirect("catalogue:portfolio_service", pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def ending(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin to phase a service out."""
    viewer, row = _reader(request), _moved(request, pk)
    form = EndingForm(request.POST or None, viewer=viewer, row=row, initial={"plan": row.plan})
    if attempt(form, lambda: activities.phase_out_service(row, by=viewer, **form.cleaned_data)):
        messages.success(request, _("Nothing new is ordered of it from now on."))
        return redirect("catalogue:portfolio_service", pk=pk)
    return _form(request, form, _("Phase out %(service)s") % {"service": row}, row)


@login_required
@require_POST
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take the next step of a service: design it, let it go live, or retire it."""
    viewer, row = _reader(request), _moved(request, pk)
    reason = request.POST.get("reason", "").replace("\0", "")
    if verb not in STEPS:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    try:
        STEPS[verb](row, viewer, reason)
    except NotPossible as refusal:
        row.refresh_from_db()
        return _page(request, row, refusal.sentence, reason)
    messages.success(request, _("Done."))
    return redirect("catalogue:portfolio_service", pk=pk)


def _proposal(form: ProposalForm) -> Proposal:
    given = form.cleaned_data
    names = {"sv": given["swedish"]} if given["swedish"] else {}
    return Proposal(given["name"], given["purpose"], given["owner"], names)


def _page(request: HttpRequest, row: Service, refused: str = "", typed: str = "") -> HttpResponse:
    viewer = _reader(request)
    may_move = access.may_move(viewer, row)
    held = access.subscriptions_visible_to(viewer).filter(service=row)
    context = {
        "service": row,
        "next_step": drawn.next_step(row, grounds_of(row, known_of(row))),
        "offerings": drawn.offerings_by_state(row),
        "known": known_of(row),
        "held": count_open(held),
        "may_move": may_move,
        "may_offer": access.may_shape_offerings_of(viewer, row),
        "refused": refused,
        "typed": typed,
    }
    status = 422 if refused else 200
    return render(request, "catalogue/portfolio/service.html", context, status=status)


def _form(request: HttpRequest, form: Form, subject: str, row: Service | None) -> HttpResponse:
    context = {"form": form, "subject": subject, "service": row}
    status = 422 if form.is_bound else 200
    return render(request, "catalogue/portfolio/form.html", context, status=status)


def _reader(request: HttpRequest) -> Person:
    """Return who may read the portfolio."""
    viewer = request.user
    if not isinstance(viewer, Person) or not may_work_at_desk(viewer):
        raise NotAllowed(_("This is the desk's own page: your requests are under My requests."))
    demand(access.may_read_portfolio(viewer))
    return viewer


def _found(request: HttpRequest, pk: int) -> Service:
    rows = access.portfolio_visible_to(_reader(request))
    with_names = rows.select_related("owner", "team", "successor")
    row = with_names.filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return row


def _moved(request: HttpRequest, pk: int) -> Service:
    row = _found(request, pk)
    demand(
        access.may_move(_reader(request), row),
        _("Only the owner of a service moves it through the portfolio: ask them."),
    )
    return row
