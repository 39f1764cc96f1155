"""One request: its head, its story, what is written next, and what is known around it."""

from typing import TypedDict

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from spoc.channels.activities import see_notices
from spoc.channels.queries.notices import unseen_on
from spoc.kit.once import asking_once
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.records.queries import links_of, watchers_of
from spoc.requests import access
from spoc.requests.activities import note_seen
from spoc.requests.activities.draft import writing_topic
from spoc.requests.field_access import fields_of_side
from spoc.requests.models import SupportRequest
from spoc.requests.pages.composer import composer, drafts_shown
from spoc.requests.pages.finding import agent, found, sets_priorities
from spoc.requests.pages.hops import hint_of
from spoc.requests.pages.major.beside import major_beside
from spoc.requests.pages.place import (
    number_of,
    place_of,
    rows_at,
    shape_at,
    team_at,
    view_at,
)
from spoc.requests.pages.queue import title_of
from spoc.requests.pages.suggested import suggested_for
from spoc.requests.pages.unsaid import left_unsaid
from spoc.requests.queries.alike import alike
from spoc.requests.queries.chain_shown import chain_shown
from spoc.requests.queries.custom_fields import known_in, shown_on
from spoc.requests.queries.effort import effort_of, timer_shown
from spoc.requests.queries.exemptions import exemptions_of
from spoc.requests.queries.handed import Handed
from spoc.requests.queries.ladders import waiting_on
from spoc.requests.queries.promises import faces_of, promises_of
from spoc.requests.queries.reminders import reminder_of
from spoc.requests.queries.rows import face_of, neighbours
from spoc.requests.queries.tags import tags_of
from spoc.requests.queries.time_left import why_here
from spoc.requests.queries.timeline import Done, Said, timeline
from spoc.requests.rules import moves_from
from spoc.service_levels.models import Clock
from spoc.ui.topics import sign
from spoc.work.queries.tasks import panel_of

PRESENT_SECONDS = 45


class Story(TypedDict):
    """What the timeline shows, and how it is narrowed."""

    sr: SupportRequest
    items: list[Said | Handed | Done]
    show: str


@login_required
@require_GET
@asking_once()
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Show a request."""
    support_request = found(request, number)
    return render(request, "requests/request.html", context(request, support_request))


@login_required
@require_GET
@asking_once()
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """Show a request beside its queue."""
    support_request = found(request, number)
    person = agent(request)
    place = place_of(request.GET.get("queue", "all")).on(number)
    context = {
        **_doable(support_request, person),
        "place": place,
        "said": timeline(support_request, person, show="said"),
    }
    return render(request, "requests/_preview.html", context)


@login_required
@require_GET
@asking_once()
def story(request: HttpRequest, number: int) -> HttpResponse:
    """Draw the timeline alone: asked for when something in it changed."""
    support_request = found(request, number)
    may_work = access.may_work(agent(request), support_request)
    context = _story(request, support_request) | {"may_work": may_work}
    return render(request, "requests/_timeline.html", context)


@login_required
@require_GET
@asking_once()
def head(request: HttpRequest, number: int) -> HttpResponse:
    """Draw the head alone."""
    support_request = found(request, number)
    clocks = promises_of(support_request)
    return render(request, "requests/_head.html", _head(request, support_request, clocks))


@login_required
@require_GET
@asking_once()
def around(request: HttpRequest, number: int) -> HttpResponse:
    """Draw what is known around the request alone."""
    support_request = found(request, number)
    clocks = promises_of(support_request)
    return render(request, "requests/_aside.html", _aside(request, support_request, clocks))


@login_required
@require_GET
def presence(request: HttpRequest, number: int) -> HttpResponse:
    """Note that this person looks at the request, and say who else does, and who writes."""
    support_request, person = found(request, number), agent(request)
    is_inside = access.may_read_inside(person, support_request)
    others = _others(support_request, person) if is_inside else []
    return render(request, "requests/_presence.html", {"sr": support_request, "others": others})


@login_required
@require_GET
def writers(request: HttpRequest, number: int) -> HttpResponse:
    """Say who else writes about the request, and which drafts they show."""
    support_request, person = found(request, number), agent(request)
    shown = drafts_shown(support_request, person)
    return render(request, "requests/_writers.html", {"sr": support_request, **shown})


def context(
    request: HttpRequest, support_request: SupportRequest, kind: str = ""
) -> dict[str, object]:
    """Return all the request's page shows; `kind` is what is being written."""
    person = agent(request)
    clocks = promises_of(support_request)
    topics = ["queue", f"request-{support_request.pk}", writing_topic(support_request.pk)]
    story = _story(request, support_request)
    return {
        **_head(request, support_request, clocks),
        **story,
        **_aside(request, support_request, clocks),
        **composer(request, support_request, kind, story["items"]),
        "live_topics": [sign(topic, person.pk) for topic in topics],
    }


