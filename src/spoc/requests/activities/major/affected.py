"""Whom a major incident affects: requests linked to it by the desk, or by those who have it too."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.records.activities import link
from spoc.requests import access
from spoc.requests.activities.classify import Classification, classify
from spoc.requests.activities.register import Registration, register
from spoc.requests.models import MajorIncident, SupportRequest
from spoc.requests.queries.major import linkable, major_above, major_of, own_affected

LEAST_IMPACT = 3


@activity
def link_to_major(
    support_request: SupportRequest, *, by: Person, major: SupportRequest
) -> SupportRequest:
    """Say that a request is part of a major incident: what is told of that one reaches it."""
    demand(access.may_work(by, support_request) and access.may_see(by, major))
    _demand_live(major)
    if support_request.pk == major.pk:
        raise NotPossible(_("A record cannot be linked to itself: choose another one."))
    if not support_request.is_open:
        raise NotPossible(_("This request is over."))
    if major_of(support_request) is not None and support_request.is_major:
        raise NotPossible(_("This is a major incident itself: merge the two, or restore one."))
    if major_above(support_request) is not None:
        raise NotPossible(_("This request is linked to a major incident already."))
    link(support_request, by=by, relation="child_of", other=major)
    record("major.joined", major, by=by, other=support_request.reference)
    return support_request


@activity
def have_too(person: Person, *, by: Person, number: int) -> SupportRequest:
    """Let somebody say in one click that they have it too: one request of theirs is linked.

    One they asked already about the same service is taken; where there is none, one is made.
    """
    demand(person.pk == by.pk and person.is_active)
    major = _concerning(person, number)
    own = own_affected(person, [number])
    if number in own:
        return SupportRequest.objects.get(pk=own[number])
    parent = major.support_request
    same = SupportRequest.objects.filter(linkable(person, parent)).order_by("-pk")
    mine = same.exclude(pk=parent.pk).first() or _register(person, parent)
    link(mine, by=system(), relation="child_of", other=parent)
    # whoever reads of the one need not know who else asked
    record("major.joined", parent, by=system(), other=mine.reference)
    return mine


def _register(person: Person, parent: SupportRequest) -> SupportRequest:
    """Register and classify the request of somebody who has it too."""
    said = _("I have this too: %(service)s") % {"service": parent.service}
    registration = Registration(description=said, title=said, channel="portal")
    mine = register(person, by=person, registration=registration)
    found = Classification(
        "incident", parent.service, parent.category, LEAST_IMPACT, parent.urgency
    )
    return classify(mine, by=system(), classification=found)


def _concerning(person: Person, number: int) -> MajorIncident:
    rows = access.majors_concerning(person).select_related("support_request__service")
    major = rows.filter(pk=number).first()
    if major is None:
        raise NotPossible(_("This disturbance is over, or it does not concern you."))
    return major


def _demand_live(support_request: SupportRequest) -> None:
    major = major_of(support_request)
    if major is None or major.state not in ("proposed", "active"):
        raise NotPossible(_("This is no major incident that goes on: choose another one."))
