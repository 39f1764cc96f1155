"""Whether what was sent helped, as whoever asked says it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spoc.kit.errors import NotFound
from spoc.requests.activities.information import verify_receipt
from spoc.requests.portal.visit import Visit

HELPED = {"yes": True, "no": False}


@require_POST
def receipt(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Note whether the articles helped; what did not is worked on."""
    helped = HELPED.get(request.POST.get("helped", ""))
    if not visit.is_own or helped is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    verify_receipt(visit.support_request, by=visit.person, receipt="yes", helped=helped)
    said = _("Thank you. We go on with it.")
    if helped:
        said = _("Thank you. We are glad that it helped.")
    messages.success(request, said)
    return HttpResponseRedirect(visit.address)
