"""By which servers letters leave: which there are, whose they are, and whether they answer."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.channels.access import may_shape
from spoc.channels.queries.ways_out import DAYS, servers, ways_out
from spoc.kit.errors import NotAllowed
from spoc.people.models import Person


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the servers, and by which of them each community's letters leave."""
    viewer = request.user
    if not isinstance(viewer, Person) or not may_shape(viewer):
        raise NotAllowed(_("Only administrators change channels: ask one of them."))
    context = {
        "servers": servers(viewer),
        "ways": ways_out(viewer),
        "days": DAYS,
        "house": settings.EMAIL_HOST,
        "is_demo": settings.SPOC_DEMO,
    }
    return render(request, "channels/ways_out.html", context)
