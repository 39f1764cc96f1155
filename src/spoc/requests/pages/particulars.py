"""The custom fields beside a request: each is saved by itself as soon as it is changed."""

import json

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spoc.kit.errors import NotFound, NotPossible, Refusal, Stale
from spoc.people.models import Person
from spoc.requests import activities
from spoc.requests.custom_given import custom_given
from spoc.requests.field_access import fields_readable_on
from spoc.requests.models import CustomField, SupportRequest
from spoc.requests.pages.finding import agent, found
from spoc.requests.queries.custom_fields import Shown, known_in, shown, shown_on
from spoc.requests.rules.custom_fields import PREFIX

NEEDED_AT = {
    "classification": ("classification",),
    "resolution": ("classification", "resolution"),
}


def particulars(support_request: SupportRequest, person: Person) -> list[Shown]:
    """Return the custom fields of a request that the person may read."""
    return shown_on(support_request, known_in(fields_readable_on(person, support_request)))


def asked_at(noun: str, support_request: SupportRequest, person: Person) -> list[Shown]:
    """Return the custom fields in the form of a step: those it needs, and all where all are due."""
    if noun not in NEEDED_AT and noun != "particulars":
        return []
    rows = particulars(support_request, person)
    due = NEEDED_AT.get(noun, ())
    return [each for each in rows if noun == "particulars" or each.row.needed in due]


@login_required
@require_POST
def particular(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """Save one field, and draw it as it stands now."""
    support_request, person = found(request, number), agent(request)
    row = fields_readable_on(person, support_request).filter(key=key).first()
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    given = request.POST.dict()
    refusal: Refusal | None = None
    try:
        values = custom_given([row], given, person)
        activities.fill_in(support_request, by=person, values=values, had=_had(row, given))
    except (NotPossible, Stale) as refused:
        refusal = refused
        support_request.refresh_from_db(fields=["custom"])
    return _drawn(request, support_request, row, given, refusal)


def _had(row: CustomField, given: dict[str, str]) -> dict[str, object]:
    """Return what the page showed, so that what a colleague wrote meanwhile is not lost."""
    try:
        return {row.key: json.loads(given.get("had", ""))}
    except json.JSONDecodeError:
        return {}


def _drawn(
    request: HttpRequest,
    support_request: SupportRequest,
    row: CustomField,
    given: dict[str, str],
    refusal: Refusal | None,
) -> HttpResponse:
    context: dict[str, object] = {
        "sr": support_request,
        "each": shown([row], support_request.custom)[0],
    }
    if refusal is not None:
        wrong = refusal.fields or {PREFIX + row.key: refusal.sentence}
        context |= {"refused_given": given, "refused_wrong": wrong}
    status = 422 if refusal else 200
    return render(request, "requests/fields/_particular.html", context, status=status)
