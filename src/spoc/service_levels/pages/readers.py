"""Who reads and who shapes promises, and the rows at an address."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from spoc.kit.errors import NotAllowed, NotFound
from spoc.people.models import Person
from spoc.service_levels import access

Row = TypeVar("Row", bound=Model)
LARGEST = 2**63


def reader(request: HttpRequest) -> Person:
    """Return who may look at calendars and agreements."""
    if not isinstance(request.user, Person) or not access.may_read(request.user):
        raise NotAllowed(_("These pages belong to the service level manager: ask them."))
    return request.user


def shaper(request: HttpRequest) -> Person:
    """Return who keeps the calendars."""
    viewer = reader(request)
    if not access.may_shape(viewer):
        raise NotAllowed(_("Only the service level manager changes calendars: ask them."))
    return viewer


def drafter(request: HttpRequest, kind: str) -> Person:
    """Return who writes agreements of a kind."""
    viewer = reader(request)
    if not access.may_draft(viewer, kind):
        raise NotAllowed(_("Only the service level manager writes agreements: ask them."))
    return viewer


def found(rows: QuerySet[Row], pk: int) -> Row:
    """Return the row with this key, if there is one that may be seen."""
    row = rows.filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return row
