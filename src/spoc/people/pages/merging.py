"""Making one of two rows for the same human: picking the other, seeing what moves, doing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from spoc.people.access import demand, may_record_people, visible_to
from spoc.people.activities import merge_people
from spoc.people.models import Person
from spoc.people.pages.answering import agent, found
from spoc.people.queries import going_along, matching

MOST_OFFERED = 12


@login_required
@require_safe
def pick(request: HttpRequest, pk: int) -> HttpResponse:
    """Find whom this person is the same as."""
    viewer, person = _both(request, pk)
    words = request.GET.get("words", person.name.split()[0] if person.name else "").strip()[:100]
    others = matching(visible_to(viewer).exclude(pk=pk), words).prefetch_related("addresses")
    context = {"whom": person, "words": words, "others": others[:MOST_OFFERED]}
    return render(request, "people/merge.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, pk: int, into: int) -> HttpResponse:
    """Say what moves and that it cannot be undone, then do it."""
    viewer, person = _both(request, pk)
    other = found(visible_to(viewer), into)
    if request.method == "POST":
        merge_people(person, by=viewer, into=other)
        messages.success(request, _("One person now: %(name)s.") % {"name": other.name})
        return redirect("people:person", pk=into)
    context = {"whom": person, "other": other, "moves": _moves(person)}
    return render(request, "people/merge_confirm.html", context)


def _both(request: HttpRequest, pk: int) -> tuple[Person, Person]:
    viewer = agent(request)
    demand(may_record_people(viewer))
    return viewer, found(visible_to(viewer), pk)


def _moves(person: Person) -> list[str]:
    """Return what the other person gets, in words; what is not there is not named."""
    words = {
        "requests": lambda n: ngettext("%(n)s request", "%(n)s requests", n),
        "addresses": lambda n: ngettext("%(n)s address", "%(n)s addresses", n),
        "contacts": lambda n: ngettext("%(n)s contact", "%(n)s contacts", n),
        "roles": lambda n: ngettext("%(n)s role", "%(n)s roles", n),
        "teams": lambda n: ngettext("%(n)s team", "%(n)s teams", n),
    }
    return [words[sort](n) % {"n": n} for sort, n in going_along(person).items() if n]
