"""What waits for one's approval, and one question: at the desk and in the portal alike.

Who works at the desk sees it in the desk's frame, everybody else in the portal's.
"""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.channels.activities import see_notices
from spoc.channels.queries.notices import unseen_on
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotAllowed, NotFound
from spoc.people.access import may_work_at_desk
from spoc.people.models import Person
from spoc.requests.forms.approval import ColleagueForm, DecisionForm
from spoc.ui.topics import sign
from spoc.work import activities
from spoc.work import approval_access as access
from spoc.work.models import Approval
from spoc.work.queries.approvals import (
    Listed,
    decided_by,
    question_of,
    record_seen,
    waiting_for,
)

LARGEST = 2**63
LIST, ONE = "requests/approvals/list.html", "requests/approvals/one.html"
LISTS: dict[str, Callable[[Person, str | None], Listed]] = {
    "waiting": waiting_for,
    "decided": decided_by,
}


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what waits for one's decision, or what one has decided."""
    return render(request, LIST, _listed(request))


@login_required
@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """Draw the list alone: asked for when something in it changed."""
    return render(request, "requests/approvals/_rows.html", _listed(request))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is asked, or approve or deny it."""
    by, approval = _person(request), _found(request, pk)
    if request.method != "POST":
        see_notices(by, unseen_on(by, "approval", approval.pk))
        return _page(request, approval, DecisionForm())
    is_approved = _answered(request)
    form = DecisionForm(request.POST)
    if attempt(form, lambda: _decided(approval, by, form, is_approved)) is None:
        return _page(request, approval, form, 422)
    messages.success(
        request, _("You approved it.") if is_approved else _("You did not approve it.")
    )
    return HttpResponseRedirect("/approvals")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delegation(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask who decides instead, and hand it to them."""
    by, approval = _person(request), _found(request, pk)
    if not access.may_delegate(by, approval) or not approval.is_requested:
        raise NotAllowed(_("This is not yours to hand on."))
    form = ColleagueForm(request.POST if request.method == "POST" else None, by=by)
    delegate = activities.delegate
    if form.is_bound:
        done = attempt(form, lambda: delegate(approval, by=by, to=form.cleaned_data["mail"]))
        if done is not None:
            name = _asked(done).name
            messages.success(request, _("%(name)s decides instead.") % {"name": name})
            return HttpResponseRedirect(_back(request, by))
    context = {**_framed(request), "form": form, "approval": approval, "back": _back(request, by)}
    status = 422 if form.errors else 200
    return render(request, "requests/approvals/delegation.html", context, status=status)


@login_required
@require_POST
def reminder(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind who was asked."""
    by, approval = _person(request), _found(request, pk)
    activities.remind_approver(approval, by=by)
    messages.success(request, _("A reminder goes to %(name)s.") % {"name": _asked(approval).name})
    return HttpResponseRedirect(_back(request, by))


@login_required
@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a question back from all who were asked."""
    by, approval = _person(request), _found(request, pk)
    activities.withdraw_round(approval.round, by=by)
    messages.success(request, _("Nobody is asked to approve it any more."))
    return HttpResponseRedirect(_back(request, by))


def _decided(approval: Approval, by: Person, form: DecisionForm, is_approved: bool) -> Approval:
    through, reason = "page" if may_work_at_desk(by) else "portal", form.cleaned_data["reason"]
    return activities.decide(
        approval, by=by, is_approved=is_approved, reason=reason, through=through
    )


def _page(request: HttpRequest, approval: Approval, form: Form, status: int = 200) -> HttpResponse:
    by = _person(request)
    is_open = approval.is_requested and approval.round.is_open
    context = {
        **_framed(request),
        "approval": approval,
        "question": question_of(approval),
        "record": record_seen(approval, by),
        "form": form,
        "may_decide": is_open and access.may_decide(by, approval),
        "may_delegate": is_open and access.may_delegate(by, approval),
    }
    return render(request, ONE, context, status=status)


def _listed(request: HttpRequest) -> dict[str, object]:
    person = _person(request)
    show = "decided" if request.GET.get("show") == "decided" else "waiting"
    page = LISTS[show](person, request.GET.get("after"))
    return {**_framed(request), "page": page, "show": show, "topic": _topic(person)}


def _framed(request: HttpRequest) -> dict[str, object]:
    """Return in which frame the pages stand, and what they listen to."""
    person = _person(request)
    is_desk = may_work_at_desk(person)
    frame = "ui/desk.html" if is_desk else "ui/portal.html"
    topics = ["queue", _topic(person)] if is_desk else [_topic(person)]
    return {"frame": frame, "live_topics": [sign(topic, person.pk) for topic in topics]}


def _topic(person: Person) -> str:
    return f"approvals-{person.pk}"


def _asked(approval: Approval) -> Person:
    return approval.delegate or approval.approver


def _back(request: HttpRequest, by: Person) -> str:
    """Return where one goes on: the record, where one came from it and may see it."""
    number = request.POST.get("request", "") or request.GET.get("request", "")
    is_from_request = number.isdecimal() and len(number) < 19 and may_work_at_desk(by)
    return f"/requests/{number}" if is_from_request else "/approvals"


def _answered(request: HttpRequest) -> bool:
    answer = request.POST.get("answer", "")
    if answer not in ("yes", "no"):
        raise NotFound(_("There is no such step."))
    return answer == "yes"


def _found(request: HttpRequest, pk: int) -> Approval:
    rows = access.approvals_visible_to(_person(request)).select_related(
        "round__beneficiary", "round__asked_by", "approver", "delegate", "decided_by"
    )
    row = rows.filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return row


def _person(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person):
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return person
