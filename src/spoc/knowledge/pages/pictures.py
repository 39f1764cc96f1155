"""Pictures and files of an article: kept at once when they are pasted or dropped."""

from typing import BinaryIO, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spoc.kit.errors import NotPossible
from spoc.kit.marked import pointing_at
from spoc.knowledge import activities as do
from spoc.knowledge.pages.finding import article_found, writer
from spoc.knowledge.queries.reading import pictures_of, shown_parts
from spoc.records.activities import Upload


@login_required
@require_POST
def uploads(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a file that was pasted or dropped, and return the mark that names it in the words."""
    file = request.FILES.get("file")
    if file is None:
        raise NotPossible(_("Choose a file."))
    kept = do.illustrate_article(
        article_found(request, pk),
        by=writer(request),
        upload=Upload(file.name or "file", file.content_type or "", cast(BinaryIO, file.file)),
    )
    mark = pointing_at(kept.filename, kept.pk, is_picture=kept.is_picture)
    return JsonResponse({"mark": mark})


@login_required
@require_POST
def looks(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how one text of an article will look."""
    writer(request)
    pictures = pictures_of(article_found(request, pk), is_inside=True)
    parts = shown_parts(request.POST.get("text", ""), pictures, is_inside=True)
    return render(request, "knowledge/_looks.html", {"parts": parts})
