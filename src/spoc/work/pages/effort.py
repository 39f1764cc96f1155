"""One's own timer and work logs: stopping, throwing away, correcting."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spoc.kit.errors import NotFound, NotPossible
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.work.activities import correct_work, discard_timer, stop_timer
from spoc.work.models import Timer, WorkLog
from spoc.work.pages.answering import agent, back, shown
from spoc.work.queries import logs_by, timer_of
from spoc.work.rules import is_forgotten, may_be_corrected, minutes_between

TIMER, LOG = "work/timer.html", "work/log.html"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def timer(request: HttpRequest) -> HttpResponse:
    """Show the timer that runs, or stop it and log its minutes."""
    by = agent(request)
    running = _running(by)
    if request.method != "POST":
        return _form(request, running)
    subject = running.subject
    try:
        minutes = _minutes(request) if request.POST.get("minutes") else None
        log = stop_timer(running, by=by, minutes=minutes, activity=request.POST.get("activity", ""))
    except NotPossible as refusal:
        return _form(request, running, refusal)
    values = {"minutes": log.minutes, "number": log.reference}
    said = _("%(minutes)s minutes are logged on %(number)s.") % values
    messages.success(request, said)
    return back(request, by, subject)


@login_required
@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Throw the timer away."""
    by = agent(request)
    running = _running(by)
    subject = running.subject
    discard_timer(running, by=by)
    messages.success(request, _("The timer is gone, and nothing is logged."))
    return back(request, by, subject)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what one logged, to be corrected while it is fresh."""
    by = agent(request)
    row = logs_by(by).filter(pk=pk).first() if pk < 2**63 else None
    if row is None or not may_be_corrected(row.at, now()):
        raise NotFound(_("There is no work log of yours here that can still be corrected."))
    if request.method != "POST":
        return _log_form(request, row)
    try:
        correct_work(
            row, by=by, minutes=_minutes(request), activity=request.POST.get("activity", "")
        )
    except NotPossible as refusal:
        return _log_form(request, row, refusal)
    messages.success(request, _("The log is corrected."))
    return back(request, by, row.subject)


def _running(by: Person) -> Timer:
    running = timer_of(by)
    if running is None:
        raise NotFound(_("No timer of yours runs: it was stopped already, or never started."))
    return running


def _minutes(request: HttpRequest) -> int:
    written = request.POST.get("minutes", "").strip()
    if not written.isdecimal() or len(written) > 5:
        words = _("Enter the minutes as a number.")
        raise NotPossible(words, fields={"minutes": words})
    return int(written)


def _form(request: HttpRequest, running: Timer, refusal: NotPossible | None = None) -> HttpResponse:
    forgotten = is_forgotten(running.started_at, now())
    spent = "" if forgotten else minutes_between(running.started_at, now())
    return shown(request, TIMER, {"timer": running, "minutes": spent}, refusal)


def _log_form(
    request: HttpRequest, row: WorkLog, refusal: NotPossible | None = None
) -> HttpResponse:
    return shown(request, LOG, {"log": row, "number": row.reference}, refusal)
