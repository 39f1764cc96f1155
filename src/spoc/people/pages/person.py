"""One person, as the desk sees them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from spoc.audit.activities import label, sentence
from spoc.audit.queries import story, values_of
from spoc.kit.attempt import attempt
from spoc.people.access import (
    demand,
    may_administer,
    may_change_person,
    reach,
    visible_to,
)
from spoc.people.activities import add_address, change_person
from spoc.people.forms import AddressForm, PersonForm
from spoc.people.models import Person
from spoc.people.pages.answering import agent, form_page, found
from spoc.people.pages.scopes import in_words
from spoc.requests import access as requests
from spoc.requests.models import SupportRequest

RECENT = 25
LAST_FACTS = 15
EDITABLE = (
    *("name", "organisation", "title", "place", "reach_hint", "manager", "language", "is_vip"),
)


@login_required
@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the desk needs to know of somebody."""
    viewer = agent(request)
    person = found(visible_to(viewer).select_related("organisation", "community"), pk)
    asked = [_row(row) for row in _requests(viewer, person)]
    context = {
        "whom": person,
        "manager": visible_to(viewer).filter(pk=person.manager_id or 0).first(),
        "addresses": person.addresses.order_by("kind", "-is_first", "id"),
        "teams": [each.team for each in person.memberships.select_related("team")],
        "grants": in_words(viewer, person),
        "open": [row for row in asked if row["is_open"]],
        "over": [row for row in asked if not row["is_open"]],
        "may_change": may_change_person(viewer, person) and person.merged_into_id is None,
        "may_administer": may_administer(viewer),
        "facts": _facts(person) if reach(viewer, "audit", "R").beyond_own else [],
    }
    return render(request, "people/person.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is kept of somebody."""
    viewer = agent(request)
    person = found(visible_to(viewer), pk)
    demand(may_change_person(viewer, person))
    known = {name: getattr(person, name) for name in EDITABLE}
    form = PersonForm(request.POST or None, viewer=viewer, initial=known)
    if attempt(form, lambda: change_person(person, by=viewer, **form.cleaned_data)) is None:
        return form_page(request, "people/edit.html", form, whom=person)
    messages.success(request, _("Saved."))
    return redirect("people:person", pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def addresses(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a way to reach somebody."""
    viewer = agent(request)
    person = found(visible_to(viewer), pk)
    demand(may_change_person(viewer, person))
    form = AddressForm(request.POST or None)
    if attempt(form, lambda: add_address(person, by=viewer, **form.cleaned_data)) is None:
        return form_page(request, "people/address.html", form, whom=person)
    messages.success(request, _("Added."))
    return redirect("people:person", pk=pk)


def _requests(viewer: Person, person: Person) -> list[SupportRequest]:
    asked = requests.visible_to(viewer).filter(requester=person).select_related("service")
    return list(asked.order_by("-id")[:RECENT])


def _row(row: SupportRequest) -> dict[str, object]:
    return {
        "number": row.pk,
        "reference": row.reference,
        "title": row.title,
        "type": row.type,
        "type_label": label("request_type", row.type),
        "status": row.status,
        "status_label": label("request_status", row.status),
        "updated_at": row.updated_at,
        "is_open": row.is_open,
    }


def _facts(person: Person) -> list[dict[str, object]]:
    facts = story(person).order_by("-seq")[:LAST_FACTS]
    return [
        {
            "at": fact.at,
            "words": sentence(fact.kind, values_of(fact, subject=person.name)),
        }
        for fact in facts
    ]
