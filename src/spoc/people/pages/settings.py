"""The permission table as it is in force."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.people.pages.answering import administrator
from spoc.people.rules import AREAS, CELLS, ROLES
from spoc.people.words import AREA, REACH, ROLE, VERB

ORDER = "CRUAXPS"


@login_required
@require_safe
def access(request: HttpRequest) -> HttpResponse:
    """Show who may do what, as the rules have it."""
    administrator(request)
    rows = [
        {"code": role, "role": ROLE[role], "cells": [_cell(area, role) for area in AREAS]}
        for role in ROLES
    ]
    context = {
        "areas": [AREA[area] for area in AREAS],
        "rows": rows,
        "verbs": VERB,
        "reaches": {mark: words for mark, words in REACH.items() if mark != "*"},
    }
    return render(request, "people/access.html", context)


def _cell(area: str, role: str) -> dict[str, str]:
    """Return one cell: its letters, and the same in words."""
    verbs = sorted(CELLS[area, role].items(), key=lambda pair: ORDER.index(pair[0]))
    pairs = [(verb, scope) for verb, scopes in verbs for scope in sorted(scopes)]
    return {
        "letters": " ".join(verb + scope.strip("*") for verb, scope in pairs),
        "words": ", ".join(
            _("%(verb)s (%(reach)s)") % {"verb": VERB[verb], "reach": REACH[scope]}
            for verb, scope in pairs
        ),
    }
