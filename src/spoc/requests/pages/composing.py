"""While somebody writes: files kept at once, how the words will look, and words quoted."""

from typing import BinaryIO, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from spoc.kit.errors import NotFound, NotPossible
from spoc.kit.marked import named_files, pointing_at, quoted, rendered
from spoc.people.models import Person
from spoc.records.activities import Upload
from spoc.requests import access, activities
from spoc.requests.models import SupportRequest
from spoc.requests.pages.finding import agent, found
from spoc.requests.pages.place import number_of
from spoc.requests.queries.files import waiting_files
from spoc.requests.queries.timeline import href_of


@login_required
@require_POST
def uploads(request: HttpRequest, number: int) -> HttpResponse:
    """Keep a file that was pasted or dropped, and return the mark that names it in the words."""
    file = request.FILES.get("file")
    if file is None:
        raise NotPossible(_("Choose a file."))
    kept = activities.keep_file(
        found(request, number),
        by=agent(request),
        upload=Upload(file.name or "file", file.content_type or "", cast(BinaryIO, file.file)),
    )
    mark = pointing_at(kept.filename, kept.pk, is_picture=kept.is_picture)
    return JsonResponse({"mark": mark})


@login_required
@require_POST
def looks(request: HttpRequest, number: int) -> HttpResponse:
    """Show how the words will look."""
    support_request, words = found(request, number), request.POST.get("text", "")
    files = waiting_files(support_request, agent(request), named_files(words))
    shown = rendered(words, {file.pk: href_of(file) for file in files if file.is_picture})
    return render(request, "requests/_looks.html", {"shown": shown})


@login_required
@require_GET
def quotation(request: HttpRequest, number: int) -> HttpResponse:
    """Return what was said once, as a quotation in plain words."""
    support_request, person = found(request, number), agent(request)
    words = quotation_of(support_request, person, request.GET.get("entry", ""))
    if not words:
        raise NotFound(_("There is nothing here that you may quote."))
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


def quotation_of(support_request: SupportRequest, person: Person, entry: str) -> str:
    """Return what was said in an entry as a quotation; nothing where there is none to read."""
    entries = access.entries_visible_to(person).filter(support_request=support_request)
    said = entries.select_related("author").filter(pk=number_of(entry) or 0).first()
    if said is None:
        return ""
    opening = _("%(name)s wrote:") % {"name": said.author.name}
    return f"{opening}\n\n{quoted(said.text)}\n\n"
