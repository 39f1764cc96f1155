"""Finding processes for whoever may read or change them."""

from typing import TypeVar

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from spoc.kit.errors import NotAllowed, NotFound
from spoc.people.models import Person
from spoc.workflow import access
from spoc.workflow.models import Definition, DefinitionVersion, Instance

LARGEST = 2**63
Row = TypeVar("Row", bound=Model)


def reader(request: HttpRequest) -> Person:
    """Return who reads processes."""
    if not isinstance(request.user, Person) or not access.may_read(request.user):
        raise NotAllowed(_("Processes are read by those who work at the desk."))
    return request.user


def shaper(request: HttpRequest) -> Person:
    """Return who changes processes."""
    if not isinstance(request.user, Person) or not access.may_shape(request.user):
        raise NotAllowed(_("Processes are drawn by administrators and service owners: ask one."))
    return request.user


def found_process(viewer: Person, pk: int) -> Definition:
    """Return a process that somebody may read."""
    row = access.visible_to(viewer).filter(pk=pk).first() if pk < LARGEST else None
    return _demanded(row)


def found_version(viewer: Person, pk: int) -> DefinitionVersion:
    """Return a version of a process that somebody may read."""
    rows = access.versions_visible_to(viewer).select_related("definition", "runs_as", "made_by")
    row = rows.filter(pk=pk).first() if pk < LARGEST else None
    return _demanded(row)


def found_case(viewer: Person, pk: int) -> Instance:
    """Return a case of a record that somebody reads inside."""
    rows = access.instances_visible_to(viewer).select_related("definition_version__definition")
    row = rows.filter(pk=pk).prefetch_related("steps__team").first() if pk < LARGEST else None
    return _demanded(row)


def _demanded(row: Row | None) -> Row:
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return row
