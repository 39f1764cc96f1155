"""Articles taken along as files, and brought in from them."""

from io import BytesIO
from typing import BinaryIO, cast
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from spoc.kit.errors import NotAllowed, NotPossible
from spoc.knowledge import access
from spoc.knowledge.activities.exchange import bring_in
from spoc.knowledge.pages.finding import agent, article_found
from spoc.knowledge.queries.exchange import as_file, as_files
from spoc.knowledge.queries.listed import NEWEST, filters_in, listed
from spoc.knowledge.rules.exchange import LONGEST_FILE, Malformed, Plain, read
from spoc.knowledge.words import malformed_sentence

MOST_OUT, MOST_IN = 2_000, 300
MARKDOWN = "text/markdown; charset=utf-8"
Named = list[tuple[str, bytes]]


@login_required
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out one article as a file."""
    name, text = as_file(article_found(request, pk))
    return _file(text.encode(), name, MARKDOWN)


@login_required
@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """Hand out the articles a list shows, each as a file, together."""
    person = agent(request)
    rows = listed(person, filters_in(request.GET.dict())).select_related("owner")
    rows = rows.prefetch_related("services", "categories").order_by(*NEWEST)
    if rows.count() > MOST_OUT:
        raise NotPossible(_("These are too many at once: narrow the list first."))
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as files:
        for name, text in as_files(rows):
            files.writestr(name, text)
    return _file(packed.getvalue(), "knowledge.zip", "application/zip")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Take articles along, or bring them in; of what cannot be read, each file is told."""
    by, refusal = agent(request), None
    if request.method == "POST":
        if not access.may_manage(by):
            raise NotAllowed(_("Articles are brought in by who manages knowledge."))
        try:
            made = bring_in(by, by=by, articles=_articles(request.FILES.getlist("files")))
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


def _articles(uploads: list[UploadedFile]) -> list[tuple[str, Plain]]:
    """Return the articles of what was sent; all that cannot be read is named at once."""
    named = [each for upload in uploads for each in _unpacked(upload)]
    if not named:
        words = _("Choose Markdown files, or a zip of them.")
        raise NotPossible(words, fields={"files": words})
    if len(named) > MOST_IN:
        words = _("Three hundred files are the most at once.")
        raise NotPossible(words, fields={"files": words})
    found, wrong = [], {}
    for name, content in named:
        try:
            found.append((name, read(content.decode())))
        except Malformed as fault:
            wrong[name] = malformed_sentence(fault.code, fault.about)
        except UnicodeDecodeError:
            wrong[name] = malformed_sentence("not_text", "")
    if wrong:
        raise NotPossible(_("Nothing was brought in: put these files right first."), fields=wrong)
    return found


def _unpacked(upload: UploadedFile) -> Named:
    """Return the files of a zip, or the one that was sent; none is read further than it may be."""
    name = upload.name or "file"
    if not name.lower().endswith(".zip"):
        return [(name, upload.read(LONGEST_FILE * 4 + 1))]
    try:
        with ZipFile(cast(BinaryIO, upload.file)) as files:
            inside = [each for each in files.infolist() if each.filename.lower().endswith(".md")]
            return [
                (each.filename, files.open(each).read(LONGEST_FILE * 4 + 1))
                for each in inside[: MOST_IN + 1]
            ]
    except (BadZipFile, RuntimeError, EOFError, OSError):
        words = _("This zip cannot be opened: pack it again, without a password.")
        raise NotPossible(words, fields={name: words}) from None


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
