"""The API: every app's endpoints under one version, the schema, and a page that lists them."""

from collections import defaultdict
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from spoc.kit.errors import NotFound, Refusal
from spoc.site.machines import REFUSED, Readable
from spoc.site.refusals import problem
from spoc.site.tokens import Session, Token

DESCRIPTION = """
What the desk's pages do, for machines. A token acts as the person who issued it, under the same
law: what that person may not see is not found. Send it as `Authorization: Bearer spoc_...`.
Lists are walked with `limit` and `cursor`. Refusals are problem+json (RFC 9457) and say what to do.
"""
# named by address, as the pages are: faces do not import each other
ROUTERS = ("requests", "records", "people", "catalogue")
TITLES = {400: "Not readable", 401: "Not signed in", 403: "Not allowed", 404: "Not found"}
TITLES |= {405: "Not possible here", 413: "Too large", 422: "Not possible", 429: "Too many"}
SECONDS = 60


class Api(NinjaAPI):
    """The API of this version."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Name an operation as its function is named."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Return the schema, with problems in the type they are sent in."""
        schema = super().get_openapi_schema(**options)
        operations = [one for each in schema["paths"].values() for one in each.values()]
        for status, answer in [pair for one in operations for pair in one["responses"].items()]:
            if int(status) >= 400:
                shape = answer["content"].pop("application/json")
                answer["content"]["application/problem+json"] = shape
        return schema


api = Api(
    title="Spoc",
    version="1",
    description=DESCRIPTION,
    auth=[Token(), Session()],
    parser=Readable(),
    docs_url=None,
    urls_namespace="api",
)
for name in ROUTERS:
    api.add_router("", f"spoc.{name}.api.router", tags=[name])


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer what the core refuses."""
    response = problem(refusal)
    if refusal.status == 429:
        response["Retry-After"] = str(SECONDS)
    return response


@api.exception_handler(Http404)
def nothing_here(request: HttpRequest, fault: Http404) -> HttpResponse:
    """Answer that nothing is there."""
    sentence = _("There is nothing at this address, or it is not yours to see.")
    return problem(NotFound(sentence))


@api.exception_handler(AuthenticationError)
def not_signed_in(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:
    """Ask for a token."""
    words = _("Send a valid token: Authorization: Bearer spoc_..., made under your profile.")
    response = _problem(401, words)
    response["WWW-Authenticate"] = 'Bearer realm="spoc"'
    return response


@api.exception_handler(HttpError)
def not_readable(request: HttpRequest, fault: HttpError) -> HttpResponse:
    """Answer what could not be read, or came without its proof."""
    words = {
        400: _("The body could not be read: send JSON in UTF-8, without control signs."),
        403: _("Send the CSRF token of the session as X-CSRFToken, or use a token."),
    }
    return _problem(fault.status_code, words.get(fault.status_code, fault.message))


@api.exception_handler(SuspiciousOperation)
def suspicious(request: HttpRequest, fault: SuspiciousOperation) -> HttpResponse:
    """Answer a body that is too large or no form at all."""
    if isinstance(fault, RequestDataTooBig):
        return _problem(413, _("This is more than a call may carry: send less at once."))
    return _problem(400, _("The call could not be read."))


@api.exception_handler(ValidationError)
def not_valid(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """Say of each field what is wrong with it."""
    fields: dict[str, str] = {}
    for error in fault.errors:
        fields.setdefault(_field_of(error["loc"]), _words_of(error))
    sentence = _("Some fields are not right: see errors.")
    return _problem(422, sentence, fields)


def docs(request: HttpRequest) -> HttpResponse:
    """List the operations, from the schema alone."""
    schema = api.get_openapi_schema()
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for address, operations in schema["paths"].items():
        for method, operation in operations.items():
            row = {**operation, "method": method.upper(), "address": address}
            row["fields"] = _fields_of(operation, schema["components"]["schemas"])
            row["statuses"] = ", ".join(str(s) for s in sorted(operation["responses"]) if s < 400)
            groups[operation["tags"][0]].append(row)
    refusals = ", ".join(str(status) for status in sorted(REFUSED))
    return render(request, "site/api.html", {"groups": groups, "refusals": refusals})


def _fields_of(operation: dict[str, Any], shapes: dict[str, Any]) -> list[str]:
    """Return the names of the fields of the body an operation takes."""
    content = operation.get("requestBody", {}).get("content", {})
    names: list[str] = []
    for kind in content.values():
        shape = kind["schema"]
        known = shapes[shape["$ref"].rpartition("/")[2]] if "$ref" in shape else shape
        names += known.get("properties", {})
    return names


def _problem(status: int, sentence: str, fields: dict[str, str] | None = None) -> HttpResponse:
    refusal = Refusal(sentence, fields=fields)
    refusal.status, refusal.title = status, TITLES.get(status, "Not possible")
    return problem(refusal)


def _field_of(place: tuple[str | int, ...]) -> str:
    """Return a field as the caller wrote it: without where it stood and what we call the whole.

    >>> _field_of(("body", "asked", "title")), _field_of(("query", "limit"))
    ('title', 'limit')
    """
    parts = [str(part) for part in place[1:] if part not in ("asked", "walk")]
    return ".".join(parts) or "body"


def _words_of(error: dict[str, Any]) -> str:
    if error["type"] == "missing":
        return _("Fill this in.")
    if error["type"] == "literal_error":
        return _("Choose one of %(choices)s.") % {"choices": error["ctx"]["expected"]}
    if error["type"] == "string_too_long":
        return _("Write at most %(limit)s signs.") % {"limit": error["ctx"]["max_length"]}
    if error["type"] == "less_than_equal":
        return _("Choose at most %(limit)s.") % {"limit": error["ctx"]["le"]}
    if error["type"] == "greater_than_equal":
        return _("Choose at least %(limit)s.") % {"limit": error["ctx"]["ge"]}
    return str(error["msg"])


urlpatterns = [path("docs", docs, name="api_docs"), path("", api.urls)]
