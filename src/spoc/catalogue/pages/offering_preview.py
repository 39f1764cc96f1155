"""An offering as customers will read it, for those who work at it: published or not."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spoc.catalogue.pages.offering_found import reader, shown
from spoc.catalogue.queries import offers, spoken_to


@login_required
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page of an offering as it is told; nothing is ordered here."""
    viewer = reader(request)
    told = offers.told_whole(shown(request, pk), viewer, spoken_to(viewer, ""))
    context = {**told, "is_preview": True, "offering": pk, "may_order": False}
    return render(request, "catalogue/portal/offering.html", context)
