"""Making the bytes of an outgoing letter from its row."""

from urllib.parse import urlsplit

from django.conf import settings

from spoc.channels.enclosing import parted, told_of
from spoc.channels.models import Letter
from spoc.channels.rules.address import Address
from spoc.channels.rules.compose import Button, Enclosure, Outgoing, Picture, compose
from spoc.kit import store
from spoc.records.models import Attachment


def bytes_of(letter: Letter, *, sender: str = "") -> bytes:
    """Return the letter as it goes over the wire: text and HTML from the same words.

    Where it goes from another sender than its community's, answers still come to the community.
    """
    marks = letter.marks
    community = letter.community
    language = marks.get("language", "en")
    enclosed, linked = parted(_attachments(marks, "attachments"))
    text = "\n\n".join(filter(None, [letter.text, told_of(linked, language)]))
    button = marks.get("button")
    return compose(
        Outgoing(
            from_name=marks.get("sender") or (community.sender_name if community else "Spoc"),
            from_email=sender or letter.from_address or f"noreply@{mail_host()}",
            reply_to=Address("", letter.from_address) if sender and letter.from_address else None,
            to=[Address("", each) for each in letter.to_addresses],
            cc=[Address("", each) for each in letter.cc_addresses],
            subject=letter.subject,
            text=text,
            message_id=letter.message_id,
            in_reply_to=marks.get("in_reply_to", ""),
            references=marks.get("references", []),
            date=letter.at,
            language=language,
            automatic="auto-replied" if marks.get("is_automatic") else "",
            loop_host=mail_host(),
            button=Button(*button) if button else None,
            attachments=[_enclosure(row) for row in enclosed],
            pictures=[_picture(row) for row in _attachments(marks, "pictures")],
            marked=marks.get("marked", 0),
            unsubscribe=marks.get("unsubscribe", ""),
        )
    )


def mail_host() -> str:
    """Return the name of this house in Message-IDs and loop marks."""
    return urlsplit(settings.SPOC_URL).hostname or "localhost"


def signing_keys() -> list[bytes]:
    """Return the keys our thread marks are signed with, the newest first."""
    return [key.encode() for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _attachments(marks: dict[str, list[int]], which: str) -> list[Attachment]:
    return list(Attachment.objects.filter(pk__in=marks.get(which) or []).order_by("id"))


def _picture(row: Attachment) -> Picture:
    return Picture(row.pk, f"file-{row.pk}@{mail_host()}", _enclosure(row))


def _enclosure(row: Attachment) -> Enclosure:
    with store.open(row.digest) as file:
        return Enclosure(row.filename, row.content_type, file.read())
