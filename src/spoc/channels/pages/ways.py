"""How the person who is signed in is told of what, and when letters may come."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms.boundfield import BoundWidget
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spoc.channels.activities import prefer_times, prefer_ways
from spoc.channels.events import Event
from spoc.channels.forms import TimesForm, WaysForm
from spoc.channels.models import LetterTimes
from spoc.channels.queries.ways import times_of, ways_of
from spoc.channels.words import WAY
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotAllowed
from spoc.people.access import may_work_at_desk
from spoc.people.models import Person
from spoc.people.queries import first_mail


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ways(request: HttpRequest) -> HttpResponse:
    """Show and change by which way one is told of what, and when."""
    person = _agent(request)
    chosen = ways_of(person)
    given = request.POST or None
    table = WaysForm(given, events=[event for event, _way in chosen], initial=_initial(chosen))
    times = TimesForm(given, initial=_times(times_of(person)))
    if table.is_valid() and times.is_valid() and _kept(person, table, times):
        messages.success(request, _("Saved."))
        return redirect("channels:ways")
    context = {
        "form": times,
        "table": table,
        "ways": WAY,
        "events": [(event, table[event.key], _radios(table, event)) for event, _way in chosen],
        "mail": first_mail(person),
    }
    status = 422 if given and (table.errors or times.errors) else 200
    return render(request, "channels/notices/ways.html", context, status=status)


def _kept(person: Person, table: WaysForm, times: TimesForm) -> bool:
    """Keep both; what is not possible is said beside its field."""
    kept = attempt(times, lambda: prefer_times(person, by=person, **times.wanted))
    chosen = table.cleaned_data
    return kept is not None and bool(
        attempt(table, lambda: prefer_ways(person, by=person, ways=chosen))
    )


def _initial(chosen: list[tuple[Event, str]]) -> dict[str, str]:
    return {event.key: way for event, way in chosen}


def _radios(table: WaysForm, event: Event) -> dict[str, BoundWidget]:
    """Return the buttons of one event by the way they stand for."""
    return {str(radio.data["value"]): radio for radio in table[event.key]}


def _times(times: LetterTimes) -> dict[str, object]:
    names = ("quiet_from", "quiet_until", "digest", "digest_at")
    known = {name: getattr(times, name) for name in names}
    return known | {"quiet_days": [str(day) for day in times.quiet_days]}


def _agent(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person) or not may_work_at_desk(person):
        raise NotAllowed(_("Notices are the desk's: your letters are chosen on your request."))
    return person
