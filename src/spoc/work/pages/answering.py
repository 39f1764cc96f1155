"""Who works here, the forms of one's own work, and where one goes on."""

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.nouns import find, noun_of
from spoc.people.access import may_work_at_desk
from spoc.people.models import Person


def agent(request: HttpRequest) -> Person:
    """Return who works at the desk; anybody else is sent to the portal's words."""
    person = request.user
    if not isinstance(person, Person) or not may_work_at_desk(person):
        raise NotAllowed(_("This is the desk's own page: your requests are under My requests."))
    return person


def shown(
    request: HttpRequest, template: str, about: dict[str, object], refusal: NotPossible | None
) -> HttpResponse:
    """Draw a form with what was given in it, and what is wrong of it beside the fields."""
    given = request.POST if request.method == "POST" else request.GET
    wrong = refusal.fields if refusal else {}
    context = {**about, "given": given.dict(), "refusal": refusal, "wrong": wrong}
    return render(request, template, context, status=refusal.status if refusal else 200)


def back(request: HttpRequest, by: Person, subject: Model) -> HttpResponse:
    """Go back to where one was, or to the record; home when it is out of sight."""
    given = request.POST.get("back", "") or request.GET.get("back", "")
    if given.startswith("/") and url_has_allowed_host_and_scheme(given, allowed_hosts=None):
        return HttpResponseRedirect(given)
    kind = noun_of(subject)
    is_seen = find(by, kind.key, subject.pk) is not None
    return HttpResponseRedirect(kind.address(subject) if is_seen else "/")
