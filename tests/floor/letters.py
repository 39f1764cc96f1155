"""Raw letters, as a mail server would hand them over."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from itertools import count

from spoc.kit.time import now

DESK = "it@norrvikhospital.example"
_numbers = count(1)


def letter(
    sender: str = "Karin Holm <karin.holm@norrvikhospital.example>",
    subject: str = "PACS shows no images",
    text: str = "Since this morning no studies load in reading room A.",
    *,
    to: str = DESK,
    files: tuple[tuple[str, str, bytes], ...] = (),
    **headers: str,
) -> bytes:
    """Return the bytes of a letter; further headers by keyword, `in_reply_to` as In-Reply-To.

    Each has a Message-ID and a date of its own unless they are given.
    """
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, to, subject
    given = {name.replace("_", "-").lower(): value for name, value in headers.items()}
    number = next(_numbers)
    given.setdefault("message-id", f"<letter-{number}@sender.example>")
    given.setdefault("date", format_datetime(now()))
    for name, value in given.items():
        if value:
            message[name] = value
    message.set_content(text)
    for filename, content_type, content in files:
        main, _slash, sub = content_type.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=filename)
    return message.as_bytes()
