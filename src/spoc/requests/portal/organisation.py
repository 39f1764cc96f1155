"""The requests of the organisation somebody answers for: looked through, and taken along."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.kit.errors import NotFound
from spoc.people.models import Person
from spoc.requests.activities.organisation import take_along
from spoc.requests.queries import own
from spoc.requests.queries.organisation import (
    SHOWS,
    Asked,
    as_csv,
    counts_of,
    organisation_page,
    organisation_rows,
    organisations_of,
    services_asked_about,
)
from spoc.ui.topics import sign


@require_safe
@login_required
def organisation(request: HttpRequest) -> HttpResponse:
    """List what was asked in the organisation the person answers for."""
    person, asked = _manager(request), _asked(request)
    after = request.GET.get("after") or None
    listed = organisation_page(person, asked, after)
    context = {
        "listed": listed,
        "asked": asked,
        "counts": counts_of(person),
        "services": services_asked_about(person),
        "organisations": list(organisations_of(person)),
        "after": after or "",
        "filters": _filters(asked),
        "has_organisation": True,
        "signed_topics": [sign(f"request-{row.number}", person.pk) for row in listed.rows],
    }
    return render(request, "requests/portal/organisation.html", context)


@require_safe
@login_required
def organisation_file(request: HttpRequest) -> HttpResponse:
    """Hand out what is looked through as a table."""
    person, asked = _manager(request), _asked(request)
    count = organisation_rows(person, asked).count()
    take_along(person, by=person, count=count)
    response = HttpResponse("".join(as_csv(person, asked)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="requests.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def _asked(request: HttpRequest) -> Asked:
    show, service = request.GET.get("show", SHOWS[0]), request.GET.get("service", "")
    return Asked(
        show=show if show in SHOWS else SHOWS[0],
        words=request.GET.get("q", ""),
        service=int(service) if service.isdecimal() and len(service) < 10 else None,
    )


def _filters(asked: Asked) -> str:
    """Return what is looked for beside the state, for the addresses of the other pages."""
    given = {"q": asked.words, "service": asked.service or ""}
    return urlencode({name: value for name, value in given.items() if value})


def _manager(request: HttpRequest) -> Person:
    person = get_user(request)
    if not isinstance(person, Person) or not own.answers_for_organisation(person):
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return person
