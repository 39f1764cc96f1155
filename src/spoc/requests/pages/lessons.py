"""What the desk's own history teaches: how sure it is, and what people made of it."""

from contextlib import suppress

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from procrastinate.exceptions import AlreadyEnqueued

from spoc.kit.errors import NotAllowed
from spoc.people.models import Person
from spoc.requests.access import may_keep_dispatch
from spoc.requests.jobs import learn
from spoc.requests.queries.lessons import standings


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show each lesson in use: its trial, and how its suggestions came out."""
    _demand_keeper(request)
    return render(request, "requests/lessons.html", {"standings": standings()})


@login_required
@require_POST
def anew(request: HttpRequest) -> HttpResponse:
    """Have it all learned anew, without waiting for the night."""
    _demand_keeper(request)
    # whoever asked a moment before is served by the same lesson
    with suppress(AlreadyEnqueued):
        learn.defer()
    messages.success(request, _("It is learned anew now: look again in a minute."))
    return redirect("requests:lessons")


def _demand_keeper(request: HttpRequest) -> None:
    person = request.user
    if not isinstance(person, Person) or not may_keep_dispatch(person):
        raise NotAllowed(_("Those who keep the rules of dispatch look after this."))
