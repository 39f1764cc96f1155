"""Which letters about their requests somebody wants: by the link in a letter, or signed in."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from spoc.channels.activities import prefer_letters
from spoc.channels.queries.ways import wants_every_step
from spoc.kit.errors import NotFound
from spoc.people.models import Person
from spoc.requests.portal.visit import Visit

ALL, NEEDED = "all", "needed"


class LettersForm(forms.Form):
    """All steps, or only what needs an answer."""

    which = forms.ChoiceField(
        label=gettext_lazy("Which letters you get"),
        choices=[
            (ALL, gettext_lazy("Every step: that we have it, news on the way, and the answer")),
            (NEEDED, gettext_lazy("Only what needs me: questions, answers, and when it is solved")),
        ],
        widget=forms.RadioSelect,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_letters(request: HttpRequest) -> HttpResponse:
    """Let somebody who is signed in choose."""
    person = get_user(request)
    if not isinstance(person, Person):
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    back = reverse("requests:portal-mine")
    return _chosen(request, person, back, {})


@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Let whoever came to a request of theirs choose."""
    context = {"visit": visit, "support_request": visit.support_request}
    return _chosen(request, visit.person, visit.address, context)


def _chosen(
    request: HttpRequest, person: Person, back: str, context: dict[str, object]
) -> HttpResponse:
    known = {"which": ALL if wants_every_step(person) else NEEDED}
    form = LettersForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        prefer_letters(person, by=person, every_step=form.cleaned_data["which"] == ALL)
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(back)
    template = "requests/portal/letters.html" if context else "requests/portal/own_letters.html"
    shown = context | {"form": form, "back": back}
    return render(request, template, shown, status=422 if form.errors else 200)
