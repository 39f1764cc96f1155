"""Teams: who works which queue, and on which line."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from spoc.kit.attempt import attempt
from spoc.people.access import teams_shaped_by
from spoc.people.activities import change_team, found_team
from spoc.people.forms import TeamForm
from spoc.people.models import Person, Team
from spoc.people.pages.answering import administrator, form_page, found
from spoc.people.words import TIER


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the teams, nearest to the customer first."""
    teams = teams_shaped_by(administrator(request)).annotate(number=Count("memberships"))
    rows = [(team, TIER[str(team.tier)]) for team in teams.order_by("-is_active", "tier", "name")]
    return render(request, "people/teams.html", {"teams": rows})


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Form a team."""
    viewer = administrator(request)
    form = TeamForm(request.POST or None)
    if attempt(form, lambda: _form(form, viewer)) is None:
        return form_page(request, "people/team.html", form, team=None, members=[])
    messages.success(request, _("The team is there. Give people a place in it on their own page."))
    return redirect("people:teams")


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a team."""
    viewer = administrator(request)
    team = found(teams_shaped_by(viewer), pk)
    known = {name: getattr(team, name) for name in TeamForm.base_fields}
    form = TeamForm(request.POST or None, initial=known)
    if attempt(form, lambda: change_team(team, by=viewer, **form.cleaned_data)) is None:
        members = team.memberships.select_related("person").order_by("person__sort_name")
        return form_page(request, "people/team.html", form, team=team, members=members)
    messages.success(request, _("Saved."))
    return redirect("people:teams")


def _form(form: TeamForm, viewer: Person) -> Team:
    given = form.cleaned_data
    return found_team(given["name"], by=viewer, tier=given["tier"], is_entry=given["is_entry"])
