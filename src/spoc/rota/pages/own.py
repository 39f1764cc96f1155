"""One's own: the shifts to come, absences, whether one takes work, and who is on duty now."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spoc.kit.attempt import attempt
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.rota import access
from spoc.rota.activities import set_presence
from spoc.rota.forms import PresenceForm
from spoc.rota.pages.answering import colleague
from spoc.rota.queries.duty import presence_of
from spoc.rota.queries.lines import noted
from spoc.rota.queries.own import AHEAD, duties_of
from spoc.rota.queries.posts import there_now
from spoc.rota.words import ABSENCE


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show one's own shifts and absences, and who is on duty now."""
    viewer = colleague(request)
    presence = presence_of(viewer)
    known = {"state": presence.state, "capacity": presence.capacity}
    return _page(request, viewer, PresenceForm(initial=known))


@login_required
@require_POST
def presence(request: HttpRequest) -> HttpResponse:
    """Say whether one is here and takes new work."""
    viewer = colleague(request)
    form = PresenceForm(request.POST)
    if attempt(form, lambda: set_presence(viewer, by=viewer, **form.cleaned_data)) is None:
        return _page(request, viewer, form)
    messages.success(request, _("Saved."))
    return redirect("rota:own")


def _page(request: HttpRequest, viewer: Person, form: PresenceForm) -> HttpResponse:
    moment, place = now(), timezone.get_current_timezone()
    own = access.absences_visible_to(viewer).filter(person=viewer, ends_at__gt=moment)
    context = {
        "form": form,
        "duties": duties_of(viewer, moment, moment + AHEAD),
        "absences": noted(own.select_related("deputy").order_by("begins_at"), place),
        "there_now": there_now(moment),
        "kinds": ABSENCE,
        "may_read": access.may_open(viewer),
        "feed": access.feeds_of(viewer).filter(person=viewer).first(),
    }
    return render(request, "rota/own.html", context, status=422 if form.is_bound else 200)
