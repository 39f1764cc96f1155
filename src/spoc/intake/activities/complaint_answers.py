"""Letters that answer the letter of a complaint: they go on in it, as the complainant's words.

An answer does so only where it carries our signed mark, comes from the address of who complained,
and no server we trust found its sender to be another. What is closed goes on as a new request.
"""

from django.conf import settings

from spoc.channels.activities import log_contact, settle_letter
from spoc.channels.models import Letter
from spoc.channels.outbox import signing_keys
from spoc.channels.rules import letter as letters
from spoc.channels.rules import marks
from spoc.channels.rules.authentication import Verdict, verdict
from spoc.feedback.activities import hear_complainant
from spoc.feedback.models import Complaint
from spoc.feedback.queries import complaint_numbered
from spoc.kit.errors import NotPossible
from spoc.people.models import Person
from spoc.people.queries import by_mail

OUTCOME = "complaint"


def go_on_complained(letter: Letter, read: letters.Letter, *, by: Person, body: str) -> bool:
    """Let a letter go on in the complaint it truly answers; tell whether it did."""
    keys = signing_keys()
    numbers = marks.numbers(read, keys, sort=marks.COMPLAINT)
    complaint = complaint_numbered(numbers[0]) if numbers else None
    if complaint is None or marks.numbers(read, keys) or not _is_theirs(complaint, read):
        return False
    try:
        hear_complainant(complaint, by=complaint.person, words=_said(read))
    except NotPossible:
        return False
    log_contact(
        "email",
        by=by,
        person=complaint.person,
        community=letter.community or complaint.community,
        language=read.language,
        subject=read.subject,
        body=body,
        way=letter.channel,
        letter=letter,
        disposition="request_update",
    )
    settle_letter(letter, by=by, outcome=OUTCOME, about=complaint)
    return True


def _is_theirs(complaint: Complaint, read: letters.Letter) -> bool:
    """Tell whether a letter is by who complained, as far as an address can say."""
    found = by_mail(read.from_email) if read.from_email else None
    sender = (found.merged_into or found) if found else None
    servers = settings.SPOC_AUTHENTICATION_SERVERS
    judged = verdict(read.authentication, servers=servers, sender=read.from_email)
    return sender == complaint.person and judged != Verdict.REFUTED


def _said(read: letters.Letter) -> str:
    """Return the new words of a letter, and which files lie in it."""
    words = read.reply_text.strip() or read.text.strip() or read.subject
    files = ", ".join(file.filename for file in read.attachments)
    return f"{words}\n\n[{files}]".strip() if files else words
