"""Who may read the log of calls, and hears when one rings."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from spoc.channels.access import interactions_visible_to
from spoc.intake.models import PhoneCall
from spoc.people.access import reach
from spoc.people.models import Person
from spoc.requests.access import may_register
from spoc.requests.access import visible_to as requests_visible_to
from spoc.requests.models import SupportRequest

# so long a call rings; what is told of no more has been given up
RINGS = timedelta(minutes=5)


def calls_visible_to(person: Person) -> QuerySet[PhoneCall]:
    """Return the calls whoever takes calls may know of.

    Those to their teams, those of their communities, and those of callers they reach. Of what
    was said about a request that is closed to all but named readers nobody else knows.
    """
    if not may_register(person):
        return PhoneCall.objects.none()
    far = reach(person, "contact", "R")
    near = Q(interaction__in=interactions_visible_to(person).values("pk"))
    near |= Q(channel__team__in=person.team_ids)
    near |= Q(interaction__community__in=far.communities)
    near |= Q(channel__team=None, channel__community=None, interaction__person=None)
    closed = SupportRequest.objects.filter(is_restricted=True)
    closed = closed.exclude(pk__in=requests_visible_to(person).values("pk"))
    hidden = Q(interaction__contacts__support_request__in=closed.values("pk"))
    shut = PhoneCall.objects.filter(hidden).values("pk")
    return PhoneCall.objects.filter(near).exclude(pk__in=shut)


def calls_ringing(person: Person, moment: datetime) -> QuerySet[PhoneCall]:
    """Return the calls that ring for a person at this moment, the longest first."""
    ringing = calls_visible_to(person).filter(
        interaction__answered_at=None,
        interaction__ended_at=None,
        interaction__started_at__gt=moment - RINGS,
    )
    for_them = Q(channel__team=None) | Q(channel__team__in=person.team_ids)
    return ringing.filter(for_them).order_by("interaction__started_at", "id")
