"""Articles said in another language, illustrated, taken along as files and brought in."""

from typing import Annotated, BinaryIO, cast

from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext as _
from ninja import File, Query, Router, Schema, Status
from ninja.files import UploadedFile

from spoc.kit.errors import NotPossible
from spoc.kit.marked import pointing_at
from spoc.knowledge import access, activities
from spoc.knowledge.activities.exchange import brought_by, parcels_of
from spoc.knowledge.api.article_shapes import (
    ONE,
    ArticleOut,
    ArticleWordsIn,
    FoundOut,
    article_of,
    article_out,
    articles_out,
)
from spoc.knowledge.api.written import draft_of
from spoc.knowledge.queries.exchange import MOST_OUT, packed
from spoc.knowledge.queries.listed import NEWEST, Filters, listed
from spoc.people.access import demand
from spoc.records.activities import Upload
from spoc.records.rules import is_shown_inline
from spoc.site.machines import answers
from spoc.site.tokens import caller

router = Router()
ZIP, BYTES = "application/zip", "application/octet-stream"
AS_ZIP = {"responses": {200: {"content": {ZIP: {"schema": {"type": "string"}}}}}}


class PictureOut(Schema):
    """A file kept with an article, and the words by which the article shows it."""

    id: int
    filename: str
    size: int
    mark: str


class TakenIn(Schema):
    """Which articles are taken along: those about the service of this key."""

    service: Annotated[str, Query(max_length=50)] = ""


@router.post(f"{ONE}/translations", response=answers(ArticleOut, 201))
def translate_article(
    request: HttpRequest, article: int, asked: ArticleWordsIn
) -> Status[ArticleOut]:
    """Say in another language what an article says."""
    row, by = article_of(request, article), caller(request)
    draft = draft_of(asked, by, asked.language or "")
    made = activities.translate_article(row, by=by, draft=draft)
    made.refresh_from_db()
    return Status(201, article_out(made, by))


@router.post(f"{ONE}/pictures", response=answers(PictureOut, 201))
def illustrate_article(
    request: HttpRequest, article: int, file: Annotated[UploadedFile, File()]
) -> Status[PictureOut]:
    """Keep a picture or another file of an article; its words show it by the mark answered."""
    row, by = article_of(request, article), caller(request)
    given = file.content_type or ""
    sort = given if is_shown_inline(given) else BYTES
    upload = Upload(file.name or "file", sort, cast(BinaryIO, file.file))
    kept = activities.illustrate_article(row, by=by, upload=upload)
    mark = pointing_at(kept.filename, kept.pk, is_picture=kept.is_picture)
    made = PictureOut(id=kept.pk, filename=kept.filename, size=kept.size, mark=mark)
    return Status(201, made)


@router.get("/article-files", response=answers(None), openapi_extra=AS_ZIP)
def take_articles_along(request: HttpRequest, asked: Annotated[TakenIn, Query()]) -> FileResponse:
    """Take the articles along as Markdown with their pictures, in a zip."""
    by = caller(request)
    demand(access.may_open(by), _("Articles are taken along by who works at the desk."))
    rows = listed(by, Filters(service=asked.service)).select_related("owner").order_by(*NEWEST)
    if rows.count() > MOST_OUT:
        raise NotPossible(_("These are too many at once: narrow the list first."))
    rows = rows.prefetch_related("services", "categories", "items")
    return FileResponse(packed(rows, by), as_attachment=True, filename="knowledge.zip")


@router.post("/article-files", response=answers(FoundOut, 201))
def bring_in(
    request: HttpRequest, files: Annotated[list[UploadedFile], File()]
) -> Status[FoundOut]:
    """Bring articles in from Markdown files with their pictures, or zips of them: all or none."""
    by = caller(request)
    demand(access.may_manage(by), _("Articles are brought in by who manages knowledge."))
    sent = [(each.name or "file", cast(BinaryIO, each.file)) for each in files]
    made = activities.bring_in(by, by=by, articles=brought_by(parcels_of(sent)))
    return Status(201, FoundOut(items=articles_out(made, by)))
