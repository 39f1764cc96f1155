"""A new service as whoever asked for it goes on with it: what is there, what for, once more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spoc.kit.attempt import attempt
from spoc.kit.errors import NotFound, NotPossible
from spoc.requests.activities import proposals
from spoc.requests.forms.proposal import AppealForm, JustificationForm
from spoc.requests.portal.visit import Visit
from spoc.requests.proposal_access import matches_visible_to
from spoc.requests.queries.proposal_told import ProposalTold, proposal_told


@require_http_methods(["GET", "HEAD", "POST"])
def justification(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask what the new service is needed for, and take the answers down."""
    told = _told(visit)
    if not told.may_justify:
        raise NotPossible(_("We have your answers already, or do not need them now."))
    row = told.row
    names = ("need", "affected_process", "benefit", "beneficiaries", "deadline_on")
    known = {name: getattr(row, name) for name in names}
    form = JustificationForm(request.POST if request.method == "POST" else None, initial=known)
    done = attempt(
        form,
        lambda: proposals.justify(
            visit.support_request, by=visit.person, justification=form.justification
        ),
    )
    if done:
        messages.success(request, _("Thank you. We have your answers and judge them now."))
        return HttpResponseRedirect(visit.address)
    return _form(request, visit, "justification", {"form": form, "proposal": told})


@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask what was judged wrongly, and have it judged once more."""
    told = _told(visit)
    if not told.may_appeal:
        raise NotPossible(_("What was declined can be judged once more, once."))
    form = AppealForm(request.POST if request.method == "POST" else None)
    done = attempt(
        form,
        lambda: proposals.appeal(
            visit.support_request, by=visit.person, words=form.cleaned_data["words"]
        ),
    )
    if done:
        messages.success(request, _("We judge it once more. You can change your answers now."))
        return HttpResponseRedirect(f"{visit.address}/justification")
    return _form(request, visit, "appeal", {"form": form, "proposal": told})


@require_POST
def existing(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take something there is already in place of a new service."""
    wanted = {str(each.pk) for each in _told(visit).matches} & {request.POST.get("match", "")}
    rows = matches_visible_to(visit.person, visit.support_request)
    match = rows.filter(pk__in=wanted).first()
    if match is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    proposals.accept_match(visit.support_request, by=visit.person, match=match)
    messages.success(request, _("We see to it that you get %(name)s.") % {"name": str(match)})
    return HttpResponseRedirect(visit.address)


@require_POST
def instead(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask for it as a new service, since an order of it was refused."""
    made = proposals.propose_instead(visit.support_request, by=visit.person)
    told = _("We look at it as a new service: %(number)s.") % {"number": made.reference}
    messages.success(request, told)
    return HttpResponseRedirect(visit.address_of(made))


def _told(visit: Visit) -> ProposalTold:
    told = proposal_told(visit.support_request, visit.person)
    if told is None or not visit.is_own:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return told


def _form(
    request: HttpRequest, visit: Visit, name: str, context: dict[str, object]
) -> HttpResponse:
    known = {"visit": visit, "support_request": visit.support_request, **context}
    is_wrong = request.method == "POST"
    return render(
        request, f"requests/proposals/{name}.html", known, status=422 if is_wrong else 200
    )
