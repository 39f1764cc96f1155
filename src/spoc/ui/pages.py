"""The pages of the look itself: a community's colours and the gallery of components."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from spoc.ui.gallery import examples

A_YEAR = 365 * 24 * 3600
CHROMAS = range(40, 141)


@require_safe
@cache_control(public=True, max_age=A_YEAR, immutable=True)
def brand(request: HttpRequest, hue: int, chroma: int) -> HttpResponse:
    """Give the two numbers a community brands its portal with."""
    if hue >= 360 or chroma not in CHROMAS:
        raise Http404
    sheet = f":root{{--brand-hue:{hue};--brand-chroma:{chroma / 1000:.3f}}}"
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in light and in dark."""
    return render(request, "ui/gallery.html", examples())
