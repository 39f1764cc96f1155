"""What came of self-help: figures of a month, and the visits behind each of them."""

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.kit import keyset
from spoc.kit.errors import NotFound
from spoc.kit.time import now
from spoc.knowledge import access, help_access
from spoc.knowledge.models import HelpSession
from spoc.knowledge.queries.self_help import behind, by_month, figures_of, guides_of, period_of
from spoc.people.models import Person

LARGEST, PAGE_SIZE = 2**63 - 1, 25
SHOWN = ("", "solved", "abandoned", "asked", "left")


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the figures of a month; who counts alone is shown no visit."""
    person = _person(request)
    counted = help_access.sessions_counted_for(person)
    period = period_of(request.GET.get("month", ""), now())
    show = request.GET.get("show", "")
    show = show if show in SHOWN else ""
    found: keyset.Page[HelpSession] = keyset.page(
        behind(_read(person), period, show),
        ("-ended_at", "-id"),
        size=PAGE_SIZE,
        after=request.GET.get("after") or None,
    )
    context = {
        "figures": figures_of(counted, period),
        "months": by_month(counted, now()),
        "period": period,
        "show": show,
        "sessions": found.rows,
        "next": found.next,
        "guides": guides_of(counted, period),
        "may_open_guides": access.may_open(person),
    }
    return render(request, "knowledge/self_help.html", context)


@login_required
@require_safe
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one visit: what was sought, read and walked; whose it was is nobody's business."""
    person = _person(request)
    rows = help_access.sessions_visible_to(person).select_related("community")
    found = rows.filter(pk=pk).first() if pk <= LARGEST else None
    if found is None:
        raise _gone()
    seen = access.visible_to(person).values("pk")
    readings = found.readings.filter(article__in=seen).select_related("article").order_by("at")
    asked = access.requests_shown(person).filter(pk=found.support_request_id or 0).first()
    context = {"session": found, "readings": list(readings), "asked": asked}
    return render(request, "knowledge/visit.html", context)


def _read(person: Person) -> QuerySet[HelpSession]:
    return help_access.sessions_visible_to(person)


def _person(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person) or not help_access.may_open(person):
        raise _gone()
    return person


def _gone() -> NotFound:
    return NotFound(_("There is nothing at this address, or it is not yours to see."))
