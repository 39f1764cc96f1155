"""The settings of ladders: who hears when, changed rung by rung, with what would happen then."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.catalogue.queries import live_services
from spoc.kit.errors import NotAllowed, NotFound, NotPossible, Stale
from spoc.people.models import Person
from spoc.requests import ladder_access
from spoc.requests.activities import add_ladder, change_ladder, end_ladder
from spoc.requests.forms.ladder import LadderForm, NewLadderForm, RungSet, StartForm, known
from spoc.requests.models import Ladder
from spoc.requests.queries.ladders import with_rungs
from spoc.requests.queries.ladders_shown import preview_of, table_of
from spoc.requests.rules.ladder import LEVELS, Step

LARGEST = 2**63


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the general ladders side by side, and the services that have their own."""
    general, own = sorted_ladders(_keeper(request))
    context = {"general": general, "own": own, "rows": table_of(general)}
    return render(request, "requests/ladders/ladders.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a ladder of a service's own with the rungs of the general one."""
    keeper = _keeper(request)
    form = NewLadderForm(request.POST or None)
    made = _begun(form, keeper) if form.is_valid() else None
    if made is None:
        status = 422 if form.is_bound else 200
        return render(request, "requests/ladders/new.html", {"form": form}, status=status)
    messages.success(request, _("The ladder is there, with the rungs of the general one."))
    return redirect("requests:ladder", pk=made.pk)


@login_required
@require_http_methods(["GET", "POST"])
def ladder(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the rungs of a ladder; what would happen by them is shown beside."""
    keeper = _keeper(request)
    row = _found(keeper, pk)
    form = LadderForm(request.POST or None, initial={"head": row.head_id})
    rungs: Any = RungSet(
        request.POST or None,
        initial=known(row),
        prefix="rungs",
        form_kwargs={"level": row.level},
    )
    if request.method != "POST" or not (form.is_valid() and rungs.is_valid()):
        return _page(request, row, form, rungs)
    if "try" in request.POST:
        return _page(request, row, form, rungs, steps=rungs.steps())
    version = request.POST.get("version", "")
    wanted = {"steps": rungs.steps(), "head": form.cleaned_data["head"]}
    try:
        change_ladder(
            row, by=keeper, **wanted, version=int(version) if version.isdecimal() else None
        )
    except (NotPossible, Stale) as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, row, form, rungs)
    messages.success(request, _("Saved. What is raised from now on follows these rungs."))
    return redirect("requests:ladders")


@login_required
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a service's own ladder out of use."""
    keeper = _keeper(request)
    end_ladder(_found(keeper, pk), by=keeper)
    messages.success(request, _("The service follows the general ladder again."))
    return redirect("requests:ladders")


def sorted_ladders(person: Person) -> tuple[list[Ladder], list[Ladder]]:
    """Return the general ladders from the most urgent on, and those of services by name."""
    rows = list(with_rungs(ladder_access.ladders_visible_to(person)))
    rows.sort(key=lambda each: LEVELS.index(each.level))
    own = [each for each in rows if each.service]
    own.sort(key=lambda each: str(each.service))
    return [each for each in rows if not each.service], own


def _begun(form: NewLadderForm, keeper: Person) -> Ladder | None:
    """Begin a service's own ladder; None where there is one, which stands beside the field."""
    level = form.cleaned_data["level"]
    service = next(each for each in live_services() if each.key == form.cleaned_data["service"])
    general, _own = sorted_ladders(keeper)
    like = next((each for each in general if each.level == level), None)
    steps, head = (like.steps, like.head) if like else ([], None)
    try:
        return add_ladder(keeper, by=keeper, level=level, steps=steps, service=service, head=head)
    except NotPossible as refusal:
        form.add_error("level", refusal.sentence)
        return None


def _page(
    request: HttpRequest,
    row: Ladder,
    form: LadderForm,
    rungs: Any,
    *,
    steps: list[Step] | None = None,
) -> HttpResponse:
    """Draw the form; trying it out is no refusal."""
    given = request.POST if "try" in request.POST else request.GET
    begins = StartForm(given if "start" in given else None)
    start = begins.cleaned_data["start"] if begins.is_valid() else None
    context = {
        "ladder": row,
        "form": form,
        "rungs": rungs,
        "begins": begins,
        "version": request.POST.get("version", str(row.version)),
        "preview": preview_of(row, row.steps if steps is None else steps, start),
    }
    is_refused = form.is_bound and steps is None
    status = 422 if is_refused else 200
    return render(request, "requests/ladders/ladder.html", context, status=status)


def _found(keeper: Person, pk: int) -> Ladder:
    rows = with_rungs(ladder_access.ladders_visible_to(keeper))
    row = rows.filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return row


def _keeper(request: HttpRequest) -> Person:
    """Return who keeps the ladders."""
    person = request.user
    if not isinstance(person, Person) or not ladder_access.may_open_ladders(person):
        raise NotAllowed(_("Ladders are kept by the service level manager: ask them."))
    return person
