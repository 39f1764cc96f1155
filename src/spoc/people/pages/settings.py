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
    return render(request, "people/settings.html", {"groups": _groups(administrator(request))})


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


def _groups(viewer: Person) -> list[dict[str, object]]:
    return [
        _place(
            "house",
            _("Communities"),
            "/settings/communities",
            _("The voices you answer with: name, colour, language, addresses"),
            communities_visible_to(viewer).count(),
        ),
        _place(
            "people",
            _("Teams"),
            "/settings/teams",
            _("Who works which queue, and on which line"),
            teams_shaped_by(viewer).filter(is_active=True).count(),
        ),
        _place(
            "list",
            _("Services and categories"),
            "/settings/services",
            _("What people ask about, and the words that point to it"),
            shaped_by(viewer).filter(is_live=True).count(),
        ),
        _place(
            "building",
            _("Organisations"),
            "/settings/organisations",
            _("The parties people act for, and their mail domains"),
            organisations_visible_to(viewer).count(),
        ),
        _place(
            "lock",
            _("Roles and permissions"),
            "/settings/access",
            _("Who may do what, in one table; granted on each person's page"),
        ),
        _place(
            "mail",
            _("Channels"),
            "/settings/channels",
            _("The mailboxes letters come from, and whether they answer"),
            channels_visible_to(viewer).filter(is_on=True).count(),
        ),
        _place(
            "send",
            _("Letters"),
            "/settings/letters",
            _("Every letter in and out, and what became of it"),
        ),
    ]


def _place(
    icon: str, title: str, href: str, words: str, count: int | None = None
) -> dict[str, object]:
    return {"icon": icon, "title": title, "href": href, "words": words, "count": count}
