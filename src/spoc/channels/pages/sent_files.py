"""Files that were too large to enclose in a letter, for whoever has the link."""

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from spoc.channels.enclosing import opened
from spoc.kit import store


@require_safe
def sent_file(request: HttpRequest, word: str) -> HttpResponseBase:
    """Hand out a file a letter gave a link to, as bytes to be saved and nothing that runs."""
    file = opened(word)
    response = FileResponse(
        store.open(file.digest),
        as_attachment=True,
        filename=file.filename,
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    return response
