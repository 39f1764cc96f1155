"""Writing down one contact on any channel."""

from typing import TypedDict, Unpack

from spoc.audit.activities import activity, record
from spoc.channels.base import ChannelKind
from spoc.channels.models import Channel, Interaction, Letter
from spoc.channels.queries.known_ways import way_among
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
    way: Channel | None


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
    particulars.setdefault("way", _way(channel, particulars))
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


def _way(channel: str, particulars: ContactParticulars) -> Channel | None:
    """Return the channel a contact came by: its letter's, else the one there is for such."""
    letter = particulars.get("letter")
    if letter is not None:
        return letter.channel
    community = particulars.get("community")
    kinds = [
        kind.key for kind in ChannelKind.all() if kind.medium == channel and not kind.is_way_out
    ]
    return way_among(kinds, community.pk if community else None)


@activity
def await_contact(
    channel: str, *, by: Person, **particulars: Unpack[ContactParticulars]
) -> Interaction:
    """Write down that somebody waits to be answered; from now on their wait counts."""
    interaction = log_contact(channel, by=by, **particulars)
    interaction.answered_at = interaction.ended_at = None
    interaction.save(update_fields=["answered_at", "ended_at"])
    return interaction


@activity
def answer_contact(interaction: Interaction, *, by: Person) -> Interaction:
    """Note who answered somebody who waited, and when."""
    if interaction.answered_at is None:
        interaction.answered_at, interaction.agent = now(), by
        interaction.save(update_fields=["answered_at", "agent"])
        record("contact.answered", interaction, by=by, channel=interaction.channel)
    return interaction


@activity
def end_contact(interaction: Interaction, *, by: Person, disposition: str = "") -> Interaction:
    """Note that a contact is over, and what it led to; one nobody answered was abandoned."""
    if interaction.ended_at is not None:
        return interaction
    interaction.ended_at = now()
    began = interaction.answered_at
    interaction.disposition = disposition or interaction.disposition
    if began is None:
        interaction.disposition = Interaction.Disposition.ABANDONED
    else:
        minutes = (interaction.ended_at - began).total_seconds() / 60
        interaction.handling_minutes = min(max(1, round(minutes)), 32_767)
    interaction.save(update_fields=["ended_at", "disposition", "handling_minutes"])
    kind = "contact.abandoned" if began is None else "contact.ended"
    record(kind, interaction, by=by, channel=interaction.channel)
    return interaction
