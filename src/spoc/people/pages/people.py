"""Finding people, and writing down one the house does not know."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from spoc.kit.attempt import attempt
from spoc.kit.keyset import page
from spoc.people.access import (
    demand,
    may_record_people,
    organisations_visible_to,
    visible_to,
)
from spoc.people.activities import add_person
from spoc.people.forms import NewPersonForm
from spoc.people.models import Person
from spoc.people.pages.answering import agent, form_page
from spoc.people.queries import matching

PAGE_SIZE = 50


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the people one may know of, by name."""
    viewer = agent(request)
    organisations = organisations_visible_to(viewer).order_by("sort_name")
    context = {"organisations": organisations, "may_add": may_record_people(viewer)}
    return render(request, "people/people.html", _listed(request, viewer) | context)


@login_required
@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """Show further rows of the list alone."""
    return render(request, "people/_people.html", _listed(request, agent(request)))


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write down a person."""
    viewer = agent(request)
    demand(may_record_people(viewer))
    known = {name: request.GET[name] for name in ("name", "mail", "phone") if name in request.GET}
    form = NewPersonForm(request.POST or None, viewer=viewer, initial=known)
    made = attempt(form, lambda: _add(form, viewer))
    if made is None:
        return form_page(request, "people/new.html", form)
    messages.success(request, _("%(name)s is written down.") % {"name": made.name})
    return redirect("people:person", pk=made.pk)


def _add(form: NewPersonForm, viewer: Person) -> Person:
    given = dict(form.cleaned_data)
    return add_person(given.pop("name"), by=viewer, **given)


def _listed(request: HttpRequest, viewer: Person) -> dict[str, object]:
    words = request.GET.get("words", "").strip()[:100]
    organisation = request.GET.get("organisation", "")
    people = matching(visible_to(viewer), words)
    if organisation.isdigit():
        people = people.filter(organisation=int(organisation[:18]))
    people = people.prefetch_related("addresses")
    kept = {"words": words, "organisation": organisation}
    return {
        "page": page(people, ("sort_name", "id"), size=PAGE_SIZE, after=request.GET.get("after")),
        "words": words,
        "organisation": organisation,
        "query": urlencode({name: value for name, value in kept.items() if value}),
    }
