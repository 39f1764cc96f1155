"""The page behind the link of an approval's letter: opening it decides nothing, its button does."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from spoc.kit.attempt import attempt
from spoc.kit.zones import zone
from spoc.people.models import Person
from spoc.requests.approval_letters import voice_of_approval
from spoc.requests.approval_links import Opened, gone, opened_by
from spoc.requests.forms.approval import DecisionForm, DenialForm
from spoc.work.activities import decide
from spoc.work.approval_access import why_not
from spoc.work.models import Approval
from spoc.work.queries.approvals import question_of

YES, NO = "yes", "no"
View = Callable[[HttpRequest, Opened, str], HttpResponse]


def linked(view: View) -> Callable[..., HttpResponse]:
    """Let whoever holds the link of an approval come as the person it was sent to.

    The link names the approver and the address it went to. Whoever is signed in here as somebody
    else holds a link that is not theirs: it opens nothing. The right to act lies in the address
    alone, never in a cookie, so no other site can borrow it.
    """

    @wraps(view)
    def known(request: HttpRequest, word: str, answer: str) -> HttpResponse:
        opened, here = opened_by(word), request.user
        is_other = isinstance(here, Person) and here.pk != opened.person.pk
        if answer not in (YES, NO) or is_other or not _is_theirs(opened):
            raise gone()
        person = opened.person
        with translation.override(person.speaks), timezone.override(zone(person.lives_in)):
            response = view(request, opened, answer)
        response["Content-Language"] = person.speaks
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "private, no-store"
        return response

    return csrf_exempt(known)


@linked
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, opened: Opened, answer: str) -> HttpResponse:
    """Show what is asked with one button; a mail program that opens all links decides nothing."""
    approval, is_approved = opened.approval, answer == YES
    if request.method != "POST" or not approval.is_requested:
        form = (DecisionForm if is_approved else DenialForm)()
        return _page(request, opened, answer, form)
    form = (DecisionForm if is_approved else DenialForm)(request.POST)
    if attempt(form, lambda: _decided(opened, form, is_approved)) is None:
        return _page(request, opened, answer, form, status=422)
    messages.success(request, _("Thank you. We have your decision."))
    return HttpResponseRedirect(request.path)


def _decided(opened: Opened, form: DecisionForm, is_approved: bool) -> Approval:
    reason = form.cleaned_data["reason"]
    by = opened.person
    return decide(opened.approval, by=by, is_approved=is_approved, reason=reason, through="mail")


def _page(
    request: HttpRequest, opened: Opened, answer: str, form: DecisionForm, status: int = 200
) -> HttpResponse:
    approval = opened.approval
    context = {
        "opened": opened,
        "approval": approval,
        "voice": voice_of_approval(approval, opened.person),
        "question": question_of(approval),
        "is_yes": answer == YES,
        "other": request.path.removesuffix(answer) + (NO if answer == YES else YES),
        "form": form,
    }
    return render(request, "requests/approvals/linked.html", context, status=status)


def _is_theirs(opened: Opened) -> bool:
    """Tell whether the person may still decide it, or has."""
    approval, person = opened.approval, opened.person
    if approval.decided_by_id == person.pk or not approval.is_requested:
        return True
    return why_not(person, approval) != "not_asked"
