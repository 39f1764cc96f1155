"""The settings of how a service is told of: to everybody, to each community, in its own voice."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.catalogue.access import shaped_by
from spoc.catalogue.activities import present_service, voice_service
from spoc.catalogue.forms import (
    PresentationForm,
    ServiceVoiceForm,
    known_presentation,
    known_voice,
)
from spoc.catalogue.models import Service, ServiceVoice
from spoc.catalogue.pages.services import found, shaper
from spoc.catalogue.queries import first_community, presentations_of, voice_for
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotFound
from spoc.people.activities import checked_logo
from spoc.people.models import Community, Person
from spoc.people.voice import spoken_over, voice_of
from spoc.requests.preview import Preview, previews_of


@login_required
@require_safe
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """List what each community is told of a service."""
    row = found(shaped_by(shaper(request)), pk)
    context = {"service": row, "presented": presentations_of(row)}
    return render(request, "catalogue/presentations.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def presentation(request: HttpRequest, pk: int, community: int) -> HttpResponse:
    """Change what one community is told of a service; community 0 is everybody."""
    viewer = shaper(request)
    row = found(shaped_by(viewer), pk)
    known = {each.pk: (each, presented) for each, presented in presentations_of(row)}
    whom, presented = known.get(community, (None, None))
    if community and whom is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    initial = known_presentation(presented if whom else row)
    form = PresentationForm(request.POST or None, is_of_all=whom is None, initial=initial)
    if attempt(form, lambda: _present(row, form, viewer, whom)) is None:
        context = {"form": form, "service": row, "whom": whom}
        status = 422 if form.is_bound else 200
        return render(request, "catalogue/presentation.html", context, status=status)
    messages.success(request, _("Saved."))
    return redirect("catalogue:presentations", pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def voice(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a service a voice of its own."""
    viewer = shaper(request)
    row = found(shaped_by(viewer), pk)
    own = ServiceVoice(service=row) if not hasattr(row, "voice") else row.voice
    form = ServiceVoiceForm(request.POST or None, request.FILES or None, initial=known_voice(own))
    is_look = "look" in request.POST
    if not is_look and attempt(form, lambda: _voice(row, form, viewer)) is not None:
        messages.success(request, _("Saved."))
        return redirect("catalogue:service", pk=pk)
    context = {"form": form, "service": row, "own": own, "previews": _previews(form, row)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "catalogue/voice.html", context, status=status)


@login_required
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Show what is typed about the voice of a service, before it is saved."""
    shaper(request)
    context = {"previews": _previews(ServiceVoiceForm(request.POST), None)}
    return render(request, "people/_preview.html", context)


def _present(
    row: Service, form: PresentationForm, viewer: Person, whom: Community | None
) -> Service:
    return present_service(row, by=viewer, community=whom, **form.particulars())


def _voice(row: Service, form: ServiceVoiceForm, viewer: Person) -> ServiceVoice:
    given = form.particulars()
    if picture := form.cleaned_data["picture"]:
        kept = checked_logo(picture.read())
        given |= {"logo": kept.digest, "logo_type": kept.content_type}
    elif form.cleaned_data["no_picture"]:
        given |= {"logo": "", "logo_type": ""}
    return voice_service(row, by=viewer, **given)


def _previews(form: ServiceVoiceForm, row: Service | None) -> list[Preview]:
    """Return how a service is spoken of, over the voice of the first community there is."""
    community = first_community()
    if not form.is_bound:
        return previews_of(voice_for(community, row))
    if not form.is_valid():
        return []
    own = form.particulars()
    return previews_of(spoken_over(voice_of(community), {"name": own.pop("portal_name"), **own}))
