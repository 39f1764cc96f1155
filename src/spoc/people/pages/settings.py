"""The settings' first page, and the permission table as it is in force."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.catalogue.access import shaped_by
from spoc.channels.access import visible_to as channels_visible_to
from spoc.people.access import (
    communities_visible_to,
    organisations_visible_to,
    teams_shaped_by,
)
from spoc.people.models import Person
from spoc.people.pages.answering import administrator
from spoc.people.rules import AREAS, CELLS, ROLES
from spoc.people.words import AREA, REACH, ROLE, VERB

ORDER = "CRUAXPS"


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Say what can be set, and how much of each there is."""
    counts = _counts(administrator(request))
    return render(request, "people/settings.html", {"counts": counts})


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


def _counts(viewer: Person) -> dict[str, int]:
    """Return how many there are of what can be counted, by address."""
    return {
        "/settings/communities": communities_visible_to(viewer).count(),
        "/settings/teams": teams_shaped_by(viewer).filter(is_active=True).count(),
        "/settings/services": shaped_by(viewer).filter(is_live=True).count(),
        "/settings/organisations": organisations_visible_to(viewer).count(),
        "/settings/channels": channels_visible_to(viewer).filter(is_on=True).count(),
    }
