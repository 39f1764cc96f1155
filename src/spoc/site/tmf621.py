"""Trouble tickets for the systems of others: TM Forum's TMF621, version 5, over our requests."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver, path
from ninja import NinjaAPI

from spoc.site.api import by_its_methods, let_refuse
from spoc.site.machines import Readable
from spoc.site.tickets import router
from spoc.site.tokens import Token

MERGE = "application/merge-patch+json"
REASONS = {400: "invalidValue", 401: "missingCredentials", 403: "accessDenied", 404: "notFound"}


class Interface(NinjaAPI):
    """The interface of trouble tickets; what it refuses it says in its own shape."""

    @property
    def urls(self) -> tuple[list[URLResolver | URLPattern], str, str]:
        """Return the addresses."""
        patterns, app, namespace = super().urls
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = _as_its_own(by_its_methods(pattern.callback))
        return patterns, app, namespace


def _as_its_own(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def called(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.headers.get("Content-Type") != "application/problem+json":
            return response
        # what is not right in a body is 400 there; everything else keeps its status
        status = 400 if response.status_code in (415, 422) else response.status_code
        said = json.loads(response.content)
        wrong = "; ".join(f"{name}: {words}" for name, words in said.get("errors", {}).items())
        body = {"@type": "Error", "code": str(status), "status": str(status)}
        body |= {"reason": REASONS.get(status, said["title"]), "message": wrong or said["detail"]}
        error = JsonResponse(body, status=status)
        for name, value in response.headers.items():
            if name not in ("Content-Type", "Content-Length"):
                error[name] = value
        return error

    return called


class MergeReadable(Readable):
    """Reads bodies of JSON, and those that are to be merged into what there is."""

    sorts = (*Readable.sorts, MERGE)


tmf621 = Interface(
    title="Trouble Ticket (TMF621)",
    version="5.0.1",
    description="Requests as trouble tickets; a token acts as the person who issued it.",
    auth=[Token()],
    parser=MergeReadable(),
    docs_url=None,
    openapi_url=None,
    urls_namespace="tmf621",
)
let_refuse(tmf621)
tmf621.add_router("", router)

urlpatterns = [path("", tmf621.urls)]
