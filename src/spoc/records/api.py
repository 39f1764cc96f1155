"""What hangs on a request, for machines: links, files and those who watch it."""

from datetime import datetime
from typing import Annotated, BinaryIO, cast

from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext as _
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from spoc.kit import nouns, store
from spoc.kit.errors import NotFound
from spoc.people.access import demand
from spoc.people.access import visible_to as people_visible_to
from spoc.records import activities
from spoc.records.models import Attachment, Watch
from spoc.records.queries import LinkedRecord, links_of, watchers_of
from spoc.records.rules import BY_INVERSE, INVERSES
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.queries.files import attachments_visible_to
from spoc.site.machines import (
    BYTES,
    Key,
    OneOf,
    Walk,
    answers,
    content_type_of,
    find,
    named,
    page_of,
)
from spoc.site.tokens import caller

router = Router()

ONE = "/requests/{int:number}"
Relation = Annotated[str, OneOf(tuple(dict.fromkeys([*INVERSES, *BY_INVERSE])))]
BINARY = {"schema": {"type": "string", "format": "binary"}}
AS_BYTES = {"responses": {200: {"content": {BYTES: BINARY}}}}


class LinkIn(Schema):
    """How this request relates to another record, as read from this end."""

    relation: Relation
    noun: Annotated[str, OneOf(("request", "item"))] = "request"
    id: Key


class LinkOut(Schema):
    """A record this request is linked to."""

    link: int
    relation: str
    noun: str
    id: int
    title: str


class LinksOut(Schema):
    """Every linked record the caller may see."""

    items: list[LinkOut]


class AttachmentOut(Schema):
    """A file on a request."""

    id: int
    filename: str
    content_type: str
    size: int
    is_internal: bool
    added_at: datetime


class AttachmentsOut(Schema):
    """A page of files, and the mark of the next page."""

    items: list[AttachmentOut]
    next: str | None


class WatcherIn(Schema):
    """Who is to watch; `is_copied` also sends them the letters and lets them read."""

    person: Key
    is_copied: bool = False


class WatcherOut(Schema):
    """Somebody who watches."""

    person: int
    name: str
    is_copied: bool


class WatchersOut(Schema):
    """Everybody who watches."""

    items: list[WatcherOut]


@router.get(f"{ONE}/links", response=answers(LinksOut))
def list_links(request: HttpRequest, number: int) -> LinksOut:
    """List what a request is linked to."""
    linked = links_of(_found(request, number), caller(request))
    return LinksOut(items=[_link(each) for each in linked])


@router.post(f"{ONE}/links", response=answers(LinkOut, 201))
def link_request(request: HttpRequest, number: int, asked: LinkIn) -> Status[LinkOut]:
    """Link a request to another record."""
    by, row = caller(request), _found(request, number)
    demand(access.may_work(by, row))
    other = named(nouns.noun(asked.noun).visible_to(by), asked.id, "id")
    made = activities.link(row, by=by, relation=asked.relation, other=other)
    linked = next(each for each in links_of(row, by) if each.link_id == made.pk)
    return Status(201, _link(linked))


@router.delete(f"{ONE}/links/{{int:link}}", response=answers(None, 204))
def unlink_request(request: HttpRequest, number: int, link: int) -> Status[None]:
    """Take a link away."""
    by, row = caller(request), _found(request, number)
    demand(access.may_work(by, row))
    activities.unlink(row, by=by, link_id=link)
    return Status(204, None)


@router.get(f"{ONE}/attachments", response=answers(AttachmentsOut))
def list_attachments(request: HttpRequest, number: int, walk: Walk) -> AttachmentsOut:
    """List the files on a request that the caller may read."""
    by, row = caller(request), _found(request, number)
    files, mark = page_of(attachments_visible_to(by, row), ("id",), walk)
    return AttachmentsOut(items=[_file(each) for each in files], next=mark)


@router.get(f"{ONE}/attachments/{{int:attachment}}", response=answers(None), openapi_extra=AS_BYTES)
def read_attachment(request: HttpRequest, number: int, attachment: int) -> FileResponse:
    """Read a file, always as a download."""
    by, row = caller(request), _found(request, number)
    file = find(attachments_visible_to(by, row), attachment)
    response = FileResponse(store.open(file.digest), as_attachment=True, filename=file.filename)
    response["Content-Type"] = BYTES
    return response


@router.post(f"{ONE}/attachments", response=answers(AttachmentOut, 201))
def attach_file(
    request: HttpRequest,
    number: int,
    file: Annotated[UploadedFile, File()],
    is_internal: Annotated[bool, Form()] = False,
) -> Status[AttachmentOut]:
    """Put a file on a request: for all who see it, or for the desk alone."""
    by, row = caller(request), _found(request, number)
    works = access.may_work(by, row)
    may = access.may_write_inside(by, row) if is_internal else works or access.is_party(by, row)
    demand(may)
    made = activities.attach(
        row,
        by=by,
        upload=activities.Upload(
            file.name or "file", content_type_of(file), cast(BinaryIO, file.file)
        ),
        is_internal=is_internal,
    )
    return Status(201, _file(made))


@router.get(f"{ONE}/watchers", response=answers(WatchersOut))
def list_watchers(request: HttpRequest, number: int) -> WatchersOut:
    """List who watches a request; outside the desk, who is copied."""
    row = _found(request, number)
    watches = watchers_of(row)
    if not access.may_read_inside(caller(request), row):
        watches = watches.filter(is_copied=True)
    return WatchersOut(items=[_watcher(each) for each in watches])


@router.post(f"{ONE}/watchers", response=answers(WatcherOut, 201))
def add_watcher(request: HttpRequest, number: int, asked: WatcherIn) -> Status[WatcherOut]:
    """Let somebody watch a request: oneself, or as one who works on it anybody."""
    by, row = caller(request), _found(request, number)
    demand(access.may_work(by, row) or (asked.person == by.pk and not asked.is_copied))
    person = named(people_visible_to(by), asked.person, "person")
    made = activities.watch(row, by=by, person=person, is_copied=asked.is_copied)
    return Status(201, _watcher(made))


@router.delete(f"{ONE}/watchers/{{int:person}}", response=answers(None, 204))
def remove_watcher(request: HttpRequest, number: int, person: int) -> Status[None]:
    """Let somebody watch no longer."""
    by, row = caller(request), _found(request, number)
    demand(person == by.pk or access.may_work(by, row))
    watches = [each for each in watchers_of(row) if each.person_id == person]
    if not watches:
        raise NotFound(_("This person does not watch the request."))
    activities.unwatch(row, by=by, person=watches[0].person)
    return Status(204, None)


def _found(request: HttpRequest, number: int) -> SupportRequest:
    support_request: SupportRequest = find(access.visible_to(caller(request)), number)
    return support_request


def _link(linked: LinkedRecord) -> LinkOut:
    return LinkOut(
        link=linked.link_id,
        relation=linked.relation,
        noun=linked.noun,
        id=linked.pk,
        title=linked.title,
    )


def _file(file: Attachment) -> AttachmentOut:
    return AttachmentOut(
        id=file.pk,
        filename=file.filename,
        content_type=file.content_type,
        size=file.size,
        is_internal=file.is_internal,
        added_at=file.added_at,
    )


def _watcher(watch: Watch) -> WatcherOut:
    return WatcherOut(person=watch.person_id, name=str(watch.person), is_copied=watch.is_copied)
