"""Files that are sent within a body of JSON, as the answers to a form take them."""

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from typing import Annotated

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from spoc.kit.errors import NotPossible
from spoc.records.activities import Upload
from spoc.records.forms import MOST_FILES

BYTES = "application/octet-stream"
CONTENT_TYPE = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,59}", re.ASCII)
Name = Annotated[str, Field(min_length=1, max_length=200)]
FieldKey = Annotated[str, Field(max_length=40)]


class FileIn(Schema):
    """A file: what it is called, of which sort, and its bytes in Base64 (RFC 4648)."""

    filename: Name
    content_type: str = Field(BYTES, max_length=120)
    content: str = Field(min_length=1, max_length=5_000_000)


Files = Annotated[
    dict[FieldKey, Annotated[list[FileIn], Field(max_length=MOST_FILES)]],
    Field(max_length=20, description="By key of the form's fields; larger ones are attached."),
]


def uploads_of(files: Mapping[str, Sequence[FileIn]]) -> dict[str, list[Upload]]:
    """Return the files by the field they are handed in to; what is no file is named."""
    return {key: [_upload(each) for each in sent] for key, sent in files.items() if sent}


def _upload(sent: FileIn) -> Upload:
    try:
        content = base64.b64decode(sent.content, validate=True)
    except (binascii.Error, ValueError):
        content = b""
    if not content:
        words = _("%(name)s could not be read: send its bytes in Base64.")
        told = words % {"name": sent.filename}
        raise NotPossible(told, fields={"files": told})
    kind = sent.content_type if CONTENT_TYPE.fullmatch(sent.content_type) else BYTES
    return Upload(sent.filename, kind, content)
