"""The care of knowledge: reviews that are due, gaps and trends, and who is licensed."""

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
from spoc.knowledge.pages.finding import agent, article_found, gone, number_in, writer
from spoc.knowledge.queries.care import due_for
from spoc.knowledge.queries.trends import trends
from spoc.knowledge.rules import LICENCES
from spoc.knowledge.words import LICENCE
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person

PAGE_SIZE = 30
BY_REVIEW = ("review_due_at", "id")


@login_required
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """List the articles whose review is due: one's own, or everybody's."""
    person = agent(request)
    is_all = request.GET.get("show") == "all" and access.reads_inside(person)
    rows = due_for(person, is_all=is_all).select_related("owner")
    page = keyset.page(rows, BY_REVIEW, size=PAGE_SIZE, after=request.GET.get("after") or None)
    context = {"rows": page.rows, "next": page.next, "is_all": is_all}
    return render(request, "knowledge/reviews.html", context)


@login_required
@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    """Show where knowledge is missing, what is used, what is not, and what fails."""
    person = agent(request)
    context = {"trends": trends(person), "may_write": access.may_write(person)}
    return render(request, "knowledge/gaps.html", context)


@login_required
@require_POST
def fill(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which article answers words that found nothing."""
    by = writer(request)
    found = access.misses_visible_to(by).filter(pk=pk).first()
    if found is None:
        raise gone()
    number = request.POST.get("article", "").strip().upper().removeprefix("K-")
    do.fill_miss(found, by=by, article=article_found(request, number_in(number)))
    messages.success(request, _("The gap is filled."))
    return HttpResponseRedirect("/knowledge/gaps")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def licences(request: HttpRequest) -> HttpResponse:
    """Say who is trusted with knowledge how far."""
    by = agent(request)
    if not access.may_manage(by):
        raise NotAllowed(_("Licences are given by who manages knowledge."))
    refusal = None
    if request.method == "POST":
        try:
            _license(by, request.POST.dict())
            return HttpResponseRedirect("/knowledge/licences")
        except NotPossible as refused:
            refusal = refused
    rows = access.licences_visible_to(by).select_related("person", "given_by")
    context = {
        "rows": rows.order_by("person__sort_name")[:200],
        "given": request.POST.dict(),
        "levels": [(each, str(LICENCE[each])) for each in LICENCES],
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
    }
    status = refusal.status if refusal else 200
    return render(request, "knowledge/licences.html", context, status=status)


def _license(by: Person, given: dict[str, str]) -> None:
    words = given.get("person", "").strip()
    rows = people_visible_to(by).filter(is_active=True)
    found = rows.filter(pk=number_in(words)).first() or rows.filter(name__iexact=words).first()
    if found is None or not access.may_write(found):
        sentence = _("Write the whole name of somebody who writes articles.")
        raise NotPossible(sentence, fields={"person": sentence})
    do.license_person(found, by=by, level=given.get("level", ""))
