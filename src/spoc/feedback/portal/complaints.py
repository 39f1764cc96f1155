"""Complaints and thanks as those we serve give them: signed in, or by the link in a letter."""

from collections.abc import Mapping

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.feedback import access, activities
from spoc.feedback.activities import Grievance
from spoc.feedback.forms import ComplaintForm, ObjectionForm, ThanksForm, refused
from spoc.feedback.models import Complaint
from spoc.feedback.portal.doors import Caller, way_to
from spoc.feedback.queries import terms
from spoc.feedback.shown import rows_of
from spoc.kit import keyset
from spoc.kit.errors import NotPossible

PAGE_SIZE = 20


@require_safe
def mine(request: HttpRequest, caller: Caller) -> HttpResponse:
    """List what somebody complained of, the newest first."""
    rows = access.followed_by(caller.person).select_related("support_request")
    after = request.GET.get("after") or None
    page = keyset.page(rows, ("-id",), size=PAGE_SIZE, after=after)
    context = {"caller": caller, "rows": rows_of(page.rows, caller.person), "next": page.next}
    return render(request, "feedback/portal/complaints.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Take down what somebody complains of, about a request or in general."""
    form = ComplaintForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        grievance = Grievance(said["words"], said["category"], support_request=caller.about)
        try:
            made = activities.receive_complaint(
                caller.person, by=caller.person, grievance=grievance
            )
        except NotPossible as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("We have your complaint: %(number)s.") % _number(made))
            return HttpResponseRedirect(way_to(made, caller))
    context = {"days": terms().acknowledge_weekdays}
    return _form(request, caller, "complain", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
def thank(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Take down somebody's thanks, and pass them on."""
    form = ThanksForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        words, who = form.cleaned_data["words"], caller.person
        try:
            activities.praise(who, by=who, words=words, support_request=caller.about)
        except NotPossible as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Thank you. We pass it on."))
            return HttpResponseRedirect(caller.base if caller.about else "/help")
    return _form(request, caller, "thank", form, {})


@require_safe
def show(request: HttpRequest, caller: Caller, complaint: Complaint) -> HttpResponse:
    """Show how a complaint stands, and ask whether its response will do."""
    return _page(request, caller, complaint, ObjectionForm())


@require_POST
def acceptance(request: HttpRequest, caller: Caller, complaint: Complaint) -> HttpResponse:
    """Close it, since the response will do."""
    activities.accept_response(complaint, by=caller.person)
    messages.success(request, _("Thank you. The complaint is closed."))
    return HttpResponseRedirect(way_to(complaint, caller))


@require_POST
def objection(request: HttpRequest, caller: Caller, complaint: Complaint) -> HttpResponse:
    """Bring it before the management, since the response will not do."""
    form = ObjectionForm(request.POST)
    if not form.is_valid():
        return _page(request, caller, complaint, form, 422)
    words = form.cleaned_data["words"]
    try:
        activities.escalate_complaint(complaint, by=caller.person, words=words)
    except NotPossible as refusal:
        return _page(request, caller, complaint, refused(form, refusal), refusal.status)
    messages.success(request, _("We brought it before the management."))
    return HttpResponseRedirect(way_to(complaint, caller))


def _page(
    request: HttpRequest, caller: Caller, complaint: Complaint, form: Form, status: int = 200
) -> HttpResponse:
    context = {
        "caller": caller,
        "complaint": complaint,
        "support_request": caller.about,
        "at": way_to(complaint, caller),
        "form": form,
        "is_own": complaint.person_id == caller.person.pk,
        "silence_weekdays": terms().silence_weekdays,
    }
    return render(request, "feedback/portal/complaint.html", context, status=status)


def _form(
    request: HttpRequest, caller: Caller, name: str, form: Form, further: Mapping[str, object]
) -> HttpResponse:
    context = {"caller": caller, "support_request": caller.about, "form": form, **further}
    status = 422 if form.errors else 200
    return render(request, f"feedback/portal/{name}.html", context, status=status)


def _number(complaint: Complaint) -> dict[str, str]:
    return {"number": complaint.reference}
