"""Communities: the voices the desk speaks with, and the addresses that are theirs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.kit.attempt import attempt
from spoc.people.access import communities_visible_to
from spoc.people.activities import (
    add_community_address,
    change_community,
    found_community,
    remove_community_address,
)
from spoc.people.forms import CommunityAddressForm, CommunityForm
from spoc.people.models import Community, Person
from spoc.people.pages.answering import administrator, form_page, found

BEGINNING = {"language": "en", "zone": "Europe/Stockholm", "hue": 216, "chroma": 82}


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the communities."""
    viewer = administrator(request)
    communities = communities_visible_to(viewer).prefetch_related("addresses").order_by("name")
    return render(request, "people/communities.html", {"communities": communities})


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin to serve a community."""
    viewer = administrator(request)
    form = CommunityForm(request.POST or None, initial=BEGINNING)
    made = attempt(form, lambda: _found(form, viewer))
    if made is None:
        return form_page(request, "people/community.html", form, its=None)
    messages.success(request, _("Now give it the address its letters go to."))
    return redirect("people:community", pk=made.pk)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a community."""
    viewer = administrator(request)
    community = found(communities_visible_to(viewer), pk)
    form = CommunityForm(request.POST or None, initial=_known(community))
    if attempt(form, lambda: change_community(community, by=viewer, **form.cleaned_data)) is None:
        return _page(request, community, form, CommunityAddressForm())
    messages.success(request, _("Saved."))
    return redirect("people:communities")


@login_required
@require_POST
def addresses(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a community an address, or make one it has its sender."""
    viewer = administrator(request)
    community = found(communities_visible_to(viewer), pk)
    form = CommunityAddressForm(request.POST)
    if (
        attempt(form, lambda: add_community_address(community, by=viewer, **form.cleaned_data))
        is None
    ):
        return _page(request, community, CommunityForm(initial=_known(community)), form)
    messages.success(request, _("Saved."))
    return redirect("people:community", pk=pk)


@login_required
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an address from a community."""
    viewer = administrator(request)
    community = found(communities_visible_to(viewer), pk)
    remove_community_address(community, by=viewer, value=request.POST.get("value", ""))
    messages.success(request, _("Letters to this address are no longer the community's."))
    return redirect("people:community", pk=pk)


def _found(form: CommunityForm, viewer: Person) -> Community:
    given = dict(form.cleaned_data)
    return found_community(given.pop("name"), by=viewer, **given)


def _known(community: Community) -> dict[str, object]:
    return {name: getattr(community, name) for name in CommunityForm.base_fields}


def _page(
    request: HttpRequest,
    community: Community,
    form: CommunityForm,
    address_form: CommunityAddressForm,
) -> HttpResponse:
    return form_page(
        request,
        "people/community.html",
        form,
        its=community,
        address_form=address_form,
        addresses=community.addresses.order_by("-is_sender", "value"),
    )
