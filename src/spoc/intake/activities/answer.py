"""`answer`: a party to a request writes in the portal, perhaps with files."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from spoc.audit.activities import activity
from spoc.channels.activities import log_contact
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.records.activities import Upload, attach
from spoc.requests import access
from spoc.requests.activities import Registration, follow_up, hear
from spoc.requests.activities.reply import Words
from spoc.requests.models import SupportRequest

OVER = ("closed", "rejected", "cancelled")


@activity
def answer(
    support_request: SupportRequest, *, by: Person, words: str, files: Sequence[Upload] = ()
) -> SupportRequest:
    """Add what was written, or begin a new request linked to one that is over; return which."""
    demand(access.is_party(by, support_request))
    if support_request.status == "merged":
        raise NotPossible(_("This request was joined with another one: write there."))
    said = words.strip() or (_("(no words)") if files else "")
    contact = log_contact("portal", by=by, person=by, body=said, disposition="request_update")
    if support_request.status in OVER:
        title = one_line(support_request.title)
        registration = Registration(said, "portal", title=title, interaction=contact)
        told = follow_up(support_request, by=by, registration=registration)
        entry = told.entries.order_by("id").first()
    else:
        told = support_request
        entry = hear(told, by=by, channel="portal", words=Words(said), interaction=contact)
    for file in files:
        attach(
            told,
            by=by,
            upload=file,
            part_id=entry.pk if entry else None,
        )
    return told
