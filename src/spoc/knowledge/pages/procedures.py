"""The procedures as the desk sees them: the list, and one of them with its versions and readers."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.kit import keyset
from spoc.kit.document import document
from spoc.kit.errors import NotAllowed, NotFound
from spoc.kit.time import now
from spoc.knowledge import procedure_access as access
from spoc.knowledge.models import Procedure, ProcedureVersion
from spoc.knowledge.queries.procedures import (
    SHOWS,
    course_of,
    listed,
    readers_of,
    rows_of,
    waiting_for,
)
from spoc.people.models import Person
from spoc.ui.topics import sign

PAGE_SIZE = 25
LARGEST = 2**63 - 1


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the procedures: in force, in the making, due for review, over, or all."""
    person, today = reader(request), now().date()
    show = request.GET.get("show", SHOWS[0])
    show = show if show in SHOWS else SHOWS[0]
    after = request.GET.get("after") or None
    found = keyset.page(listed(person, show, today), ("process", "id"), size=PAGE_SIZE, after=after)
    context = {
        "rows": rows_of(found.rows, person, today),
        "next": found.next,
        "show": show,
        "waiting": waiting_for(person),
        "due_count": listed(person, "due", today).count(),
        "may_write": access.may_write(person),
    }
    return render(request, "knowledge/procedures/list.html", context)


@login_required
@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a procedure: what it says, how it stands, its versions, and who has read it."""
    procedure, person = procedure_found(request, pk), reader(request)
    versions = list(
        access.versions_visible_to(person)
        .filter(procedure=procedure)
        .select_related("author", "approver")
        .order_by("-number")
    )
    shown = _chosen(versions, request.GET.get("number", ""))
    readers = readers_of(shown, person) if shown.state in access.ONCE_IN_FORCE else []
    context = {
        "procedure": procedure,
        "shown": shown,
        "words": document(shown.text),
        "versions": versions,
        "readers": readers,
        "read_count": sum(1 for each in readers if each.at),
        "own": next((each for each in readers if each.person_id == person.pk), None),
        "course": course_of(procedure) if access.may_revise(person, procedure) else [],
        "live_topics": [sign(f"procedure-{pk}", person.pk)],
        **_may(person, procedure, versions),
    }
    return render(request, "knowledge/procedures/one.html", context)


def reader(request: HttpRequest) -> Person:
    """Return who may read procedures at the desk."""
    person = request.user
    if not isinstance(person, Person) or not access.may_open(person):
        raise NotAllowed(_("This is the desk's own page: what is for you is under How we work."))
    return person


def procedure_found(request: HttpRequest, pk: int) -> Procedure:
    """Return the procedure of this number, if the reader may know of it."""
    rows = access.visible_to(reader(request)).select_related("owner").prefetch_related("versions")
    found = rows.filter(pk=pk).first() if pk <= LARGEST else None
    if found is None:
        raise gone()
    return found


def gone() -> NotFound:
    """Return what a stranger is told, and whoever asks for what is not there."""
    return NotFound(_("There is nothing at this address, or it is not yours to see."))


def _chosen(versions: list[ProcedureVersion], number: str) -> ProcedureVersion:
    """Return the version asked for, else that in force, else the newest."""
    if number:
        asked = next((each for each in versions if str(each.number) == number), None)
        if asked is None:
            raise gone()
        return asked
    in_force = next((each for each in versions if each.state == "published"), None)
    if not versions:
        raise gone()
    return in_force or versions[0]


def _may(
    person: Person, procedure: Procedure, versions: list[ProcedureVersion]
) -> dict[str, object]:
    """Return what the reader may do now."""
    states = {each.state for each in versions}
    in_making = next((each for each in versions if each.state in ("draft", "approved")), None)
    may_approve = access.may_approve(person, procedure)
    may_publish = access.may_publish(person, procedure)
    return {
        "in_making": in_making,
        "may_revise": access.may_revise(person, procedure),
        "may_approve": may_approve and "draft" in states,
        "may_publish": may_publish and "approved" in states,
        "may_withdraw": may_publish and "published" in states,
        "may_ask": access.may_revise(person, procedure) and "published" in states,
    }
