"""The list of proposals to take promises out of the measures; each is decided on its record."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.kit.errors import NotAllowed
from spoc.people.models import Person
from spoc.service_levels.access import may_see_exemptions
from spoc.service_levels.queries.exemptions import waiting_for


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what waits to be decided."""
    person = request.user
    if not isinstance(person, Person) or not may_see_exemptions(person):
        raise NotAllowed(_("These pages belong to the service level manager: ask them."))
    return render(request, "service_levels/exemptions.html", {"waiting": waiting_for(person)})
