"""Articles taken along as files, and brought in from them."""

from typing import BinaryIO, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from spoc.kit.errors import NotAllowed, NotPossible
from spoc.knowledge import access
from spoc.knowledge.activities.exchange import Brought, bring_in, brought_by, parcels_of
from spoc.knowledge.pages.finding import agent, article_found
from spoc.knowledge.queries.exchange import MOST_OUT, as_file, packed
from spoc.knowledge.queries.listed import NEWEST, filters_in, listed

MARKDOWN = "text/markdown; charset=utf-8"


@login_required
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out one article as a file."""
    taken = as_file(article_found(request, pk), agent(request))
    response = HttpResponse(taken.text, content_type=MARKDOWN)
    response["Content-Disposition"] = content_disposition_header(True, taken.name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_safe
def archive(request: HttpRequest) -> FileResponse:
    """Hand out the articles a list shows with their pictures, together."""
    person = agent(request)
    rows = listed(person, filters_in(request.GET.dict())).select_related("owner")
    rows = rows.prefetch_related("services", "categories", "items").order_by(*NEWEST)
    if rows.count() > MOST_OUT:
        raise NotPossible(_("These are too many at once: narrow the list first."))
    response = FileResponse(packed(rows, person), as_attachment=True, filename="knowledge.zip")
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Take articles along, or bring them in; of what cannot be read, each file is told."""
    by, refusal = agent(request), None
    if request.method == "POST":
        if not access.may_manage(by):
            raise NotAllowed(_("Articles are brought in by who manages knowledge."))
        try:
            made = bring_in(by, by=by, articles=_sent(request))
            words = ngettext("%(num)s article is here.", "%(num)s articles are here.", len(made))
            messages.success(request, words % {"num": len(made)})
            return HttpResponseRedirect("/knowledge?show=mine")
        except NotPossible as refused:
            refusal = refused
    context = {
        "may_manage": access.may_manage(by),
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
    }
    status = refusal.status if refusal else 200
    return render(request, "knowledge/files.html", context, status=status)


def _sent(request: HttpRequest) -> list[Brought]:
    files = request.FILES.getlist("files")
    return brought_by(parcels_of([(f.name or "file", cast(BinaryIO, f.file)) for f in files]))
