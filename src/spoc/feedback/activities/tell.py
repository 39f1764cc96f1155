"""Who hears of a complaint: who manages the service, and when it is brought before them, more."""

from collections.abc import Iterable

from spoc.audit.activities import activity
from spoc.channels.activities import News, notify
from spoc.feedback.activities.handle import tell
from spoc.feedback.letters import tell_contact
from spoc.feedback.models import Complaint
from spoc.feedback.queries import contacts_for, head, managers_of
from spoc.kit.time import now
from spoc.people.models import Person


@activity
def tell_received(complaint: Complaint, *, by: Person) -> Complaint:
    """Let who manages the service know that somebody complained."""
    _notify(complaint, managers_of(complaint), by=by, event="complaint_received")
    return complaint


@activity
def tell_heard(complaint: Complaint, *, by: Person) -> Complaint:
    """Let whoever answers it know that who complained wrote more; else who manages the service."""
    known = [complaint.owner] if complaint.owner else managers_of(complaint)
    _notify(complaint, known, by=by, event="complaint_heard")
    return complaint


@activity
def tell_late(complaint: Complaint, *, by: Person) -> Complaint:
    """Let who manages the service know that nobody acknowledged it in time, once."""
    if complaint.state != "received" or complaint.late_told_at or complaint.due_at > now():
        return complaint
    complaint.late_told_at = now()
    complaint.save(update_fields=["late_told_at"])
    tell("complaint.late", complaint, by=by)
    _notify(complaint, managers_of(complaint), by=by, event="complaint_late")
    return complaint


@activity
def tell_escalated(complaint: Complaint, *, by: Person) -> Complaint:
    """Let the head of the department and the customer's contact know that it was brought up."""
    if complaint.state != "escalated":
        return complaint
    leads, contacts = head(), contacts_for(complaint)
    known = [*contacts, leads] if leads else contacts
    before = set(complaint.told.values_list("pk", flat=True))
    complaint.told.add(*known)
    here = [*managers_of(complaint), leads] if leads else managers_of(complaint)
    _notify(complaint, here, by=by, event="complaint_objected")
    for person in contacts:
        if person.pk not in before:
            tell_contact(complaint, person, by=by)
    return complaint


def _notify(complaint: Complaint, people: Iterable[Person], *, by: Person, event: str) -> None:
    said = {"by": complaint.person.name}
    for person in dict.fromkeys(people):
        notify(person, by=by, news=News(event, complaint, said))