def _head(
    request: HttpRequest, support_request: SupportRequest, clocks: list[Clock]
) -> dict[str, object]:
    person = agent(request)
    given = request.POST if request.method == "POST" else request.GET
    place = place_of(given.get("queue", "")).on(None)
    team = team_at(person, place)
    view = view_at(person, place)
    order = shape_at(person, place, view).order
    rows = rows_at(person, place, team, view)
    before, after = neighbours(rows, support_request.pk, order)
    return {
        **_doable(support_request, person),
        "place": place,
        "back": place.on(support_request.pk).address if place.key else place.address,
        "queue_title": (team or view or title_of(place.key)),
        "before": before,
        "after": after,
        "assignee": face_of(support_request.assignee),
        "clocks": faces_of(clocks, now()),
        "waits": waiting_on(support_request, person),
        "timer": timer_shown(support_request, person),
        "reminder": reminder_of(support_request, person),
        **hint_of(support_request, person),
    }


def _doable(support_request: SupportRequest, person: Person) -> dict[str, object]:
    """Return what the person may do with the request now, and what keeps it from moving on."""
    may_work = access.may_work(person, support_request)
    return {
        "sr": support_request,
        "may_work": may_work,
        "may_classify": access.may_classify(person, support_request),
        "verbs": {move.verb for move in moves_from(support_request.status)} if may_work else set(),
        "sets_priorities": sets_priorities(person),
        "unsaid": left_unsaid(support_request),
    }


def _story(request: HttpRequest, support_request: SupportRequest) -> Story:
    show = request.GET.get("show", "all")
    images = number_of(request.GET.get("images", "")) or 0
    items = timeline(
        support_request,
        agent(request),
        show=show,
        images=images,
    )
    return {"sr": support_request, "items": items, "show": show}


def _aside(
    request: HttpRequest, support_request: SupportRequest, clocks: list[Clock]
) -> dict[str, object]:
    person = agent(request)
    theirs = access.visible_to(person).filter(requester=support_request.requester)
    # an agent who asks for themselves is shown what every requester is
    is_inside = access.may_read_inside(person, support_request)
    watchers = watchers_of(support_request)
    return {
        "sr": support_request,
        **major_beside(support_request, person),
        "alike": alike(support_request, person) if support_request.is_open else [],
        "suggested": suggested_for(support_request, person),
        "links": links_of(support_request, person),
        "tags": tags_of(support_request) if is_inside else None,
        "watchers": watchers if is_inside else watchers.filter(is_copied=True),
        "effort": effort_of(support_request, person) if is_inside else None,
        **(_tasks(support_request) if is_inside else {"tasks": None}),
        "requester_count": theirs.count(),
        "other_open": list(
            theirs.filter(status__in=["new", "classified", "assigned", "in_progress", "pending"])
            .exclude(pk=support_request.pk)
            .order_by("-id")[:5]
        ),
        "may_work": access.may_work(person, support_request),
        "custom": shown_on(support_request, known_in(fields_of_side(is_inside=is_inside))),
        "diagnoses": _diagnoses(support_request) if is_inside else [],
        "exemptions": exemptions_of(clocks, person) if is_inside else None,
        "chain": chain_shown(support_request, clocks) if is_inside else None,
        "why_here": why_here(support_request) if support_request.is_open else "",
    }


def _tasks(support_request: SupportRequest) -> dict[str, object]:
    base = f"/requests/{support_request.pk}"
    return {
        "tasks": panel_of(support_request),
        "tasks_at": base,
        "add_tasks_at": f"{base}/tasks" if support_request.is_open else "",
    }


def _diagnoses(support_request: SupportRequest) -> list[object]:
    incident = getattr(support_request, "incident", None)
    return list(incident.diagnoses.select_related("by").order_by("id")) if incident else []


def _others(support_request: SupportRequest, person: Person) -> list[dict[str, object]]:
    """Return who else has the request open, and whether they write, from what they did lately."""
    key = f"presence-{support_request.pk}"
    moment = now().timestamp()
    seen: dict[int, tuple[float, str, str, int]] = cache.get(key) or {}
    recent = {pk: each for pk, each in seen.items() if moment - each[0] < PRESENT_SECONDS}
    if person.pk not in recent:
        note_seen(support_request, by=person)
        see_notices(person, unseen_on(person, "request", support_request.pk))
    recent[person.pk] = (moment, person.name, person.initials, person.hue)
    cache.set(key, recent, PRESENT_SECONDS)
    writing = {
        draft.person_id: draft.kind
        for draft in support_request.drafts.all()
        if moment - draft.kept_at.timestamp() < PRESENT_SECONDS
    }
    return [
        {"name": name, "initials": initials, "hue": hue, "writes": writing.get(pk, "")}
        for pk, (_moment, name, initials, hue) in recent.items()
        if pk != person.pk
    ]
