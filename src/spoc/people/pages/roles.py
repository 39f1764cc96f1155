"""What somebody may do and whose queue they work: an administrator's page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spoc.kit.attempt import attempt
from spoc.people.access import teams_shaped_by, visible_to
from spoc.people.activities import (
    change_person,
    grant_role,
    join_team,
    leave_team,
    revoke_role,
)
from spoc.people.forms import GrantForm, MembershipForm
from spoc.people.models import Grant, Person
from spoc.people.pages.answering import administrator, form_page, found
from spoc.people.pages.scopes import in_words, offered


@login_required
@require_http_methods(["GET", "POST"])
def roles(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what somebody may do; grant them one role more."""
    viewer, person = _both(request, pk)
    form = GrantForm(request.POST or None, scopes=offered(viewer))
    if attempt(form, lambda: _grant(person, viewer, form)) is None:
        return _page(request, viewer, person, form)
    messages.success(request, _("Granted."))
    return redirect("people:roles", pk=pk)


@login_required
@require_POST
def revocation(request: HttpRequest, pk: int, grant: int) -> HttpResponse:
    """Take a role back."""
    viewer, person = _both(request, pk)
    revoke_role(person, by=viewer, grant_id=grant)
    messages.success(request, _("Taken back."))
    return redirect("people:roles", pk=pk)


@login_required
@require_POST
def teams(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody a place in a team."""
    viewer, person = _both(request, pk)
    form = MembershipForm(request.POST, viewer=viewer)
    if attempt(form, lambda: join_team(person, by=viewer, **form.cleaned_data)) is None:
        return _page(request, viewer, person, GrantForm(scopes=offered(viewer)), form)
    messages.success(request, _("Added to the team."))
    return redirect("people:roles", pk=pk)


@login_required
@require_POST
def leaving(request: HttpRequest, pk: int, team: int) -> HttpResponse:
    """Take somebody out of a team."""
    viewer, person = _both(request, pk)
    leave_team(person, by=viewer, team=found(teams_shaped_by(viewer), team))
    messages.success(request, _("Taken out of the team; their work stays with them."))
    return redirect("people:roles", pk=pk)


@login_required
@require_POST
def standing(request: HttpRequest, pk: int) -> HttpResponse:
    """Open or close somebody's way in."""
    viewer, person = _both(request, pk)
    if request.POST.get("is_active") == "yes":
        change_person(person, by=viewer, is_active=True)
        messages.success(request, _("%(name)s may sign in.") % {"name": person.name})
    else:
        change_person(person, by=viewer, is_active=False)
        words = _("%(name)s can no longer sign in.") % {"name": person.name}
        messages.success(request, words)
    return redirect("people:roles", pk=pk)


def _both(request: HttpRequest, pk: int) -> tuple[Person, Person]:
    viewer = administrator(request)
    return viewer, found(visible_to(viewer).filter(merged_into=None), pk)


def _grant(person: Person, viewer: Person, form: GrantForm) -> Grant:
    scope, scope_id = form.reach()
    given = form.cleaned_data
    return grant_role(
        person,
        by=viewer,
        role=given["role"],
        scope=scope,
        scope_id=scope_id,
        sees_restricted=given["sees_restricted"],
    )


def _page(
    request: HttpRequest,
    viewer: Person,
    person: Person,
    form: GrantForm,
    team_form: MembershipForm | None = None,
) -> HttpResponse:
    return form_page(
        request,
        "people/roles.html",
        form,
        team_form=team_form or MembershipForm(viewer=viewer),
        whom=person,
        grants=in_words(viewer, person),
        memberships=person.memberships.select_related("team").order_by("team__sort_name"),
        is_self=viewer.pk == person.pk,
    )
