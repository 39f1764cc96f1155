"""Who is to hear: who leads a team, who manages the service, who answers for a customer."""

from spoc.feedback import access
from spoc.feedback.models import Complaint
from spoc.people.access import may_work_at_desk, reach
from spoc.people.models import Person
from spoc.requests.access import may_read_inside
from spoc.requests.models import Ladder, SupportRequest

MANAGER, CONTACT = "CSM", "CU"
ANSWERING = ("CSM", "SL")


def lead_of(support_request: SupportRequest) -> Person | None:
    """Return who looks into what went wrong: the team's lead, else whoever owns the request.

    Only somebody who works at the desk and may read it from inside.
    """
    found: list[Person] = []
    if support_request.team_id:
        leads = Person.objects.filter(
            memberships__team=support_request.team_id, memberships__is_lead=True, is_active=True
        )
        found += leads.order_by("sort_name")
    found += [person for person in (support_request.owner,) if person]
    able = (
        person
        for person in found
        if may_work_at_desk(person) and may_read_inside(person, support_request)
    )
    return next(able, None)


def managers_of(complaint: Complaint) -> list[Person]:
    """Return who manages the service and may answer this complaint, by name."""
    named = Person.objects.filter(grants__role=MANAGER, is_active=True).distinct()
    people = named.order_by("sort_name")
    return [person for person in people if access.may_handle(person, complaint)]


def answerers(complaint: Complaint) -> list[Person]:
    """Return who can answer this complaint: who may look into it, and did not complain."""
    rows = Person.objects.filter(grants__role__in=ANSWERING, is_active=True).distinct()
    able = (each for each in rows.order_by("sort_name") if access.may_handle(each, complaint))
    return [each for each in able if each.pk != complaint.person_id]


def head() -> Person | None:
    """Return who leads the department, as the general ladders name them."""
    rows = Ladder.objects.filter(is_active=True, service=None, head__is_active=True)
    ladder = rows.select_related("head").order_by("level").first()
    return ladder.head if ladder else None


def contacts_for(complaint: Complaint) -> list[Person]:
    """Return who answers for the customer that complains, by name."""
    if complaint.organisation_id is None:
        return []
    named = Person.objects.filter(grants__role=CONTACT, is_active=True).distinct()
    seen = (
        person
        for person in named.order_by("sort_name")
        if complaint.organisation_id in reach(person, access.AREA, "R").organisations
    )
    return [person for person in seen if person.pk != complaint.person_id]
