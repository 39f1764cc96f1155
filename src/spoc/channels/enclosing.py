"""Files too large to enclose: they stay here, and the letter carries a signed link that ends."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.kit.errors import NotFound
from spoc.kit.time import now
from spoc.records.models import Attachment

SALT = "spoc.sent-file"
MILLION = 1_000_000


def parted(files: Sequence[Attachment]) -> tuple[list[Attachment], list[Attachment]]:
    """Return which files are enclosed and which become links: the smallest are enclosed first."""
    room = settings.SPOC_ENCLOSED_LIMIT
    enclosed = set()
    for file in sorted(files, key=lambda each: each.size):
        if file.size <= room:
            enclosed.add(file.pk)
            room -= file.size
    return (
        [file for file in files if file.pk in enclosed],
        [file for file in files if file.pk not in enclosed],
    )


def told_of(files: Sequence[Attachment], language: str) -> str:
    """Return the words that stand in a letter for files too large to enclose."""
    if not files:
        return ""
    days = settings.SPOC_ENCLOSED_DAYS
    with override(language):
        words = _("Too large to enclose, so here as links that serve for %(days)s days:")
        lines = [_line(file) for file in files]
        return "\n".join([words % {"days": days}, *lines])


def word_for(file: Attachment) -> str:
    """Return the word that opens one file to whoever has it, for a while."""
    ends_at = int((now() + timedelta(days=settings.SPOC_ENCLOSED_DAYS)).timestamp())
    return signing.dumps([file.pk, file.digest[:16], ends_at], salt=SALT)


def opened(word: str) -> Attachment:
    """Return the file a word opens; one that is too old or not ours opens nothing."""
    try:
        number, digest, ends_at = signing.loads(word, salt=SALT)
    except signing.BadSignature:
        raise _gone() from None
    if now().timestamp() > ends_at:
        raise NotFound(_("This link has ended: ask for the file again."))
    file = Attachment.objects.filter(pk=number, digest__startswith=digest).first()
    if file is None:
        raise _gone()
    return file


def _line(file: Attachment) -> str:
    size = _("%(size)s MB") % {"size": max(1, round(file.size / MILLION))}
    return f"{file.filename} ({size}): {settings.SPOC_URL}/sent-files/{word_for(file)}"


def _gone() -> NotFound:
    return NotFound(_("There is nothing at this address, or it is not yours to see."))
