"""Alarms as the desk sees them: all of them, and those of one incident with what they propose."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spoc.audit.activities import label
from spoc.intake.activities import resolve_cleared
from spoc.intake.activities.alarm_incidents import ALARMS
from spoc.intake.alarm_access import alarms_visible_to, may_plan_windows, may_read_alarms
from spoc.intake.alarm_queries import FILTERS, alarms_of, state_of
from spoc.intake.alarm_words import SEVERITY_TONE, STATE, TONE
from spoc.intake.models import Alarm
from spoc.kit.errors import NotAllowed, NotFound, NotPossible
from spoc.kit.keyset import page
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.rules.lifecycle import WORKED
from spoc.ui.topics import sign

PAGE_SIZE = 50
# so many stand beside an incident: a storm has thousands
BESIDE = 5
ORDER = ("-last_seen_at", "-id")
LARGEST = 2**63


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List alarms, those heard last first."""
    return render(request, "intake/alarms/list.html", _listed(request))


@login_required
@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """Show further rows alone."""
    return render(request, "intake/alarms/_rows.html", _listed(request))


@login_required
@require_safe
def of_request(request: HttpRequest, number: int) -> HttpResponse:
    """Show the alarms of an incident on a page of their own."""
    return render(request, "intake/alarms/of_request.html", _of_request(request, number))


@login_required
@require_safe
def of_request_alone(request: HttpRequest, number: int) -> HttpResponse:
    """Draw the alarms of an incident alone, as its page shows them."""
    context = _of_request(request, number, most=BESIDE)
    return render(request, "intake/alarms/_of_request.html", context)


@login_required
@require_POST
def resolve(request: HttpRequest, number: int) -> HttpResponse:
    """Resolve an incident whose alarms are over; where something lacks, ask for it."""
    support_request = _request_found(request, number)
    try:
        resolve_cleared(support_request, by=_agent(request))
    except NotPossible as refusal:
        messages.warning(request, refusal.sentence)
        return HttpResponseRedirect(f"/requests/{number}")
    words = _("%(number)s is resolved: monitoring saw that it is over.")
    messages.success(request, words % {"number": support_request.reference})
    return HttpResponseRedirect(f"/requests/{number}")


def _agent(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person) or not may_read_alarms(person):
        raise NotAllowed(_("This is the desk's own page: your requests are under My requests."))
    return person


def _request_found(request: HttpRequest, number: int) -> SupportRequest:
    inside = access.readable_inside(_agent(request)).filter(pk=number)
    found = inside.first() if number < LARGEST else None
    if found is None:
        raise NotFound(_("There is no request R-%(number)s that you may see.") % {"number": number})
    return found


def _listed(request: HttpRequest) -> dict[str, object]:
    person, chosen = _agent(request), request.GET.get("state", "")
    chosen = chosen if chosen in FILTERS else ""
    found = alarms_visible_to(person).filter(*([FILTERS[chosen]] if chosen else []))
    found = found.select_related("channel", "service", "item", "support_request", "window")
    listed = page(found, ORDER, size=PAGE_SIZE, after=request.GET.get("after"))
    choices = [("", _("All")), *STATE.items()]
    query = urlencode({"state": chosen}) if chosen else ""
    return {
        "rows": [_shown(each) for each in listed.rows],
        "next": listed.next,
        "query": query,
        "chosen": chosen,
        "states": [
            {"label": words, "href": f"/alarms?state={key}" if key else "/alarms"}
            | {"current": key == chosen}
            for key, words in choices
        ],
        "may_plan": may_plan_windows(person),
        "live_topics": [sign(ALARMS, person.pk)],
    }


def _of_request(request: HttpRequest, number: int, most: int = PAGE_SIZE) -> dict[str, object]:
    support_request, person = _request_found(request, number), _agent(request)
    found = alarms_of(support_request)
    is_worked, rows = support_request.status in WORKED, found.rows[:most]
    return {
        "sr": support_request,
        "alarms": found,
        "rows": [_shown(each) for each in rows],
        "more": found.alarms - len(rows),
        "proposes": found.is_over and is_worked,
        "may_work": access.may_work(person, support_request),
    }


def _shown(alarm: Alarm) -> dict[str, object]:
    state = state_of(alarm)
    return {
        "alarm": alarm,
        "state": label("alarm_state", state),
        "tone": TONE[state],
        "severity": label("alarm_severity", alarm.severity),
        "severity_tone": SEVERITY_TONE.get(alarm.severity, "plain"),
        "about": ", ".join(str(each) for each in (alarm.service, alarm.item) if each)
        or alarm.said_item
        or alarm.said_service,
    }
