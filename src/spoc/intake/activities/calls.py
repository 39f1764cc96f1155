"""What a telephone system tells of: a call waits, is answered, ends, or is given up."""

from datetime import datetime, timedelta

from spoc.audit.activities import activity
from spoc.audit.activities.activity import add_news
from spoc.channels.activities import answer_contact, await_contact, end_contact
from spoc.channels.models import Channel, Interaction
from spoc.channels.rules.heard import Rung
from spoc.intake.activities.hear import hears
from spoc.intake.models import PhoneCall
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import by_mail, by_phone, system

# under which open pages hear that a call came, was taken, or is over
CALLS = "calls"
# a clock that is further off is wrong
NEAR = timedelta(hours=1)
# what rings or is spoken longer has ended without a word of it
LONGEST_WAIT, LONGEST_CALL = timedelta(hours=1), timedelta(hours=12)
# so long after a call an agent still writes it down
WRITTEN_DOWN = timedelta(minutes=10)


@hears(Rung)
def note_step(rung: Rung, channel: Channel) -> str:
    """Follow a call by what its telephone system tells."""
    return follow_call(channel, by=system(), rung=rung)


@activity
def follow_call(channel: Channel, *, by: Person, rung: Rung) -> str:
    """Note a step of a call; told twice it is noted once, and steps that never came are none."""
    call = (
        PhoneCall.objects.filter(channel=channel, key=rung.call)
        .select_related("interaction")
        .first()
    )
    call = call or _begun(channel, rung, by)
    contact, moment = call.interaction, _moment(rung)
    agent = _agent(rung) or contact.agent or by
    if rung.step == "answered" and contact.answered_at is None:
        answer_contact(contact, by=agent)
        _at(contact, "answered_at", moment)
    elif rung.step in ("ended", "abandoned") and contact.ended_at is None:
        end_contact(contact, by=agent)
        _at(contact, "ended_at", moment)
    if rung.recording and rung.recording != call.recording:
        call.recording = rung.recording
        call.save(update_fields=["recording"])
    add_news([CALLS])
    return rung.step


def end_lost_calls(*, by: Person) -> int:
    """End the calls that their telephone system told of no more; return how many."""
    lost = Interaction.objects.filter(call__isnull=False, ended_at=None)
    waiting = lost.filter(answered_at=None, started_at__lt=now() - LONGEST_WAIT)
    spoken = lost.filter(answered_at__lt=now() - LONGEST_CALL)
    found = [*waiting, *spoken]
    for contact in found:
        end_contact(contact, by=by)
    return len(found)


def written_down(
    agent: Person, *, requester: Person, words: str, minutes: int, disposition: str
) -> Interaction | None:
    """Return the call the agent is or was just on, now with what was said; None where none is.

    Part of taking a call: one that the telephone system told of is counted once.
    """
    recent = PhoneCall.objects.filter(
        interaction__agent=agent,
        interaction__started_at__gt=now() - timedelta(hours=12),
        interaction__contacts=None,
    )
    for call in recent.select_related("interaction").order_by("-id")[:5]:
        contact = call.interaction
        is_over = contact.ended_at is not None and now() - contact.ended_at > WRITTEN_DOWN
        if is_over or contact.person_id not in (None, requester.pk):
            continue
        contact.person, contact.organisation = requester, requester.organisation
        contact.community = contact.community or requester.community
        contact.body, contact.disposition = words, disposition
        contact.handling_minutes = minutes or contact.handling_minutes
        contact.save()
        return contact
    return None


def _begun(channel: Channel, rung: Rung, by: Person) -> PhoneCall:
    """Write down that somebody calls; who has the number alone is known by it."""
    known = by_phone(rung.number) if rung.number else []
    person = (known[0].merged_into or known[0]) if len(known) == 1 else None
    contact = await_contact(
        "phone",
        by=by,
        way=channel,
        person=person,
        unidentified="" if person else rung.number,
        community=channel.community or (person.community if person else None),
    )
    _at(contact, "started_at", _moment(rung))
    return PhoneCall.objects.create(
        channel=channel,
        key=rung.call,
        number=rung.number,
        interaction=contact,
        recording=rung.recording,
    )


def _agent(rung: Rung) -> Person | None:
    found = by_mail(rung.agent) if rung.agent else None
    return found if found is not None and found.is_at_desk else None


def _moment(rung: Rung) -> datetime:
    """Return when it was, as the telephone system has it where its clock is right."""
    is_right = rung.at is not None and abs(now() - rung.at) < NEAR
    return rung.at if rung.at is not None and is_right else now()


def _at(contact: Interaction, step: str, moment: datetime) -> None:
    """Let a step have been when it was, not when it was heard of, and never before it began."""
    began = contact.started_at if step != "started_at" else moment
    setattr(contact, step, max(moment, began))
    contact.save(update_fields=[step])
