"""Making and changing a view: a form that grows by buttons, and works without script."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spoc.kit.errors import NotPossible
from spoc.people.access import teams_visible_to
from spoc.people.models import Person
from spoc.requests.activities import ViewParticulars, add_view, change_view
from spoc.requests.forms.view import (
    OTHER,
    SHOWN_COLUMNS,
    SHOWN_SORTS,
    Draft,
    Typed,
    rows_of,
    typed_in,
)
from spoc.requests.models import View
from spoc.requests.pages.finding import agent
from spoc.requests.pages.place import number_of, place_of
from spoc.requests.pages.saved_queue import as_draft
from spoc.requests.pages.views import found_view
from spoc.requests.queries.view_fields import fields_for
from spoc.requests.queries.view_shown import asked, offered_in_form

BOTH = ["GET", "POST"]


@login_required
@require_http_methods(BOTH)
def new(request: HttpRequest) -> HttpResponse:
    """Make a view: from nothing, or of a queue as somebody narrowed it."""
    person = agent(request)
    draft = as_draft(place_of(request.GET.get("queue", "")), person)
    return _step(request, person, draft, None)


@login_required
@require_http_methods(BOTH)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a view."""
    person = agent(request)
    view = found_view(person, pk, to_change=True)
    return _step(request, person, _draft_of(view), view)


@login_required
@require_http_methods(BOTH)
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a view of one's own that begins as another."""
    person = agent(request)
    view = found_view(person, pk)
    name = _("%(name)s, copy") % {"name": view.name}
    mine = replace(_draft_of(view), name=name, audience="mine", team="")
    return _step(request, person, mine, None)


@login_required
@require_POST
def conditions(request: HttpRequest) -> HttpResponse:
    """Draw the conditions alone, as a button or another field changed them."""
    person = agent(request)
    draft = typed_in(request.POST).after(request.POST.get("act", ""))
    return render(request, "requests/views/_conditions.html", _context(draft, person, {}))


def _step(request: HttpRequest, person: Person, draft: Draft, view: View | None) -> HttpResponse:
    if request.method != "POST":
        return _page(request, person, draft, view)
    draft = typed_in(request.POST)
    if "act" in request.POST:
        return _page(request, person, draft.after(request.POST["act"]), view)
    try:
        saved = _save(person, draft, view)
    except NotPossible as refusal:
        return _page(request, person, draft, view, refusal)
    messages.success(request, _("%(name)s is saved.") % {"name": saved.name})
    return redirect("requests:view", pk=saved.pk)


def _save(person: Person, draft: Draft, view: View | None) -> View:
    tree, _places = draft.tree()
    team = teams_visible_to(person).filter(pk=number_of(draft.team) or 0).first()
    said = ViewParticulars(
        name=draft.name,
        conditions=tree,
        audience=draft.audience,
        team=team,
        columns=draft.columns,
        grouping=draft.grouping,
        order=draft.order,
    )
    if view is None:
        return add_view(person, by=person, particulars=said)
    return change_view(view, by=person, particulars=said)


def _draft_of(view: View) -> Draft:
    rows, matches = rows_of(view.conditions)
    return Draft(
        name=view.name,
        audience=view.audience,
        team=str(view.team_id or ""),
        rows=rows,
        matches=matches,
        columns=view.columns,
        grouping=view.grouping,
        order=view.order,
    )


def _page(
    request: HttpRequest,
    person: Person,
    draft: Draft,
    view: View | None,
    refusal: NotPossible | None = None,
) -> HttpResponse:
    context = {
        **_context(draft, person, refusal.fields if refusal else {}),
        "view": view,
        "refusal": refusal,
        "wrong": _beside(draft, refusal),
        "column_count": max(SHOWN_COLUMNS, len(draft.columns)),
        "sort_count": SHOWN_SORTS,
    }
    status = refusal.status if refusal else 200
    return render(request, "requests/views/form.html", context, status=status)


def _beside(draft: Draft, refusal: NotPossible | None) -> dict[str, str]:
    """Return what is wrong by field: a condition by the name of its own control."""
    _tree, places = draft.tree()
    names = {f"conditions-{place}": f"c{n}-value" for n, place in enumerate(places)}
    return (
        {names.get(name, name): words for name, words in refusal.fields.items()} if refusal else {}
    )


def _context(draft: Draft, person: Person, wrong: dict[str, str]) -> dict[str, Any]:
    _tree, places = draft.tree()
    shown = [
        {
            "n": n,
            "group": row.group,
            "typed": row,
            "asked": asked(fields_for(person)[_known(row, person)], row.operator, person),
            "field": _known(row, person),
            "value": _value(row),
            "error": wrong.get(f"conditions-{places[n]}", ""),
        }
        for n, row in enumerate(draft.rows)
    ]
    groups = [
        {
            "number": group,
            "match": draft.matches.get(group, "all"),
            "rows": [each for each in shown if each["group"] == group],
        }
        for group in draft.groups
    ]
    return {"draft": draft, "groups": groups, "offered": offered_in_form(person), "other": OTHER}


def _known(row: Typed, person: Person) -> str:
    """Return the field a condition is on; the first there is for one there is no more."""
    fields = fields_for(person)
    return row.field if row.field in fields else next(iter(fields))


def _value(row: Typed) -> str:
    return next(iter(row.values), "")
