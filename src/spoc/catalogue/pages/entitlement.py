"""Whether an organisation has a service: asked while an agent chooses it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.catalogue.access import visible_to
from spoc.catalogue.rules import Entitlement
from spoc.kit.errors import NotAllowed
from spoc.people.access import may_work_at_desk, organisations_visible_to
from spoc.people.models import Person

LONGEST_KEY = 18


@login_required
@require_safe
def entitled(request: HttpRequest) -> HttpResponse:
    """Say in a sentence whether the organisation has the service."""
    viewer = request.user
    if not isinstance(viewer, Person) or not may_work_at_desk(viewer):
        raise NotAllowed(_("This is the desk's own page: your requests are under My requests."))
    pk = request.GET.get("organisation", "")
    is_key = pk.isdecimal() and len(pk) <= LONGEST_KEY
    rows = organisations_visible_to(viewer)
    organisation = rows.filter(pk=int(pk)).first() if is_key else None
    service = visible_to(viewer).filter(key=request.GET.get("service", "")).first()
    context = {
        "entitled": service.entitles(organisation) if service else Entitlement.NOT_KNOWN,
        "organisation": organisation.name if organisation else "",
    }
    return render(request, "catalogue/_entitlement.html", context)
