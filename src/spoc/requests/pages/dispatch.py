"""The table of dispatch: its rules in order, each changed on a page that tries it out first."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.kit.attempt import attempt
from spoc.kit.errors import NotAllowed, NotFound
from spoc.people.models import Person
from spoc.requests import access, activities
from spoc.requests.activities.dispatch_rules import as_kept, demand_decides
from spoc.requests.forms import RuleForm, known
from spoc.requests.models import DispatchRule
from spoc.requests.queries.dispatch import place_for_new, rules_in_order, unroutable
from spoc.requests.queries.dispatch_shown import TRIED, Trial, lines_of, tried, with_draft

LARGEST = 2**63


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the table."""
    viewer = _keeper(request)
    lines = lines_of(access.rules_visible_to(viewer))
    context = {"lines": lines, "unroutable": unroutable().count()}
    return render(request, "requests/dispatch/table.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_rule(request: HttpRequest) -> HttpResponse:
    """Add a rule, or try what it would do."""
    viewer = _keeper(request)
    beginning = {"place": place_for_new(list(rules_in_order())), "is_active": True}
    form = RuleForm(request.POST or None, viewer=viewer, initial=beginning)
    if "try" in request.POST:
        return _page(request, form, None, trial=_trial(form, None, viewer))
    if attempt(form, lambda: _add(form, viewer)) is None:
        return _page(request, form, None)
    messages.success(request, _("The rule is in the table."))
    return redirect("requests:dispatch")


@login_required
@require_http_methods(["GET", "POST"])
def rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a rule, or try what the change would do."""
    viewer = _keeper(request)
    row = _found(viewer, pk)
    form = RuleForm(request.POST or None, viewer=viewer, initial=known(row))
    if "try" in request.POST:
        return _page(request, form, row, trial=_trial(form, row, viewer))
    if attempt(form, lambda: activities.change_rule(row, by=viewer, **form.cleaned_data)) is None:
        return _page(request, form, row)
    messages.success(request, _("Saved."))
    return redirect("requests:dispatch")


@login_required
@require_POST
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a rule one place up or down."""
    viewer = _keeper(request)
    row = _found(viewer, pk)
    step = -1 if request.POST.get("to") == "up" else 1
    activities.move_rule(row, by=viewer, place=max(row.rank + step, 1))
    words = _("%(name)s is at place %(place)s now.")
    messages.success(request, words % {"name": row.name, "place": row.rank})
    return _to_row(row)


@login_required
@require_POST
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch a rule on or off."""
    viewer = _keeper(request)
    row = _found(viewer, pk)
    activities.switch_rule(row, by=viewer, is_active=request.POST.get("to") == "on")
    words = _("%(name)s is on.") if row.is_active else _("%(name)s is off.")
    messages.success(request, words % {"name": row.name})
    return _to_row(row)


def _add(form: RuleForm, viewer: Person) -> DispatchRule:
    given = dict(form.cleaned_data)
    return activities.add_rule(given.pop("name"), by=viewer, **given)


def _trial(form: RuleForm, row: DispatchRule | None, viewer: Person) -> Trial | None:
    """Return what the table with the rule as it is typed would do; None where it is no rule."""
    return attempt(form, lambda: _tried(form, row, viewer))


def _tried(form: RuleForm, row: DispatchRule | None, viewer: Person) -> Trial:
    given: dict[str, Any] = dict(form.cleaned_data)
    name, at = given.pop("name"), given.pop("place")
    particulars = cast(activities.RuleParticulars, given)
    draft = DispatchRule(pk=row.pk if row else None, **as_kept(name, particulars))
    table = list(rules_in_order())
    changed = with_draft(table, draft, at)
    demand_decides(draft, changed)
    return tried(table, changed, viewer)


def _to_row(row: DispatchRule) -> HttpResponseRedirect:
    """Lead back to the rule's own row, so that the keyboard goes on there."""
    return redirect(f"{reverse('requests:dispatch')}#rule-{row.pk}")


def _keeper(request: HttpRequest) -> Person:
    """Return who may keep the rules of dispatch."""
    if not isinstance(request.user, Person) or not access.may_keep_dispatch(request.user):
        raise NotAllowed(_("Rules of dispatch are kept by the managers of the desk: ask them."))
    return request.user


def _found(viewer: Person, pk: int) -> DispatchRule:
    row = access.rules_visible_to(viewer).filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return row


def _page(
    request: HttpRequest, form: RuleForm, row: DispatchRule | None, *, trial: Trial | None = None
) -> HttpResponse:
    context = {"form": form, "rule": row, "trial": trial, "most": TRIED}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "requests/dispatch/rule.html", context, status=status)
