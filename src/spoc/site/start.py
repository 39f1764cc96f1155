"""The first page, the navigation on its own, the subjects of the settings, and what this is."""

from importlib.metadata import version

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.kit.errors import NotAllowed
from spoc.people.access import may_work_at_desk
from spoc.people.models import Person
from spoc.site.places import Group, places_for


def home(request: HttpRequest) -> HttpResponse:
    """Send each to their own face of the house: agents to the desk, all others to the portal."""
    person = request.user
    if not isinstance(person, Person) or not may_work_at_desk(person):
        return HttpResponseRedirect("/help")
    if not person.is_at_desk:
        return HttpResponseRedirect("/settings")
    mine = person.teams.filter(is_active=True).order_by("tier").first()
    return HttpResponseRedirect(f"/queues/{mine.key}" if mine else "/queues/all")


def nav(request: HttpRequest) -> HttpResponse:
    """Draw the navigation again, with the counts of this moment."""
    return render(request, "ui/_nav.html")


@login_required
@require_safe
def subjects(request: HttpRequest) -> HttpResponse:
    """Show the subjects of the settings that are open to this person, and how much of each."""
    person = request.user
    groups: list[Group] = []
    if isinstance(person, Person) and may_work_at_desk(person):
        groups = places_for(person)
    if not isinstance(person, Person) or not groups:
        raise NotAllowed(_("None of the settings are yours to see: ask an administrator."))
    offered = [place for group in groups for place in group.places]
    counts = {place.href: place.count(person) for place in offered if place.count}
    return render(request, "site/subjects.html", {"counts": counts})


def about(request: HttpRequest) -> HttpResponse:
    """Say what this is, under which licence, where its source is, and whose words it uses."""
    context = {"version": version("spoc"), "source_url": settings.SPOC_SOURCE_URL}
    return render(request, "site/about.html", context)
