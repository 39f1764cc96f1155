"""One's own timer and work logs: stopping, throwing away, correcting."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spoc.kit.errors import NotAllowed, NotFound, NotPossible
from spoc.kit.nouns import find, noun_of
from spoc.kit.time import now
from spoc.people.access import may_work_at_desk
from spoc.people.models import Person
from spoc.work.activities import correct_work, discard_timer, stop_timer
from spoc.work.models import Timer, WorkLog
from spoc.work.queries import logs_by, timer_of
from spoc.work.rules import is_forgotten, may_be_corrected, minutes_between

TIMER, LOG = "work/timer.html", "work/log.html"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def timer(request: HttpRequest) -> HttpResponse:
    """Show the timer that runs, or stop it and log its minutes."""
    by = _agent(request)
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
    return _back(request, by, subject)


@login_required
@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Throw the timer away."""
    by = _agent(request)
    running = _running(by)
    subject = running.subject
    discard_timer(running, by=by)
    messages.success(request, _("The timer is gone, and nothing is logged."))
    return _back(request, by, subject)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what one logged, to be corrected while it is fresh."""
    by = _agent(request)
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
    return _back(request, by, row.subject)


def _agent(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person) or not may_work_at_desk(person):
        raise NotAllowed(_("This is the desk's own page: your requests are under My requests."))
    return person


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
    return _shown(request, TIMER, {"timer": running, "minutes": spent}, refusal)


def _log_form(
    request: HttpRequest, row: WorkLog, refusal: NotPossible | None = None
) -> HttpResponse:
    return _shown(request, LOG, {"log": row, "number": row.reference}, refusal)


def _shown(
    request: HttpRequest, template: str, about: dict[str, object], refusal: NotPossible | None
) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    wrong = refusal.fields if refusal else {}
    context = {**about, "given": given.dict(), "refusal": refusal, "wrong": wrong}
    return render(request, template, context, status=refusal.status if refusal else 200)


def _back(request: HttpRequest, by: Person, subject: Model) -> HttpResponse:
    """Go back to where one was, or to the record; home when it is out of sight."""
    back = request.POST.get("back", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return HttpResponseRedirect(back)
    kind = noun_of(subject)
    is_seen = find(by, kind.key, subject.pk) is not None
    return HttpResponseRedirect(kind.address(subject) if is_seen else "/")
