"""Files as they leave the house: only to who may read the record, and never as a page that runs."""

import re

from django.contrib.auth.decorators import login_required
from django.contrib.auth.middleware import get_user
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.kit import nouns, store
from spoc.kit.errors import NotFound
from spoc.people.models import Person
from spoc.records.models import Attachment
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
    attachment = Attachment.objects.filter(pk=number).first()
    if not isinstance(person, Person) or attachment is None:
        raise _gone()
    subject = nouns.find(person, attachment.noun, attachment.subject_id)
    if subject is None or not _may_open(person, attachment, subject):
        raise _gone()
    return _handed_out(request, attachment)


@require_safe
def followed_file(
    request: HttpRequest, word: str, number: int, filename: str = ""
) -> HttpResponseBase:
    """Hand out a public file of the one request a signed link opens."""
    followed = follow(word)
    found = Attachment.objects.filter(noun="request", subject_id=followed.support_request.pk)
    attachment = found.filter(pk=number, is_internal=False).first()
    person, subject = followed.person, followed.support_request
    if attachment is None or not access.is_party(person, subject):
        raise _gone()
    if not _is_public_part(person, attachment):
        raise _gone()
    response = _handed_out(request, attachment)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _may_open(person: Person, attachment: Attachment, subject: object) -> bool:
    if not isinstance(subject, SupportRequest):
        return not attachment.is_internal
    if attachment.is_internal:
        return access.may_read_inside(person, subject)
    entries = access.entries_visible_to(person)
    return attachment.part_id is None or entries.filter(pk=attachment.part_id).exists()


def _is_public_part(person: Person, attachment: Attachment) -> bool:
    entries = access.entries_visible_to(person).filter(is_internal=False)
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
