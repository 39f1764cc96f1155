"""The requests of the organisations somebody answers for: looked through, and taken along."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from spoc.people.models import Person
from spoc.requests.activities.organisation import take_along
from spoc.requests.api.requests import NEWEST, RequestsOut
from spoc.requests.api.shapes import SHOWN_WITH, requests_out
from spoc.requests.queries import own
from spoc.requests.queries.organisation import LONGEST, SHOWS, Asked, as_csv, organisation_rows
from spoc.site.machines import Key, OneOf, PageIn, answers, nowhere, page_of
from spoc.site.tokens import caller

router = Router()

ALL = "/organisation-requests"
CSV = "text/csv"
AS_CSV = {"responses": {200: {"content": {CSV: {"schema": {"type": "string"}}}}}}


class OrganisationRequestsIn(PageIn):
    """What is looked for: which requests, with which words, about which service."""

    show: Annotated[str, OneOf(SHOWS)] = "open"
    q: str = Field("", max_length=LONGEST)
    service: Key | None = None


@router.get(ALL, response=answers(RequestsOut))
def list_organisation_requests(
    request: HttpRequest, asked: Annotated[OrganisationRequestsIn, Query()]
) -> RequestsOut:
    """List what was asked in the organisations the caller answers for, the newest first."""
    by = _manager(request)
    rows = organisation_rows(by, _asked(asked)).select_related(*SHOWN_WITH)
    shown, mark = page_of(rows, NEWEST, asked)
    return RequestsOut(items=requests_out(shown, by), next=mark)


@router.get(f"{ALL}/file", response=answers(None), openapi_extra=AS_CSV)
def read_organisation_requests(
    request: HttpRequest, asked: Annotated[OrganisationRequestsIn, Query()]
) -> HttpResponse:
    """Take along, as a table, what is looked through: at most 5,000 requests."""
    by, wanted = _manager(request), _asked(asked)
    take_along(by, by=by, count=organisation_rows(by, wanted).count())
    response = HttpResponse("".join(as_csv(by, wanted)), content_type=f"{CSV}; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="requests.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def _asked(asked: OrganisationRequestsIn) -> Asked:
    return Asked(show=asked.show, words=asked.q, service=asked.service)


def _manager(request: HttpRequest) -> Person:
    by = caller(request)
    if not own.answers_for_organisation(by):
        raise nowhere()
    return by
