"""Files as they leave the house: only to who may read the record, and never as a page that runs."""

import re

from django.contrib.auth.decorators import login_required
from django.contrib.auth.middleware import get_user
from django.db.models import Model
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.kit import store
from spoc.kit.errors import NotFound
from spoc.knowledge import access as knowledge_access
from spoc.knowledge.models import Article
from spoc.people.models import Person
from spoc.records.access import file_and_record
from spoc.records.models import Attachment
from spoc.records.queries import attachments_of
from spoc.records.rules import WAITING
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.tracking import follow

# what a browser may be told a file is; all else is bytes to be saved
NAMED = re.compile(
    r"image/(png|jpeg|gif|webp|heic|tiff|bmp)|(audio|video)/[\w.+-]+|text/(plain|csv|calendar)|"
    r"application/(pdf|zip|msword|rtf|vnd\.(ms-|oasis|openxmlformats)[\w.+-]+)"
)
BYTES = "application/octet-stream"


@require_safe
@login_required
def file(request: HttpRequest, number: int, filename: str = "") -> HttpResponseBase:
    """Hand out a file of a record the person may read."""
    person = get_user(request)
    found = file_and_record(person, number) if isinstance(person, Person) else None
    if not isinstance(person, Person) or found is None or not _may_open(person, *found):
        raise _gone()
    return _handed_out(request, found[0])


@require_safe
def followed_file(
    request: HttpRequest, word: str, number: int, filename: str = ""
) -> HttpResponseBase:
    """Hand out a public file of the one request a signed link opens."""
    followed = follow(word)
    person, subject = followed.person, followed.support_request
    attachment = attachments_of(subject).filter(pk=number, is_internal=False).first()
    if attachment is None or not access.is_party(person, subject):
        raise _gone()
    if not _is_said(person, attachment, is_internal=False):
        raise _gone()
    response = _handed_out(request, attachment)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _may_open(person: Person, attachment: Attachment, subject: Model) -> bool:
    if not isinstance(subject, SupportRequest):
        return not attachment.is_internal or _reads_inside(person, subject)
    if attachment.part_id == WAITING:
        return access.may_open_waiting(person, subject, attachment)
    if attachment.is_internal and not access.may_read_inside(person, subject):
        return False
    return _is_said(person, attachment)


def _reads_inside(person: Person, subject: Model) -> bool:
    """Tell whether the inner files of an article are theirs: all who read the desk's knowledge."""
    return isinstance(subject, Article) and knowledge_access.reads_inside(person)


def _is_said(person: Person, attachment: Attachment, **narrower: bool) -> bool:
    """Tell whether the words the file came with may be read: what was removed takes its files."""
    entries = access.entries_visible_to(person).filter(**narrower)
    return attachment.part_id is None or entries.filter(pk=attachment.part_id).exists()


def _handed_out(request: HttpRequest, attachment: Attachment) -> HttpResponseBase:
    etag = f'"{attachment.digest}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    kind = attachment.content_type.lower()
    response = FileResponse(
        store.open(attachment.digest),
        as_attachment=not attachment.is_picture,
        filename=attachment.filename,
        content_type=kind if NAMED.fullmatch(kind) else BYTES,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = etag
    return response


def _gone() -> NotFound:
    return NotFound(_("There is nothing at this address, or it is not yours to see."))
