"""The demonstration's door: one click, and one is somebody of Norrvik."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spoc.kit.errors import NotFound
from spoc.people.activities import note_sign_in
from spoc.world.queries import one_of_them


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as somebody of the world; outside a demonstration there is no such door.

    Whoever was on the way somewhere goes on there, with what they wrote.
    """
    person = one_of_them(request.POST.get("person", "")) if settings.SPOC_DEMO else None
    if person is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    note_sign_in(person, by=person)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    place = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(place, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(place if is_ours else "/")
