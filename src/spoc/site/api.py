"""The API: every app's endpoints under one version, the schema, and a page that lists them."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property, wraps
from http.client import responses
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema
from ninja.operation import Operation as Endpoint

from spoc.kit.errors import NotFound, Refusal
from spoc.site.machines import REFUSED, Problem, Readable, Unreadable
from spoc.site.mistakes import mistakes
from spoc.site.operations import Operation, operations_of
from spoc.site.refusals import problem
from spoc.site.tokens import HELD, Session, Token, rate_of

DESCRIPTION = """
What the desk's pages do, for machines. A token acts as the person who issued it, under the same
law: what that person may not see is not found. Send it as `Authorization: Bearer spoc_...`.
`RateLimit-Limit`, `-Remaining` and `-Reset` say how often it may still call in this minute.
Lists are walked with `limit` and `cursor`. Refusals are problem+json (RFC 9457) and say what to do.
"""
# named by address, as the pages are: faces do not import each other
ROUTERS = (
    "requests",
    "feedback",
    "suppliers",
    "records",
    "people",
    "catalogue",
    "service_levels",
    "rota",
    "workflow",
    "knowledge",
    "cmdb",
    "channels",
    "intake",
)
TITLES = {400: "Not readable", 401: "Not signed in", 403: "Not allowed", 404: "Not found"}
TITLES |= {405: "Not possible here", 413: "Too large", 422: "Not possible", 429: "Too many"}


class Api(NinjaAPI):
    """The API of this version."""

    @property
    def urls(self) -> tuple[list[URLResolver | URLPattern], str, str]:
        """Return the addresses, each refusing a method it has not in the shape of all refusals."""
        patterns, app, namespace = super().urls
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = by_its_methods(pattern.callback)
        return patterns, app, namespace

    def get_openapi_operation_id(self, operation: Endpoint) -> str:
        """Name an operation as its function is named."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Return the schema, made at the first call: it takes half a second and stays the same."""
        return self.written

    @cached_property
    def written(self) -> OpenAPISchema:
        """The schema, with the problems that every operation may answer."""
        schema = super().get_openapi_schema()
        schema["components"]["schemas"]["Problem"] = Problem.model_json_schema()
        for one in [one for each in schema["paths"].values() for one in each.values()]:
            takes_json = "application/json" in one.get("requestBody", {}).get("content", {})
            # what takes no JSON cannot be sent another thing for it
            refused = REFUSED if takes_json else REFUSED - {415}
            one["responses"] |= {status: _refusal(status) for status in sorted(refused)}
        return schema


def _refusal(status: int) -> dict[str, Any]:
    """Return how the schema says that a problem may be answered."""
    shape = {"$ref": REF_TEMPLATE.format(model="Problem")}
    content = {"application/problem+json": {"schema": shape}}
    return {"description": responses[status], "content": content}


def by_its_methods(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let an address refuse a method it has not in the shape of all refusals."""

    @wraps(view)
    def called(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with ExitStack() as held:
            request.META[HELD] = held
            response = view(request, *args, **kwargs)
        if response.status_code != 405:
            return _rated(request, response)
        allowed = ", ".join(sorted(response["Allow"].split(", ")))
        words = _("This address is not called with %(method)s but with: %(allowed)s.")
        refusal = _problem(405, words % {"method": request.method, "allowed": allowed})
        refusal["Allow"] = allowed
        return refusal

    return called


def _rated(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Say how often the caller may still call in this minute."""
    rate = rate_of(request)
    for name, value in rate.headers.items() if rate else ():
        response[name] = value
    return response


api = Api(
    title="Spoc",
    version="1",
    description=DESCRIPTION,
    auth=[Token(), Session()],
    parser=Readable(),
    docs_url=None,
    docs_decorator=require_safe,
    urls_namespace="api",
)
for name in ROUTERS:
    api.add_router("", f"spoc.{name}.api.router", tags=[name.replace("_", " ")])


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer what the core refuses."""
    response, rate = problem(refusal), rate_of(request)
    if refusal.status == 429 and rate:
        response["Retry-After"] = str(rate.seconds)
    return response


def nothing_here(request: HttpRequest, fault: Http404) -> HttpResponse:
    """Answer that nothing is there."""
    sentence = _("There is nothing at this address, or it is not yours to see.")
    return problem(NotFound(sentence))


def not_signed_in(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:
    """Ask for a token."""
    words = _("Send a valid token: Authorization: Bearer spoc_..., made under your profile.")
    response = _problem(401, words)
    response["WWW-Authenticate"] = 'Bearer realm="spoc"'
    return response


def not_readable(request: HttpRequest, fault: HttpError) -> HttpResponse:
    """Answer what could not be read, or came without its proof."""
    if isinstance(fault.__cause__, Unreadable):
        return refused(request, fault.__cause__)
    words = {
        400: _("The body could not be read: send JSON in UTF-8, without control signs."),
        403: _("Send the CSRF token of the session as X-CSRFToken, or use a token."),
    }
    return _problem(fault.status_code, words.get(fault.status_code, fault.message))


def suspicious(request: HttpRequest, fault: SuspiciousOperation) -> HttpResponse:
    """Answer a body that is too large or no form at all."""
    if isinstance(fault, RequestDataTooBig):
        return _problem(413, _("This is more than a call may carry: send less at once."))
    return _problem(400, _("The call could not be read."))


def no_form(request: HttpRequest, fault: MultiPartParserError) -> HttpResponse:
    """Answer a form whose parts could not be told apart."""
    return _problem(400, _("The form could not be read: send it as multipart/form-data."))


def not_valid(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """Say of each field what is wrong with it."""
    return _problem(422, _("Some fields are not right: see errors."), mistakes(fault))


@by_its_methods
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """List the operations, from the schema alone."""
    groups: dict[str, list[Operation]] = defaultdict(list)
    for each in operations_of(api.get_openapi_schema()):
        groups[each.area].append(each)
    refusals = ", ".join(str(status) for status in sorted(REFUSED))
    return render(request, "site/api.html", {"groups": groups, "refusals": refusals})


def _problem(status: int, sentence: str, fields: dict[str, str] | None = None) -> HttpResponse:
    refusal = Refusal(sentence, fields=fields)
    refusal.status, refusal.title = status, TITLES.get(status, "Not possible")
    return problem(refusal)


REFUSING: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    Refusal: refused,
    Http404: nothing_here,
    AuthenticationError: not_signed_in,
    HttpError: not_readable,
    SuspiciousOperation: suspicious,
    MultiPartParserError: no_form,
    ValidationError: not_valid,
}


def let_refuse(interface: NinjaAPI) -> None:
    """Let an interface refuse as all of them do."""
    for fault, answer in REFUSING.items():
        interface.add_exception_handler(fault, answer)


let_refuse(api)
urlpatterns = [path("docs", docs, name="api_docs"), path("", api.urls)]
