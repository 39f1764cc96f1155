"""The settings' first page, and the permission table as it is in force."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from spoc.catalogue.access import shaped_by
from spoc.channels.access import letters_visible_to
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
# icon, title, address, and what is decided there
SUBJECTS = (
    (
        "house",
        gettext_lazy("Communities"),
        "/settings/communities",
        gettext_lazy("The voices you answer with: name, colour, language, addresses"),
    ),
    (
        "people",
        gettext_lazy("Teams"),
        "/settings/teams",
        gettext_lazy("Who works which queue, and on which line"),
    ),
    (
        "list",
        gettext_lazy("Services and categories"),
        "/settings/services",
        gettext_lazy("What people ask about, and the words that point to it"),
    ),
    (
        "building",
        gettext_lazy("Organisations"),
        "/settings/organisations",
        gettext_lazy("The parties people act for, and their mail domains"),
    ),
    (
        "lock",
        gettext_lazy("Roles and permissions"),
        "/settings/access",
        gettext_lazy("Who may do what, in one table; granted on each person's page"),
    ),
    (
        "mail",
        gettext_lazy("Channels"),
        "/settings/channels",
        gettext_lazy("The mailboxes letters come from, and whether they answer"),
    ),
    (
        "send",
        gettext_lazy("Letters"),
        "/settings/letters",
        gettext_lazy("Every letter in and out, and what became of it"),
    ),
)


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Say what can be set, and how much of each there is."""
    viewer = administrator(request)
    hidden = () if letters_visible_to(viewer).exists() else ("/settings/letters",)
    subjects = [each for each in SUBJECTS if each[2] not in hidden]
    context = {"subjects": subjects, "counts": _counts(viewer)}
    return render(request, "people/settings.html", context)


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
