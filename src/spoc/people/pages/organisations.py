"""Organisations: what the desk sees of one, and where an administrator changes them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from spoc.audit.activities import label
from spoc.catalogue.access import visible_to as services_visible_to
from spoc.kit.attempt import attempt
from spoc.people.access import may_administer, organisations_visible_to, visible_to
from spoc.people.activities import change_organisation, found_organisation
from spoc.people.forms import OrganisationForm
from spoc.people.models import Organisation, Person
from spoc.people.pages.answering import administrator, agent, form_page, found
from spoc.requests.access import visible_to as requests_visible_to

SHOWN = 30


@login_required
@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an organisation: its people, what it asked for last, and its services."""
    viewer = agent(request)
    rows = organisations_visible_to(viewer).select_related("community", "parent")
    organisation = found(rows, pk)
    people = visible_to(viewer).filter(organisation=organisation, merged_into=None)
    requests = requests_visible_to(viewer).filter(organisation=organisation)
    context = {
        "organisation": organisation,
        "people": people.order_by("sort_name", "id")[:SHOWN],
        "people_count": people.count(),
        "requests": [
            (each, label("request_status", each.status))
            for each in requests.select_related("requester").order_by("-id")[:SHOWN]
        ],
        "services": services_visible_to(viewer).filter(customers=organisation).order_by("name"),
        "may_administer": may_administer(viewer),
    }
    return render(request, "people/organisation.html", context)


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the organisations for whoever looks after them."""
    viewer = administrator(request)
    counted = Count("people", filter=Q(people__merged_into=None))
    rows = organisations_visible_to(viewer).select_related("community").annotate(number=counted)
    context = {"organisations": rows.order_by("-is_active", "sort_name")}
    return render(request, "people/organisations.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write down an organisation."""
    viewer = administrator(request)
    form = OrganisationForm(request.POST or None, viewer=viewer)
    if attempt(form, lambda: _found(viewer, form)) is None:
        return form_page(request, "people/organisation_form.html", form, organisation=None)
    messages.success(request, _("The organisation is written down."))
    return redirect("people:organisations")


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an organisation."""
    viewer = administrator(request)
    organisation = found(organisations_visible_to(viewer), pk)
    form = OrganisationForm(request.POST or None, viewer=viewer, initial=_known(organisation))
    if (
        attempt(form, lambda: change_organisation(organisation, by=viewer, **form.cleaned_data))
        is None
    ):
        return form_page(request, "people/organisation_form.html", form, organisation=organisation)
    messages.success(request, _("Saved."))
    return redirect("people:organisations")


def _found(viewer: Person, form: OrganisationForm) -> Organisation:
    given = form.cleaned_data
    return found_organisation(
        given["name"], by=viewer, community=given["community"], domains=given["domains"]
    )


def _known(organisation: Organisation) -> dict[str, object]:
    return {
        "name": organisation.name,
        "community": organisation.community,
        "domains": "\n".join(organisation.domains),
        "is_active": organisation.is_active,
    }
