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
    checked_logo,
    found_community,
    give_logo,
    remove_community_address,
)
from spoc.people.activities.communities import Logo
from spoc.people.forms import CommunityAddressForm, CommunityForm, known_community
from spoc.people.models import Community, Person
from spoc.people.pages.answering import administrator, form_page, found
from spoc.people.voice import voice_of
from spoc.requests.preview import Preview, previews_of

BEGINNING = {"language": "en", "zone": "Europe/Stockholm", "hue": 216, "chroma": 82}
BEGINNING |= {"has_surveys": True, "tone": "plain"}


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
    form = CommunityForm(request.POST or None, request.FILES or None, initial=BEGINNING)
    if "look" in request.POST:
        return _page(request, None, form)
    made = attempt(form, lambda: _found(form, viewer))
    if made is None:
        return _page(request, None, form)
    messages.success(request, _("Now give it the address its letters go to."))
    return redirect("people:community", pk=made.pk)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a community."""
    viewer = administrator(request)
    community = found(communities_visible_to(viewer), pk)
    known = known_community(community)
    form = CommunityForm(request.POST or None, request.FILES or None, initial=known)
    if "look" in request.POST:
        return _page(request, community, form)
    if attempt(form, lambda: _changed(community, form, viewer)) is None:
        return _page(request, community, form)
    messages.success(request, _("Saved."))
    return redirect("people:communities")


@login_required
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Show what is typed about a voice as those it is for would read it, before it is saved."""
    administrator(request)
    form = CommunityForm(request.POST)
    return render(request, "people/_preview.html", {"previews": _previews(None, form)})


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
        known = CommunityForm(initial=known_community(community))
        return _page(request, community, known, form)
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
    logo = _logo(form)
    given = form.particulars()
    community = found_community(given.pop("name"), by=viewer, **given)
    return give_logo(community, by=viewer, logo=logo) if logo else community


def _changed(community: Community, form: CommunityForm, viewer: Person) -> Community:
    logo = _logo(form)
    change_community(community, by=viewer, **form.particulars())
    return give_logo(community, by=viewer, logo=logo) if logo else community


def _logo(form: CommunityForm) -> Logo | None:
    """Return the picture that was chosen, an empty one to take it away, None to leave it."""
    if picture := form.cleaned_data["picture"]:
        return checked_logo(picture.read())
    return Logo() if form.cleaned_data["no_picture"] else None


def _previews(community: Community | None, form: CommunityForm) -> list[Preview]:
    """Return how a community is spoken to by what is typed; by what is known where that is off."""
    given = dict(form.initial)
    if form.is_bound and form.is_valid():
        given = {**form.particulars(), "logo": community.logo if community else ""}
    elif form.is_bound:
        return []
    fields = {field.name for field in Community._meta.concrete_fields} - {"id"}
    drafted = {name: value for name, value in given.items() if name in fields}
    if community is not None and not form.is_bound:
        return previews_of(voice_of(community))
    return previews_of(voice_of(Community(**drafted)))


def _page(
    request: HttpRequest,
    community: Community | None,
    form: CommunityForm,
    address_form: CommunityAddressForm | None = None,
) -> HttpResponse:
    about: dict[str, object] = {"its": community, "previews": _previews(community, form)}
    if community is not None:
        about["address_form"] = address_form or CommunityAddressForm()
        about["addresses"] = community.addresses.order_by("-is_sender", "value")
    return form_page(request, "people/community.html", form, **about)
