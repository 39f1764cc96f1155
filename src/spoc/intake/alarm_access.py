"""Who may see alarms, and plan the maintenance in which they are expected."""

from django.db.models import Q, QuerySet

from spoc.intake.models import Alarm, AlarmTerms, MaintenanceWindow
from spoc.people.access import may_administer, may_work_at_desk, reach
from spoc.people.models import Person
from spoc.requests.access import readable_inside


def may_read_alarms(person: Person) -> bool:
    """Whether the page of alarms is theirs: whoever reads requests of others at the desk."""
    return may_work_at_desk(person) and reach(person, "note", "R").beyond_own


def alarms_visible_to(person: Person) -> QuerySet[Alarm]:
    """Return the alarms a person may know of: those of requests they read inside.

    One that is no incident is known to all who would read it if it were: everybody at the desk,
    or those of the channel's community and team, and of the service.
    """
    if not may_read_alarms(person):
        return Alarm.objects.none()
    far = reach(person, "note", "R")
    near = Q(channel__community__in=far.communities) | Q(service__in=far.services)
    near |= Q(channel__team__in=far.teams) | Q(service__team__in=far.teams)
    if far.own_services:
        near |= Q(service__owner=person)
    free = Q(support_request=None) & (Q(pk__isnull=False) if far.everywhere else near)
    return Alarm.objects.filter(free | Q(support_request__in=readable_inside(person)))


def may_plan_windows(person: Person) -> bool:
    """Whether they plan maintenance: incident coordinators, the desk's and the items' managers."""
    if person.kind == Person.Kind.SYSTEM or may_administer(person):
        return True
    coordinates = any(reach(person, "override", verb).beyond_own for verb in "XA")
    return coordinates or reach(person, "item", "U").everywhere


def may_read_windows(person: Person) -> bool:
    """Whether the page of maintenance is open to them, to look at at least."""
    return may_work_at_desk(person) and (may_read_alarms(person) or may_plan_windows(person))


def windows_visible_to(person: Person) -> QuerySet[MaintenanceWindow]:
    """Return the maintenance windows: all to whoever works at the desk, none to others."""
    if may_read_windows(person) or may_plan_windows(person):
        return MaintenanceWindow.objects.all()
    return MaintenanceWindow.objects.none()


def may_shape_alarms(person: Person) -> bool:
    """Whether they set from where on alarms flap or storm: who manages the desk, or administers."""
    manages = reach(person, "override", "A").everywhere
    return person.kind == Person.Kind.SYSTEM or manages or may_administer(person)


def may_keep_alarm_terms(person: Person) -> bool:
    """Whether the page of these terms is theirs."""
    return may_work_at_desk(person) and may_shape_alarms(person)


def alarm_terms_visible_to(person: Person) -> QuerySet[AlarmTerms]:
    """Return the terms of alarms, to whoever decides them."""
    return AlarmTerms.objects.all() if may_shape_alarms(person) else AlarmTerms.objects.none()
