"""The first page, the navigation on its own, and what this is."""

from importlib.metadata import version

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from spoc.people.access import may_work_at_desk
from spoc.people.models import Person


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


def about(request: HttpRequest) -> HttpResponse:
    """Say what this is, under which licence, where its source is, and whose words it uses."""
    context = {"version": version("spoc"), "source_url": settings.SPOC_SOURCE_URL}
    return render(request, "site/about.html", context)
