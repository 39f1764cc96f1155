"""The knowledge of the desk as a list: found by words, narrowed, page by page."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.kit import keyset
from spoc.knowledge import access
from spoc.knowledge.activities import miss
from spoc.knowledge.models import Article
from spoc.knowledge.pages.finding import agent
from spoc.knowledge.queries.drafts import begun_by
from spoc.knowledge.queries.listed import (
    NEWEST,
    Filters,
    counted,
    filters_in,
    found,
    listed,
    meant_by,
    services_written_about,
)
from spoc.knowledge.rules import AUDIENCES, Confidence
from spoc.knowledge.words import AUDIENCE, CONFIDENCE
from spoc.people.models import Language, Person
from spoc.people.queries import system

PAGE_SIZE = 30


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the articles; what was sought by words and not found is kept as a gap."""
    person = agent(request)
    filters = filters_in(request.GET.dict())
    after = request.GET.get("after") or None
    context = {
        **_rows(person, filters, after),
        "filters": filters,
        "query": _query(filters),
        "choices": _choices(person),
        "may_write": access.may_write(person),
        "begun": begun_by(person),
        "may_manage": access.may_manage(person),
        "counts": {show: counted(person, show) for show in ("overdue", "flagged", "proven")},
    }
    return render(request, "knowledge/index.html", context)


def _rows(person: Person, filters: Filters, after: str | None) -> dict[str, object]:
    if filters.words:
        rows = found(person, filters)
        meant = "" if rows else meant_by(person, filters)
        if not rows and not meant and filters == Filters(words=filters.words):
            miss(filters.words, by=system(), language=person.speaks)
        return {"rows": _with_services(rows), "next": None, "meant": meant}
    page = keyset.page(listed(person, filters), NEWEST, size=PAGE_SIZE, after=after)
    return {"rows": _with_services(page.rows), "next": page.next, "meant": ""}


def _with_services(rows: list[Article]) -> list[Article]:
    prefetch_related_objects(rows, "services", "owner")
    return rows


def _query(filters: Filters) -> str:
    """Return the filters as an address carries them."""
    names = ("show", "confidence", "audience", "language", "service")
    said = {name: getattr(filters, name) for name in names} | {"q": filters.words}
    return urlencode({name: value for name, value in said.items() if value and value != "all"})


def _choices(person: Person) -> dict[str, list[tuple[str, str]]]:
    """Return what the list can be narrowed to, by filter."""
    states = [(each.value, str(CONFIDENCE[each])) for each in Confidence]
    audiences = [(each, str(AUDIENCE[each])) for each in AUDIENCES]
    services = [(each.key, str(each)) for each in services_written_about(person)]
    return {
        "confidence": [("", _("Every state")), *states],
        "audience": [("", _("Every audience")), *audiences],
        "language": [("", _("Every language")), *Language.choices],
        "service": [("", _("Every service")), *services],
    }
