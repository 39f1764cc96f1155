"""The pictures in front of names: public, and nothing but pictures that were looked at."""

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.catalogue.queries import logo_type_of
from spoc.kit import store
from spoc.kit.errors import NotFound

A_YEAR = 365 * 24 * 3600


@require_safe
def logo(request: HttpRequest, digest: str) -> HttpResponseBase:
    """Hand out a logo by what is in it: another picture has another address."""
    kind = logo_type_of(digest) if digest else ""
    if not kind:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    response = FileResponse(store.open(digest), content_type=kind)
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
