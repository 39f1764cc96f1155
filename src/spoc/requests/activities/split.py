"""`split`: one message was about something else too."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.records.activities import link
from spoc.requests import access
from spoc.requests.activities.classify import restrict_like
from spoc.requests.activities.register import Registration, begin
from spoc.requests.activities.reply import Words
from spoc.requests.models import Entry, SupportRequest


@activity
def split(
    support_request: SupportRequest, *, by: Person, entry: Entry, title: str = ""
) -> SupportRequest:
    """Make a request of its own of one message; the message stays where it was said, too."""
    demand(access.may_work(by, support_request))
    if entry.support_request_id != support_request.pk or entry.is_internal or entry.is_from_desk:
        raise NotPossible(_("Choose a message from the requester in this request."))
    new = begin(
        entry.author,
        by=by,
        registration=Registration(
            description=entry.text,
            title=one_line(title),
            channel=support_request.channel,
            community=support_request.community,
            language=support_request.language,
            words=Words(entry.text, html=entry.html, letter=entry.letter),
        ),
    )
    restrict_like(new, by=by, other=support_request)
    for contact in support_request.contacts.filter(interaction__letter=entry.letter_id or 0):
        new.contacts.get_or_create(interaction=contact.interaction)
    link(new, by=by, relation="raised_from", other=support_request)
    record("request.split", support_request, by=by, other=new.reference)
    return new
