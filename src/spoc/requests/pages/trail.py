"""What was done with a request, as a file that others can verify."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.audit.trail import as_csv, as_json
from spoc.kit.errors import NotFound
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.queries.trail import trail_of

FORMS = {
    "jsonl": (as_json, "application/x-ndjson; charset=utf-8"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
}


@require_safe
@login_required
def trail(request: HttpRequest, number: int, form: str) -> StreamingHttpResponse:
    """Hand out the trail of a request, as far as the reader may know it."""
    person = get_user(request)
    rows = access.visible_to(person) if isinstance(person, Person) else None
    support_request = rows.filter(pk=number).first() if rows and number < 2**63 else None
    if support_request is None or not isinstance(person, Person):
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    write, content_type = FORMS[form]
    written = write(trail_of(support_request, person))
    response = StreamingHttpResponse(written, content_type=content_type)
    name = f"{support_request.reference}-trail.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
