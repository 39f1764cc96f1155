"""One request as the one who asked sees it, by its number or by the link in a letter."""

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.feedback.links import survey_word_for
from spoc.intake.activities.answer import answer
from spoc.kit.errors import NotPossible
from spoc.records.activities import Upload
from spoc.requests import activities
from spoc.requests.asking import told_to_requester
from spoc.requests.portal.forms import AnswerForm, CancelForm, ReopenForm, refused
from spoc.requests.portal.visit import Visit
from spoc.requests.queries.attention import attention_to
from spoc.requests.queries.conversation import conversation, followed
from spoc.requests.queries.information import information_told
from spoc.requests.queries.order_stages import order_told
from spoc.requests.queries.proposal_told import proposal_told
from spoc.requests.queries.standing import stages, standing


@require_safe
def show(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show how it stands and what was said, with a place to write."""
    return _page(request, visit, AnswerForm())


@require_safe
def standing_now(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show again how it stands."""
    return render(request, "requests/portal/_standing.html", _standing(visit))


@require_safe
def story(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show again what was said."""
    return render(request, "requests/portal/_story.html", _story(visit))


@require_POST
def answers(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Add what the requester writes; a request that is over is followed up by a new one."""
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, visit, form, status=422)
    said = form.cleaned_data
    files = [Upload(f.name, f.content_type or "", f.file) for f in said["attachments"]]
    try:
        told = answer(visit.support_request, by=visit.person, words=said["text"], files=files)
    except NotPossible as refusal:
        return _page(request, visit, refused(form, refusal), status=refusal.status)
    is_new = told.pk != visit.support_request.pk
    new = _("We have it as a new request: %(number)s.") % {"number": told.reference}
    messages.success(request, new if is_new else _("We have what you wrote."))
    return HttpResponseRedirect(visit.address_of(told))


@require_POST
def confirmation(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Close it, since the requester says it works."""
    activities.confirm(visit.support_request, by=visit.person)
    messages.success(request, _("Thank you. The request is closed."))
    return HttpResponseRedirect(visit.address)


@require_http_methods(["GET", "HEAD", "POST"])
def reopening(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask what is still wrong, and take it up again."""
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        activities.reopen(
            visit.support_request, by=visit.person, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("We take it up again."))
        return HttpResponseRedirect(visit.address)
    return _step(request, visit, "reopening", form)


@require_http_methods(["GET", "HEAD", "POST"])
def cancellation(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask why it is not needed, and end it."""
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        activities.cancel(
            visit.support_request, by=visit.person, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("The request is cancelled."))
        return HttpResponseRedirect(visit.address)
    return _step(request, visit, "cancellation", form)


def _page(request: HttpRequest, visit: Visit, form: Form, status: int = 200) -> HttpResponse:
    context = _standing(visit) | _story(visit) | {"form": form}
    return render(request, "requests/portal/request.html", context, status=status)


def _step(request: HttpRequest, visit: Visit, name: str, form: Form) -> HttpResponse:
    """Show the page of a step; one that cannot be made from here is refused before it is asked."""
    verb = {"reopening": "reopen", "cancellation": "cancel"}[name]
    if not visit.is_own or not visit.support_request.allows(verb):
        raise NotPossible(_("This cannot be done with the request as it stands now."))
    context = {"visit": visit, "support_request": visit.support_request, "form": form}
    status = 422 if form.errors else 200
    return render(request, f"requests/portal/{name}.html", context, status=status)


def _standing(visit: Visit) -> dict[str, object]:
    support_request, person = visit.support_request, visit.person
    proposal = proposal_told(support_request, person)
    order = order_told(support_request, person)
    told = proposal or order
    return {
        "visit": visit,
        "proposal": proposal,
        "information": information_told(support_request, person),
        "support_request": support_request,
        "standing": standing(support_request),
        "stages": told.stages if told else stages(support_request),
        "order": order,
        "followed": [] if visit.word else followed(support_request, person),
        "is_party": visit.is_party,
        "confirm_weekdays": settings.SPOC_CONFIRM_WEEKDAYS,
        "attention": attention_to(support_request),
        "custom": told_to_requester(support_request),
        "survey": survey_word_for(support_request, person),
    }


def _story(visit: Visit) -> dict[str, object]:
    support_request = visit.support_request
    said = conversation(support_request, visit.person, visit.file_address)
    return {"visit": visit, "support_request": support_request, "said": said}
