"""How it was, said by the link in a letter: opening it says nothing, the button does."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spoc.feedback.activities import Answer, answer_survey
from spoc.feedback.forms import AnswerForm, refused
from spoc.feedback.models import Survey
from spoc.feedback.portal.doors import Caller, surveyed
from spoc.kit.errors import NotPossible
from spoc.kit.time import now


@require_http_methods(["GET", "HEAD", "POST"])
@surveyed
def survey(request: HttpRequest, caller: Caller, found: Survey, score: int = 0) -> HttpResponse:
    """Show the five faces with one chosen; a mail program that opens all links says nothing."""
    if request.method != "POST":
        return _page(request, caller, found, AnswerForm(initial={"score": score}))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, caller, found, form, 422)
    said = form.cleaned_data
    answer = Answer(said["score"], said["comment"], said["thanks"])
    try:
        answer_survey(found, by=caller.person, answer=answer)
    except NotPossible as refusal:
        return _page(request, caller, found, refused(form, refusal), refusal.status)
    messages.success(request, _("Thank you. We read every answer."))
    return HttpResponseRedirect(caller.base)


def _page(
    request: HttpRequest, caller: Caller, found: Survey, form: AnswerForm, status: int = 200
) -> HttpResponse:
    is_over = found.state == "expired" or (found.state == "sent" and found.expires_at <= now())
    context = {
        "caller": caller,
        "survey": found,
        "support_request": caller.about,
        "form": form,
        "is_over": is_over,
        "chosen": str(form["score"].value() or ""),
    }
    return render(request, "feedback/portal/survey.html", context, status=status)
