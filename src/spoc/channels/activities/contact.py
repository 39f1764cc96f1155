"""Writing down one contact on any channel."""

from typing import TypedDict, Unpack

from spoc.audit.activities import activity, record
from spoc.channels.models import Interaction, Letter
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.people.models import Community, Person


class ContactParticulars(TypedDict, total=False):
    """What may be noted of a contact."""

    is_incoming: bool
    person: Person | None
    unidentified: str
    community: Community | None
    agent: Person | None
    handling_minutes: int
    language: str
    subject: str
    body: str
    letter: Letter | None
    disposition: str


@activity
def log_contact(
    channel: str, *, by: Person, **particulars: Unpack[ContactParticulars]
) -> Interaction:
    """Write down that somebody got in touch, or that we did, whatever came of it."""
    person = particulars.get("person")
    particulars["subject"] = one_line(particulars.get("subject", ""), 300)
    particulars["body"] = tidy(particulars.get("body", ""))
    if person is not None and particulars.get("community") is None:
        particulars["community"] = person.community
    interaction = Interaction.objects.create(
        channel=channel,
        organisation=person.organisation if person else None,
        started_at=now(),
        answered_at=now() if particulars.get("agent") else None,
        ended_at=now(),
        **particulars,
    )
    record("contact.logged", interaction, by=by, channel=channel)
    return interaction
