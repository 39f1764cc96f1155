"""The list of major incidents, one of them, and from where on they are proposed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from spoc.requests import access, activities
from spoc.requests.activities.major.terms import LIMITS
from spoc.requests.models import MajorIncident
from spoc.requests.pages.finding import agent
from spoc.requests.pages.major.finding import major_found, reader, shaper
from spoc.requests.pages.major.shown import nouns_for, shown
from spoc.requests.pages.major.steps import STEPS
from spoc.requests.queries.major import SHOWN_WITH, terms
from spoc.site.numbers import numbers_page
from spoc.ui.topics import sign

MOST_LISTED = 50


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the major incidents: what goes on, what is to be decided, what was."""
    person = reader(request)
    rows = access.majors_visible_to(person).select_related(*SHOWN_WITH).order_by("-pk")
    context = {
        "going_on": list(rows.filter(state="active")),
        "proposed": list(rows.filter(state="proposed")),
        "afterwards": list(rows.filter(state__in=("restored", "reviewed"))),
        "over": list(rows.filter(state__in=("closed", "declined", "downgraded"))[:MOST_LISTED]),
        "may_shape": access.may_shape_majors(person),
    }
    return render(request, "requests/major/index.html", context)


@login_required
@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Show a major incident."""
    major = major_found(request, number)
    topics = [sign(f"request-{number}", agent(request).pk)]
    context = {**_context(request, major), "live_topics": topics}
    return render(request, "requests/major/page.html", context)


@login_required
@require_safe
def now_shown(request: HttpRequest, number: int) -> HttpResponse:
    """Draw a major incident alone: asked for when something in it changed."""
    major = major_found(request, number)
    return render(request, "requests/major/_now.html", _context(request, major))


@login_required
@require_http_methods(["GET", "POST"])
def set_terms(request: HttpRequest) -> HttpResponse:
    """Show and change from where on an incident is proposed, and how a major one is run."""
    person, known = shaper(request), terms()
    return numbers_page(
        request,
        "requests/major/terms.html",
        known,
        LIMITS,
        activities.change_major_terms,
        by=person,
    )


def _context(request: HttpRequest, major: MajorIncident) -> dict[str, object]:
    person = agent(request)
    nouns = nouns_for(major, person)
    return {**shown(major, person), "steps": [(noun, STEPS[noun]) for noun in nouns]}
