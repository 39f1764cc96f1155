"""Who decides in one's place while one is away: naming them, and taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spoc.kit.attempt import attempt
from spoc.kit.errors import NotFound
from spoc.people.access import may_work_at_desk
from spoc.people.models import Person
from spoc.requests.forms.approval import DeputyForm
from spoc.work.activities import end_deputy, name_deputy
from spoc.work.queries.deputies import named_by, standing_in_for

HERE = "/approvals/deputies"
LARGEST = 2**63


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Show who decides in one's place and for whom one does, and name a further one."""
    person = _person(request)
    form = DeputyForm(request.POST if request.method == "POST" else None, by=person)
    if form.is_bound and attempt(form, lambda: _named(person, form)) is not None:
        messages.success(request, _("Your deputy is named, and written to with each question."))
        return HttpResponseRedirect(HERE)
    context = {
        "frame": "ui/desk.html" if may_work_at_desk(person) else "ui/portal.html",
        "form": form,
        "named": named_by(person),
        "for_others": standing_in_for(person),
    }
    status = 422 if form.errors else 200
    return render(request, "requests/approvals/deputies.html", context, status=status)


@login_required
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a deputy decide in one's place no longer."""
    person = _person(request)
    found = named_by(person).filter(pk=pk).first() if pk < LARGEST else None
    if found is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    end_deputy(found, by=person)
    messages.success(request, _("Your deputy decides in your place no longer."))
    return HttpResponseRedirect(HERE)


def _named(person: Person, form: DeputyForm) -> object:
    deputy, ends_at = form.cleaned_data["mail"], form.ends_at()
    return name_deputy(person, by=person, deputy=deputy, ends_at=ends_at)


def _person(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person):
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return person
