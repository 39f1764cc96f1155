"""The complaints as the desk sees them: the list, one of them, and writing one down."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from spoc.feedback import access
from spoc.feedback.activities import Grievance, receive_complaint
from spoc.feedback.models import Complaint
from spoc.feedback.pages.finding import SHOWN_WITH, agent, answerer, complaint_found
from spoc.feedback.pages.steps import offered
from spoc.feedback.queries.listed import SHOWS, counted, listed
from spoc.feedback.rules import CATEGORIES, SEVERITIES
from spoc.feedback.shown import is_late, named, rows_of, story_of
from spoc.kit import keyset
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import now
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.people.queries import by_mail, first_mail
from spoc.requests.models import SupportRequest
from spoc.ui.topics import sign

PAGE_SIZE = 25


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the complaints: those still open, those nobody heard in time, one's own, or all."""
    person = answerer(request)
    show = request.GET.get("show", "open")
    show = show if show in SHOWS else "open"
    rows, order = listed(person, show)
    after = request.GET.get("after") or None
    found = keyset.page(rows.select_related(*SHOWN_WITH), order, size=PAGE_SIZE, after=after)
    context = {
        "rows": rows_of(found.rows, person),
        "next": found.next,
        "show": show,
        "late_count": counted(person, "late"),
        "may_receive": access.may_receive_for_others(person),
    }
    return render(request, "feedback/complaints.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write down what somebody complains of."""
    by = agent(request)
    if not access.may_receive_for_others(by):
        raise NotAllowed(_("Complaints of others are written down by the service desk."))
    given = (request.POST if request.method == "POST" else request.GET).dict()
    about = _about(by, given.get("request", ""))
    if request.method != "POST":
        return _form(request, given, about)
    try:
        made = _received(by, given, about)
    except NotPossible as refusal:
        return _form(request, given, about, refusal)
    messages.success(request, _("The complaint is written down: %(number)s.") % _number(made))
    return HttpResponseRedirect(f"/complaints/{made.pk}")


@login_required
@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a complaint: what was said, how it stands, and what can be done."""
    complaint = complaint_found(request, pk)
    topics = [sign(f"complaint-{pk}", agent(request).pk)]
    context = {**_shown(request, complaint), "live_topics": topics}
    return render(request, "feedback/complaint.html", context)


@login_required
@require_safe
def now_shown(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw a complaint alone: asked for when something in it changed."""
    return render(
        request, "feedback/_complaint.html", _shown(request, complaint_found(request, pk))
    )


def _shown(request: HttpRequest, complaint: Complaint) -> dict[str, object]:
    person = agent(request)
    return {
        "complaint": complaint,
        "is_late": is_late(complaint, now()),
        "about": named([complaint], person).get(complaint.support_request_id or 0, ""),
        "steps": offered(complaint, person),
        "story": story_of(complaint),
    }


def _about(person: Person, number: str) -> SupportRequest | None:
    """Return the request a complaint is about, if the agent may see it."""
    digits = number.strip().upper().removeprefix("R-")
    if not (digits.isdecimal() and len(digits) < 19):
        return None
    return access.requests_shown(person).select_related("requester").filter(pk=int(digits)).first()


def _received(by: Person, given: dict[str, str], about: SupportRequest | None) -> Complaint:
    if given.get("request", "").strip() and about is None:
        words = _("There is no request with this number that you may see.")
        raise NotPossible(words, fields={"request": words})
    grievance = Grievance(
        words=given.get("words", ""),
        category=given.get("category", "other"),
        severity=given.get("severity", "normal"),
        support_request=about,
    )
    return receive_complaint(_complainant(by, given, about), by=by, grievance=grievance)


def _complainant(by: Person, given: dict[str, str], about: SupportRequest | None) -> Person:
    """Return who complains: whoever has the mail address, else who asked for what it is about."""
    address = given.get("who", "").strip()
    found = by_mail(address) if address else about and about.requester
    if not found or not people_visible_to(by).filter(pk=found.pk).exists():
        words = _("Write the mail address of somebody you know of: who complains is told.")
        raise NotPossible(words, fields={"who": words})
    return found


def _form(
    request: HttpRequest,
    given: dict[str, str],
    about: SupportRequest | None,
    refusal: NotPossible | None = None,
) -> HttpResponse:
    context = {
        "given": given,
        "about": about,
        "mail": first_mail(about.requester) if about else "",
        "categories": CATEGORIES,
        "severities": SEVERITIES,
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
    }
    status = refusal.status if refusal else 200
    return render(request, "feedback/new.html", context, status=status)


def _number(complaint: Complaint) -> dict[str, str]:
    return {"number": complaint.reference}
