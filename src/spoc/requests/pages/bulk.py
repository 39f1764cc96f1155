"""One step for several requests at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from spoc.kit.errors import Refusal
from spoc.requests import access, activities
from spoc.requests.pages.finding import agent

MOST = 200


@login_required
@require_POST
def assignment(request: HttpRequest, key: str) -> HttpResponse:
    """Assign the selected requests to the agent, or give them back to their teams."""
    person = agent(request)
    picked = [
        int(each) for each in request.POST.getlist("pick") if each.isdecimal() and len(each) < 19
    ][:MOST]
    assignee = person if request.POST.get("to") == "me" else None
    done, refused = 0, ""
    for support_request in access.workable_by(person).filter(pk__in=picked):
        try:
            activities.assign(support_request, by=person, assignee=assignee)
            done += 1
        except Refusal as refusal:
            refused = refusal.sentence
    words = ngettext("%(count)s request is assigned.", "%(count)s requests are assigned.", done)
    messages.success(request, words % {"count": done})
    if refused:
        messages.warning(request, refused)
    return HttpResponseRedirect(f"/queues/{key}")
