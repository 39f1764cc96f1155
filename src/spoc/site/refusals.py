"""One place where a refusal becomes an answer: a page, a fragment, or problem+json."""

import secrets
from collections.abc import Callable

import structlog
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from spoc.kit.errors import NotAllowed, NotFound, Refusal

log = structlog.get_logger()
# where machines call: they read problem+json
FOR_MACHINES = ("/api/", "/mcp", "/tmf-api/")
# what a machine is told of how to come again
COME_AGAIN = {401: {"WWW-Authenticate": 'Bearer realm="spoc"'}, 429: {"Retry-After": "60"}}


class Refusals:
    """Turns what the core refuses into what the visitor can read; anything else is our fault."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; an address that only takes what is sent to it says so in words."""
        response = self.answer(request)
        if isinstance(response, HttpResponseNotAllowed) and not request.path.startswith(
            FOR_MACHINES
        ):
            response.content = _only_for_sending(request).content
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Answer what was raised."""
        if isinstance(fault, Refusal):
            return refused(request, fault)
        if isinstance(fault, Http404):
            return refused(
                request, NotFound(_("There is nothing at this address, or it is not yours to see."))
            )
        if isinstance(fault, PermissionDenied):
            return refused(request, NotAllowed(_("You may not do this.")))
        return None


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the refusal in the shape the asker reads."""
    if request.path.startswith(FOR_MACHINES):
        return problem(refusal)
    if getattr(request, "htmx", False):
        response = render(request, "ui/_refused.html", {"refusal": refusal}, status=refusal.status)
        response["HX-Retarget"], response["HX-Reswap"] = "#toasts", "beforeend"
        return response
    return render(request, "ui/refused.html", {"refusal": refusal}, status=refusal.status)


def problem(refusal: Refusal) -> JsonResponse:
    """Return the refusal as problem+json (RFC 9457)."""
    body: dict[str, object] = {
        "type": "about:blank",
        "title": refusal.title,
        "status": refusal.status,
        "detail": refusal.sentence,
    }
    if refusal.fields:
        body["errors"] = refusal.fields
    return JsonResponse(
        body,
        status=refusal.status,
        content_type="application/problem+json",
        headers=COME_AGAIN.get(refusal.status),
    )


def our_fault(request: HttpRequest) -> HttpResponse:
    """Say that it is our fault, under a number that stands in the journal too."""
    number = f"{secrets.token_hex(2)}-{secrets.token_hex(2)}"
    log.error("our fault", number=number, path=request.path, exc_info=True)
    if request.path.startswith(FOR_MACHINES):
        sentence = _("Something went wrong here. It is logged as %(number)s.") % {"number": number}
        fault = Refusal(sentence)
        fault.status, fault.title = 500, "Our fault"
        return problem(fault)
    return HttpResponse(_apology(request, number), status=500)


def _apology(request: HttpRequest, number: str) -> str:
    """Return the page that says so; it asks nothing of the database, which may be what failed."""
    path = request.get_full_path() if request.method == "GET" else "/"
    return render_to_string("ui/our_fault.html", _bare(request) | {"number": number, "path": path})


def _bare(request: HttpRequest) -> dict[str, object]:
    """Return what a page needs that is drawn without the request, whatever is wrong with that."""
    nonce = getattr(request, "csp_nonce", "")
    return {"request": None, "csp_nonce": nonce, "csrf_token": ""}


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that what was sent cannot be read; nothing of it is looked at once more."""
    words = _("What was sent cannot be read here: it is too much at once, or it was cut off.")
    if request.path.startswith(FOR_MACHINES):
        refusal = Refusal(words)
        refusal.status, refusal.title = 400, "Not understood"
        return problem(refusal)
    page = render_to_string("ui/not_understood.html", _bare(request) | {"sentence": words})
    return HttpResponse(page, status=400)


def _only_for_sending(request: HttpRequest) -> HttpResponse:
    refusal = Refusal(
        _(
            "This address only takes what a page sends to it. If you were asked to sign in on the"
            " way, go back in your browser and send it again."
        )
    )
    refusal.status = 405
    return refused(request, refusal)


def nothing_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing at this address."""
    return refused(
        request, NotFound(_("There is nothing at this address, or it is not yours to see."))
    )
