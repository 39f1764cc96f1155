"""A view taken along as a file."""

from contextlib import ExitStack
from tempfile import TemporaryFile

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.middleware import get_user
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.models import Person
from spoc.requests.activities import export_view
from spoc.requests.models import View
from spoc.requests.pages.finding import agent
from spoc.requests.pages.views import found_view
from spoc.requests.queries.view_export import as_csv, exported, write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def export(request: HttpRequest, pk: int, form: str) -> StreamingHttpResponse:
    """Hand out what the reader may see of a view, with its columns and in its order."""
    view, person = found_view(agent(request), pk), _whole(request)
    rows, shape = exported(view, person)
    limit = settings.SPOC_EXPORT_LIMIT
    count = rows.order_by()[: limit + 1].count()
    if count > limit:
        words = _("The view has more than %(limit)s requests: narrow it, and export it in parts.")
        raise NotPossible(words % {"limit": limit})
    export_view(view, by=person, form=form, count=count)
    if form == "xlsx":
        with ExitStack() as unsent:
            # gone once it is closed, which the response does
            file = unsent.enter_context(TemporaryFile())
            write_xlsx(file, rows, shape, person)
            response: StreamingHttpResponse = FileResponse(file, content_type=XLSX)
            unsent.pop_all()
    else:
        written_lines = as_csv(rows, shape, person)
        response = StreamingHttpResponse(written_lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_name(view)}.{form}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _name(view: View) -> str:
    return slugify(view.name) or f"view-{view.pk}"


def _whole(request: HttpRequest) -> Person:
    """Return the reader, who is still there when the page's request is over."""
    person = get_user(request)
    if not isinstance(person, Person):
        raise NotAllowed(_("Sign in to take a view along."))
    return person
