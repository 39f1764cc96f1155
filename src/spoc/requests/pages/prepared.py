"""Where macros and text snippets are kept: own ones, those of one's teams, everybody's."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.kit import keyset
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotFound
from spoc.people.models import Person
from spoc.requests.activities import macros as keeping
from spoc.requests.forms.macro import MacroForm, SnippetForm, known_prepared
from spoc.requests.macro_access import macros_visible_to, may_change, snippets_visible_to
from spoc.requests.macro_words import STEP
from spoc.requests.models import Macro, Snippet
from spoc.requests.pages.finding import agent
from spoc.requests.queries.macro_shown import lines_of
from spoc.requests.rules.macro import DOES
from spoc.requests.rules.placeholders import NAMES

LARGEST = 2**63
PAGE = 50


@login_required
@require_safe
def macros(request: HttpRequest) -> HttpResponse:
    """Show the macros the person may use."""
    rows = macros_visible_to(agent(request)).select_related("team", "owner")
    return render(request, "requests/macros/kept.html", _listed(request, rows))


@login_required
@require_safe
def snippets(request: HttpRequest) -> HttpResponse:
    """Show the text snippets the person may use."""
    rows = snippets_visible_to(agent(request)).select_related("team", "owner")
    return render(request, "requests/macros/snippets.html", _listed(request, rows))


@login_required
@require_http_methods(["GET", "POST"])
def new_macro(request: HttpRequest) -> HttpResponse:
    """Begin a macro; its steps come next."""
    viewer = agent(request)
    form = MacroForm(request.POST or None, viewer=viewer)
    made = attempt(form, lambda: _add_macro(form, viewer))
    if made is None:
        return _form(request, "requests/macros/macro.html", form, None)
    messages.success(request, _("The macro is there. Say what it does, step by step."))
    return redirect("requests:kept-macro", pk=made.pk)


@login_required
@require_http_methods(["GET", "POST"])
def macro(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a macro with its steps, or change what it is called and for whom it is."""
    viewer, row = agent(request), kept_macro(request, pk)
    form = MacroForm(request.POST or None, viewer=viewer, initial=known_prepared(row))
    if attempt(form, lambda: keeping.change_macro(row, by=viewer, **form.particulars())) is None:
        return _form(request, "requests/macros/macro.html", form, row)
    messages.success(request, _("Saved."))
    return redirect("requests:kept-macro", pk=row.pk)


@login_required
@require_POST
def end_macro(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a macro out of use."""
    row = keeping.end_macro(kept_macro(request, pk), by=agent(request))
    messages.success(request, _("%(name)s is out of use.") % {"name": row})
    return redirect("requests:kept-macros")


@login_required
@require_http_methods(["GET", "POST"])
def new_snippet(request: HttpRequest) -> HttpResponse:
    """Keep a text that is written often."""
    viewer = agent(request)
    form = SnippetForm(request.POST or None, viewer=viewer)
    if attempt(form, lambda: _add_snippet(form, viewer)) is None:
        return _form(request, "requests/macros/snippet.html", form, None)
    messages.success(request, _("The text is kept: write :: and its name to use it."))
    return redirect("requests:kept-snippets")


@login_required
@require_http_methods(["GET", "POST"])
def snippet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a text snippet, or change it."""
    viewer, row = agent(request), _snippet(request, pk)
    form = SnippetForm(request.POST or None, viewer=viewer, initial=known_prepared(row))
    changed = attempt(form, lambda: keeping.change_snippet(row, by=viewer, **form.particulars()))
    if changed is None:
        return _form(request, "requests/macros/snippet.html", form, row)
    messages.success(request, _("Saved."))
    return redirect("requests:kept-snippets")


@login_required
@require_POST
def end_snippet(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a text snippet out of use."""
    row = keeping.end_snippet(_snippet(request, pk), by=agent(request))
    messages.success(request, _("%(name)s is out of use.") % {"name": row})
    return redirect("requests:kept-snippets")


def kept_macro(request: HttpRequest, pk: int) -> Macro:
    """Return the macro of this number if the person may use it."""
    rows = macros_visible_to(agent(request)).select_related("team")
    row = rows.filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is no such macro: it was taken out of use, or is not yours."))
    return row


def _snippet(request: HttpRequest, pk: int) -> Snippet:
    rows = snippets_visible_to(agent(request)).select_related("team")
    row = rows.filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return row


def _listed(request: HttpRequest, rows: QuerySet[Any]) -> dict[str, object]:
    page = keyset.page(rows, ("sort_name", "id"), size=PAGE, after=request.GET.get("after"))
    return {"rows": page.rows, "next": page.next}


def _add_macro(form: MacroForm, viewer: Person) -> Macro:
    given = form.particulars()
    return keeping.add_macro(given.pop("name"), by=viewer, **given)


def _add_snippet(form: SnippetForm, viewer: Person) -> Snippet:
    given = form.particulars()
    return keeping.add_snippet(given.pop("name"), by=viewer, **given)


def _form(
    request: HttpRequest, template: str, form: MacroForm | SnippetForm, row: Macro | Snippet | None
) -> HttpResponse:
    viewer = agent(request)
    context = {
        "form": form,
        "row": row,
        "lines": lines_of(row, viewer) if isinstance(row, Macro) else [],
        "kinds": [(does, STEP[does]) for does in DOES],
        "placeholders": ["{" + name + "}" for name in NAMES],
        "may_change": row is None or may_change(viewer, row),
    }
    return render(request, template, context, status=422 if form.is_bound else 200)
