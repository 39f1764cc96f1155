"""Deputies as their page shows them."""

from django.db.models import Q, QuerySet

from spoc.kit.time import now
from spoc.people.models import Person
from spoc.work.approval_access import deputies_visible_to
from spoc.work.models import Deputy


def named_by(person: Person) -> QuerySet[Deputy]:
    """Return the deputies somebody named whose time is not over."""
    return _lasting(person).filter(person=person)


def standing_in_for(person: Person) -> QuerySet[Deputy]:
    """Return for whom somebody is named, as long as that time is not over."""
    return _lasting(person).filter(deputy=person)


def _lasting(person: Person) -> QuerySet[Deputy]:
    rows = deputies_visible_to(person).filter(Q(ends_at=None) | Q(ends_at__gt=now()))
    return rows.select_related("person", "deputy").order_by("begins_at", "id")
