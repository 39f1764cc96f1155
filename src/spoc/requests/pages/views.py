"""Views: the list of them, each as the queue that it is, and what is done with one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.kit.errors import NotAllowed, NotFound
from spoc.kit.keyset import page as page_of
from spoc.people.activities import change_person
from spoc.people.models import Person
from spoc.requests import view_access
from spoc.requests.activities import delete_view, move_pin, pin_view, unpin_view
from spoc.requests.models import View
from spoc.requests.pages import queue
from spoc.requests.pages.finding import agent
from spoc.requests.pages.place import VIEW, place_of
from spoc.requests.queries.view_shown import listed

PAGE = 50
LARGEST = 2**63


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the views there are for the reader."""
    person = agent(request)
    rows = view_access.visible_to(person).select_related("team", "owner")
    found: Any = page_of(rows, ("name", "id"), size=PAGE, after=request.GET.get("after"))
    pins = view_access.pins_of(person).select_related("view")
    context = {"views": listed(person, found.rows), "next": found.next, "pins": pins}
    return render(request, "requests/views/index.html", context)


@login_required
@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a view as the queue it is."""
    return queue.page(request, f"{VIEW}{pk}")


@login_required
@require_http_methods(["GET", "POST"])
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether a view is to be deleted, or delete it."""
    person = agent(request)
    view = found_view(person, pk, to_change=True)
    if request.method != "POST":
        return render(request, "requests/views/removal.html", {"view": view})
    delete_view(view, by=person)
    messages.success(request, _("%(name)s is deleted.") % {"name": view.name})
    return redirect("requests:views")


@login_required
@require_POST
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Pin a view to one's navigation, or take it out."""
    person = agent(request)
    view = found_view(person, pk)
    if request.POST.get("to") == "off":
        unpin_view(view, by=person)
        words = _("%(name)s is no longer in your navigation.")
    else:
        pin_view(view, by=person)
        words = _("%(name)s is in your navigation now.")
    messages.success(request, words % {"name": view.name})
    return redirect("requests:views" if request.POST.get("from") == "list" else view_address(view))


@login_required
@require_POST
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a pinned view one place up or down in one's navigation."""
    person = agent(request)
    view = found_view(person, pk)
    keys = list(view_access.pins_of(person).values_list("view_id", flat=True))
    at = keys.index(view.pk) + 1 if view.pk in keys else 1
    step = -1 if request.POST.get("to") == "up" else 1
    wanted = min(max(at + step, 1), max(len(keys), 1))
    move_pin(view, by=person, place=wanted)
    words = _("%(name)s is at place %(place)s now.")
    messages.success(request, words % {"name": view.name, "place": wanted})
    return redirect(f"{reverse('requests:views')}#pin-{view.pk}")


@login_required
@require_POST
def density(request: HttpRequest) -> HttpResponse:
    """Let rows stand close or apart, in every list of whoever asks."""
    person = agent(request)
    wanted = "compact" if request.POST.get("to") == "compact" else "calm"
    change_person(person, by=person, density=wanted)
    return redirect(place_of(request.POST.get("queue", "")).address)


def view_address(view: View) -> str:
    """Return where a view is."""
    return f"/views/{view.pk}"


def found_view(person: Person, pk: int, *, to_change: bool = False) -> View:
    """Return the view of this number, if the person may open it, or change it where they would."""
    row = view_access.visible_to(person).filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is no such view, or it is not yours to see."))
    if to_change and not view_access.may_change(person, row):
        raise NotAllowed(_("This view is not yours to change: make a copy of it."))
    return row
