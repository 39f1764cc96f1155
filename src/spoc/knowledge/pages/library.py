"""The library: what others wrote that our knowledge leans on, contributed and approved."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.kit import keyset
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.knowledge import access
from spoc.knowledge import activities as do
from spoc.knowledge.activities import Citation
from spoc.knowledge.models import Reference
from spoc.knowledge.pages.finding import LARGEST, agent, article_found, gone, number_in
from spoc.knowledge.rules import REFERENCE_KINDS, REFERENCE_STATES
from spoc.knowledge.words import REFERENCE_KIND

PAGE_SIZE = 30
NEWEST = ("-contributed_at", "-id")


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the library: what is in it, or what is proposed."""
    person = agent(request)
    state = request.GET.get("state", "approved")
    state = state if state in REFERENCE_STATES else "approved"
    kind = request.GET.get("kind", "")
    rows = access.references_visible_to(person).filter(state=state)
    rows = rows.filter(kind=kind) if kind in REFERENCE_KINDS else rows
    rows = rows.select_related("contributed_by")
    page = keyset.page(rows, NEWEST, size=PAGE_SIZE, after=request.GET.get("after") or None)
    context = {
        "rows": page.rows,
        "next": page.next,
        "state": state,
        "kind": kind,
        "kinds": [(each, str(REFERENCE_KIND[each])) for each in REFERENCE_KINDS],
    }
    return render(request, "knowledge/library.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Propose something for the library."""
    by, refusal, given = agent(request), None, request.POST.dict()
    if request.method == "POST":
        try:
            made = do.contribute_reference(by, by=by, citation=_citation(given))
            messages.success(request, _("Thank you: who manages knowledge decides on it."))
            return HttpResponseRedirect(f"/knowledge/library/{made.pk}")
        except NotPossible as refused:
            refusal = refused
    context = {
        "given": given,
        "kinds": [(each, str(REFERENCE_KIND[each])) for each in REFERENCE_KINDS],
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
    }
    status = refusal.status if refusal else 200
    return render(request, "knowledge/contribute.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one of the library and what leans on it, and decide on it."""
    person, reference = agent(request), _found(request, pk)
    refusal = None
    if request.method == "POST":
        try:
            given = request.POST.dict()
            is_approved = given.get("decision") == "approve"
            do.decide_reference(
                reference, by=person, is_approved=is_approved, reason=given.get("reason", "")
            )
            return HttpResponseRedirect(f"/knowledge/library/{pk}")
        except NotPossible as refused:
            refusal = refused
    is_open = reference.state == "proposed"
    context = {
        "reference": reference,
        "articles": access.visible_to(person).filter(references=reference)[:50],
        "may_decide": is_open and access.may_decide_reference(person, reference),
        "given": request.POST.dict(),
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
    }
    status = refusal.status if refusal else 200
    return render(request, "knowledge/reference.html", context, status=status)


@login_required
@require_safe
def citations(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what of the library an article may lean on, and what it does."""
    person, article = agent(request), article_found(request, pk)
    rows = access.references_visible_to(person).filter(state="approved").order_by(*NEWEST)
    cited = set(rows.filter(articles=article).values_list("pk", flat=True))
    context = {"article": article, "rows": rows[:100], "cited": cited}
    return render(request, "knowledge/citations.html", context)


@login_required
@require_POST
def cite(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an article lean on one of the library, or no longer."""
    by, article = agent(request), article_found(request, pk)
    if not access.may_change(by, article):
        raise NotAllowed(_("Only those who keep this article change it: flag it instead."))
    reference = _found(request, number_in(request.POST.get("reference", "")))
    is_cited = request.POST.get("then") != "remove"
    do.cite_reference(article, by=by, reference=reference, is_cited=is_cited)
    return HttpResponseRedirect(f"/knowledge/{pk}/citations")


def _found(request: HttpRequest, pk: int) -> Reference:
    rows = access.references_visible_to(agent(request)).select_related(
        "contributed_by", "decided_by"
    )
    found = rows.filter(pk=pk).first() if pk <= LARGEST else None
    if found is None:
        raise gone()
    return found


def _citation(given: dict[str, str]) -> Citation:
    year = given.get("year", "").strip()
    if year and not (year.isascii() and year.isdecimal() and len(year) == 4):
        words = _("Write the year it came out, in four digits.")
        raise NotPossible(words, fields={"year": words})
    return Citation(
        kind=given.get("kind", ""),
        title=given.get("title", ""),
        authors=given.get("authors", ""),
        publisher=given.get("publisher", ""),
        year=int(year) if year else None,
        identifier=given.get("identifier", ""),
        address=given.get("address", ""),
        why=given.get("why", ""),
    )
