"""The files that came with words in a messenger: fetched from there, looked at, and kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.audit.activities import activity, record
from spoc.channels.base import Delivered, opened
from spoc.channels.models import Channel, Delivery
from spoc.channels.rules.attachment import filename, media_type
from spoc.channels.rules.heard import Enclosed, Said
from spoc.intake.activities.sifted import against
from spoc.intake.models import Posting
from spoc.kit.errors import NotPossible
from spoc.kit.store import TooLarge
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.records.activities import Upload, attach

MOST_FILES = 20
# all files of one message together: they are held until the last of them is looked at
MOST_BYTES = 50_000_000


@runtime_checkable
class Hands(Protocol):
    """A messenger that hands over the files in it."""

    def file(self, enclosed: Enclosed, *, limit: int) -> bytes:
        """Return a file; NotPossible where it never will be had, OSError where not now."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that is kept, or the words that tell why it is not."""

    upload: Upload | None = None
    words: str = ""
    size: int = 0


def enclosures_of(delivery: Delivery) -> list[tuple[Posting, Sequence[Enclosed]]]:
    """Return what was written in a delivery and waits for its files."""
    told = Delivered(delivery.headers, bytes(delivery.body))
    with_files = [
        said
        for said in opened(delivery.channel).read(told)
        if isinstance(said, Said) and said.files
    ]
    marks = {said.message: said.files for said in with_files}
    waiting = Posting.objects.filter(channel=delivery.channel, message__in=marks, enclosed_at=None)
    rows = waiting.select_related("channel__community", "entry__support_request", "person")
    return [(row, marks[row.message]) for row in rows.order_by("id")]


def fetched(channel: Channel, files: Sequence[Enclosed], *, is_last: bool) -> list[Fetched]:
    """Fetch files and look into them, while nothing is locked; what cannot be had is told.

    What cannot be had for now is an OSError, until it is the last time.
    """
    with override(channel.community.language if channel.community else "en"):
        found, room = [], max(MOST_BYTES, settings.SPOC_ATTACHMENT_LIMIT)
        for place, file in enumerate(files[:MOST_FILES], 1):
            name = filename(file.name, file.kind, place)
            each = _one(channel, file, name, room=room, is_last=is_last)
            room -= each.size
            found.append(each)
        if len(files) > MOST_FILES:
            words = _("(Of %(count)s files the first %(most)s were kept.)")
            found.append(Fetched(words=words % {"count": len(files), "most": MOST_FILES}))
    return found


@activity
def enclose(posting: Posting, *, by: Person, files: Sequence[Fetched]) -> Posting:
    """Keep the files of something written in a messenger with it, once; say what was not kept."""
    entry = posting.entry
    if posting.enclosed_at is not None or entry is None or entry.is_removed:
        return posting
    said = [each.words for each in files if each.words]
    for upload in (each.upload for each in files):
        if upload is None:
            continue
        try:
            attach(
                entry.support_request,
                by=posting.person,
                upload=upload,
                part_id=entry.pk,
                is_internal=entry.is_internal,
            )
        except TooLarge:
            said.append(_too_large(upload.filename))
    if said:
        entry.text = "\n\n".join([entry.text, *said])
        entry.save(update_fields=["text"])
        # what is found, and what open pages show, follows the words
        record("file.missed", entry.support_request, by=by, count=len(said))
    posting.enclosed_at = now()
    posting.save(update_fields=["enclosed_at"])
    return posting


def _one(channel: Channel, file: Enclosed, name: str, *, room: int, is_last: bool) -> Fetched:
    limit = min(settings.SPOC_ATTACHMENT_LIMIT, room)
    if file.size > limit:
        return Fetched(words=_too_large(name))
    kind = opened(channel)
    try:
        if not isinstance(kind, Hands):
            raise NotPossible(_("this messenger hands over no files"))
        content = kind.file(file, limit=limit)
        why = against(name, content)
    except TooLarge:
        return Fetched(words=_too_large(name))
    except (NotPossible, OSError) as problem:
        if isinstance(problem, OSError) and not is_last:
            raise
        return _not_fetched(name, str(problem))
    except ValueError:
        # what came is odd, and will be as odd the next time
        return _not_fetched(name, _("what was sent about it cannot be read"))
    if why:
        words = _("(The file %(name)s was kept aside: %(why)s.)")
        return Fetched(words=words % {"name": name, "why": why})
    return Fetched(Upload(name, media_type(file.kind), content), size=len(content))


def _not_fetched(name: str, why: str) -> Fetched:
    words = _("(The file %(name)s could not be fetched: %(why)s.)")
    return Fetched(words=words % {"name": name, "why": why.rstrip(".")})


def _too_large(name: str) -> str:
    return _("(The file %(name)s was too large to keep here.)") % {"name": name}
