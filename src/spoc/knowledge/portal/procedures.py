"""How we work, as it is published to whom we serve; who was asked says that they have read it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spoc.catalogue.queries import SPOKEN_TO, spoken_to
from spoc.kit.document import document
from spoc.kit.errors import NotFound
from spoc.knowledge import procedure_access as access
from spoc.knowledge.activities.acknowledging import acknowledge_procedure
from spoc.knowledge.models import Procedure
from spoc.knowledge.queries.procedures import published_to
from spoc.people.models import Person

LARGEST = 2**63 - 1


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what is published to the reader."""
    person = _person(request)
    found = published_to(person, spoken_to(person, request.COOKIES.get(SPOKEN_TO, "")))
    return render(request, "knowledge/portal/procedures.html", {"found": found})


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one as it is in force."""
    procedure, person = _found(request, pk), _person(request)
    shown = procedure.in_force
    asked = access.acknowledgements_of(person) if person else None
    own = asked.filter(procedure_version=shown).first() if asked is not None else None
    context = {
        "procedure": procedure,
        "shown": shown,
        "words": document(shown.text) if shown else "",
        "own": own,
    }
    return render(request, "knowledge/portal/procedure.html", context)


@login_required
@require_POST
def acknowledgement(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one has read it."""
    person = _person(request)
    if person is None:
        raise _gone()
    acknowledge_procedure(_found(request, pk), by=person)
    messages.success(request, _("Thank you. It is written down that you have read it."))
    return HttpResponseRedirect(f"/help/procedures/{pk}")


def _person(request: HttpRequest) -> Person | None:
    person = get_user(request)
    return person if isinstance(person, Person) else None


def _found(request: HttpRequest, pk: int) -> Procedure:
    """Return what is in force and published to the reader."""
    person = _person(request)
    community = spoken_to(person, request.COOKIES.get(SPOKEN_TO, ""))
    # whoever works at the desk is a reader like others here; the desk has pages of its own
    rows = access.told_to(person) if person else access.public_for(community)
    rows = rows.filter(versions__state="published").distinct().prefetch_related("versions")
    found = rows.filter(pk=pk).first() if pk <= LARGEST else None
    if found is None:
        raise _gone()
    return found


def _gone() -> NotFound:
    return NotFound(_("There is nothing at this address, or it is not yours to see."))
