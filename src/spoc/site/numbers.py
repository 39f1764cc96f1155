"""A page of terms: the numbers of one record, shown and changed together."""

from collections.abc import Callable, Collection, Mapping

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.people.models import Person

LONGEST = 9


def numbers_page(
    request: HttpRequest,
    template: str,
    known: Model,
    names: Collection[str],
    change: Callable[..., object],
    *,
    by: Person,
    further: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Show these numbers of a record, or change them by the activity that does.

    What is refused stays as it was typed.
    """
    refusal = None
    if request.method == "POST":
        numbers = {name: _number(request.POST.get(name, "")) for name in names}
        try:
            change(known, by=by, numbers=numbers)
        except NotPossible as refused:
            refusal = refused
        else:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(request.path)
    context = {
        **(further or {}),
        "terms": {name: getattr(known, name) for name in names},
        "given": request.POST.dict(),
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
    }
    return render(request, template, context, status=422 if refusal else 200)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else None
