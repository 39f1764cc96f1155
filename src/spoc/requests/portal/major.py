"""A disturbance that many have: saying in one click that one has it too."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spoc.kit.errors import NotFound
from spoc.people.models import Person
from spoc.requests import access, activities


@require_POST
@login_required
def have_too(request: HttpRequest, number: int) -> HttpResponse:
    """Link the person's own request to the disturbance, or make one of it."""
    person = get_user(request)
    concerned = isinstance(person, Person) and number < 2**63
    if not isinstance(person, Person) or not (
        concerned and access.majors_concerning(person).filter(pk=number).exists()
    ):
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    mine = activities.have_too(person, by=person, number=number)
    words = _("We have noted that you have it too. You are told here, as %(number)s.")
    messages.success(request, words % {"number": mine.reference})
    return HttpResponseRedirect(reverse("requests:portal-request", kwargs={"number": mine.pk}))
