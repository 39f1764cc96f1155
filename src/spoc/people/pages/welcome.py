"""The first administrator's page: one link, once, while nobody looks after the installation."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from spoc.kit.attempt import attempt
from spoc.kit.errors import NotAllowed
from spoc.people.activities import note_sign_in, open_first_door
from spoc.people.activities.doors import read_first_door
from spoc.people.forms import WelcomeForm
from spoc.people.pages.answering import form_page


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest, word: str) -> HttpResponse:
    """Let the first administrator make themselves known, and sign them in."""
    if not read_first_door(word):
        raise NotAllowed(_("This link has been used or is too old: `spoc up` prints a new one."))
    form = WelcomeForm(request.POST or None)
    person = attempt(form, lambda: open_first_door(word, **form.cleaned_data))
    if person is None:
        return form_page(request, "people/welcome.html", form)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    note_sign_in(person, by=person)
    messages.success(request, _("Welcome. Everything that can be set is here."))
    return redirect("settings")
