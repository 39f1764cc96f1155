"""The tiers of support: how long each works on a request before it should be handed on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spoc.kit.attempt import attempt
from spoc.kit.errors import NotAllowed
from spoc.people.access import may_set_tiers, tiers_visible_to
from spoc.people.activities import change_tier
from spoc.people.forms import TiersForm
from spoc.people.models import Person, Tier
from spoc.people.pages.answering import form_page, visitor


@login_required
@require_http_methods(["GET", "POST"])
def tiers(request: HttpRequest) -> HttpResponse:
    """Show the time boxes, and change them."""
    viewer = visitor(request)
    if not may_set_tiers(viewer):
        raise NotAllowed(_("The service level manager sets this: ask them."))
    rows = list(tiers_visible_to(viewer).order_by("code"))
    form = TiersForm(request.POST or None, tiers=rows)
    if attempt(form, lambda: _change(form, rows, viewer)) is None:
        return form_page(request, "people/tiers.html", form)
    messages.success(request, _("Saved."))
    return redirect("people:tiers")


def _change(form: TiersForm, rows: list[Tier], viewer: Person) -> list[Tier]:
    return [change_tier(tier, by=viewer, box_minutes=form.box_of(tier)) for tier in rows]
