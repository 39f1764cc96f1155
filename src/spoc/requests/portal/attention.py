"""The requester's word that somebody should look at how a request goes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spoc.kit.errors import NotPossible
from spoc.requests import activities
from spoc.requests.portal.forms import AttentionForm, refused
from spoc.requests.portal.visit import Visit
from spoc.requests.queries.attention import may_ask


@require_http_methods(["GET", "HEAD", "POST"])
def attention(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask what is wrong with how it goes, and tell those who answer for it."""
    support_request = visit.support_request
    if not visit.is_own:
        raise NotPossible(_("This cannot be done with the request as it stands now."))
    form = AttentionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data["reason"]
        try:
            activities.ask_for_attention(support_request, by=visit.person, reason=said)
        except NotPossible as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("We told the management of the desk."))
            return HttpResponseRedirect(visit.address)
    context = {
        "visit": visit,
        "support_request": support_request,
        "form": form,
        "may_ask": may_ask(support_request),
    }
    status = 422 if form.errors else 200
    return render(request, "requests/portal/attention.html", context, status=status)
