"""Inviting somebody to sign in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spoc.channels.activities import invite
from spoc.channels.pages.answering import found
from spoc.kit.errors import NotAllowed
from spoc.people.access import may_administer, visible_to
from spoc.people.models import Person


@login_required
@require_POST
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to somebody how to choose a password."""
    viewer = request.user
    if not isinstance(viewer, Person) or not may_administer(viewer):
        raise NotAllowed(_("Only administrators let people in: ask one of them."))
    person = found(visible_to(viewer), pk)
    letter = invite(person, by=viewer)
    told = {"name": person.name, "address": letter.to_addresses[0]}
    messages.success(request, _("%(name)s is invited at %(address)s.") % told)
    return redirect("people:person", pk=pk)
