"""What every page is given: who reads it, what they may go to, and the nonce of the page."""

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, object]:
    """Return the context of every page."""
    return {"csp_nonce": getattr(request, "csp_nonce", "")}
