"""Who may see and change configuration items."""

from django.db.models import Q, QuerySet

from spoc.catalogue.models import Service
from spoc.cmdb.models import ConfigurationItem
from spoc.people.access import may_administer, may_work_at_desk, reach
from spoc.people.models import Person


def visible_to(person: Person) -> QuerySet[ConfigurationItem]:
    """Return the items a person may know of: all at the desk, else those of services in reach."""
    far = reach(person, "item", "R")
    if far.everywhere or may_shape(person):
        return ConfigurationItem.objects.all()
    served = Service.objects.filter(customers__in=far.organisations)
    near = Q(service__in=far.services) | Q(service__in=served) | Q(team__in=far.teams)
    if far.own_services:
        near |= Q(service__owner=person)
    return ConfigurationItem.objects.filter(near)


def may_read(person: Person) -> bool:
    """Whether the pages of items are open to them, to look at at least."""
    reads = reach(person, "item", "R").beyond_own or may_shape(person)
    return reads and may_work_at_desk(person)


def may_shape(person: Person) -> bool:
    """Whether they add and change items: the configuration manager, or an administrator."""
    shapes = reach(person, "item", "U").everywhere
    return person.kind == Person.Kind.SYSTEM or shapes or may_administer(person)
