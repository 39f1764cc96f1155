"""One request: its head, its story, what is written next, and what is known around it."""

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
from spoc.requests import access
from spoc.requests.activities import note_seen
from spoc.requests.models import SupportRequest
from spoc.requests.pages.composer import drafts_shown
from spoc.requests.pages.finding import agent, found
from spoc.requests.pages.place import place_of
from spoc.requests.pages.whole import around_it, doable, head_of, stand_of, story_at, whole
from spoc.requests.queries.alike import alike as alike_of
from spoc.requests.queries.beside import beside
from spoc.requests.queries.time_left import times_left
from spoc.requests.queries.timeline import glimpse

PRESENT_SECONDS = 45


@login_required
@require_GET
@asking_once()
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Show a request."""
    support_request = found(request, number)
    return render(request, "requests/request.html", whole(request, support_request))


@login_required
@require_GET
@asking_once()
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """Show a request beside its queue."""
    support_request = found(request, number)
    person = agent(request)
    place = place_of(request.GET.get("queue", "all")).on(number)
    context = {
        **doable(support_request, person),
        "place": place,
        "said": glimpse(support_request, person),
        "left": times_left([support_request]).get(number),
    }
    return render(request, "requests/_preview.html", context)


@login_required
@require_GET
@asking_once()
def story(request: HttpRequest, number: int) -> HttpResponse:
    """Draw the timeline alone: asked for when something in it changed."""
    context = _told(request, found(request, number))
    return render(request, "requests/_timeline.html", context)


@login_required
@require_GET
@asking_once()
def earlier(request: HttpRequest, number: int) -> HttpResponse:
    """Draw what stands in the timeline before a place."""
    context = _told(request, found(request, number))
    return render(request, "requests/_told.html", context | {"is_continued": True})


@login_required
@require_GET
@asking_once()
def alike(request: HttpRequest, number: int) -> HttpResponse:
    """Draw which requests may be about the same."""
    support_request, person = found(request, number), agent(request)
    context = {
        "sr": support_request,
        "alike": alike_of(support_request, person) if support_request.is_open else [],
        "may_work": access.may_work(person, support_request),
    }
    return render(request, "requests/_alike.html", context)


@login_required
@require_GET
@asking_once()
def head(request: HttpRequest, number: int) -> HttpResponse:
    """Draw the head alone."""
    support_request, person = found(request, number), agent(request)
    stand, _near = stand_of(request, support_request)
    context = stand | head_of(support_request, person, beside(support_request, person))
    return render(request, "requests/_head.html", context)


@login_required
@require_GET
@asking_once()
def around(request: HttpRequest, number: int) -> HttpResponse:
    """Draw what is known around the request alone."""
    support_request, person = found(request, number), agent(request)
    _stand, near = stand_of(request, support_request)
    context = around_it(support_request, person, beside(support_request, person), near)
    return render(request, "requests/_aside.html", context)


@login_required
@require_GET
def presence(request: HttpRequest, number: int) -> HttpResponse:
    """Note that this person looks at the request, and say who else does, and who writes."""
    support_request, person = found(request, number), agent(request)
    is_inside = access.may_read_inside(person, support_request)
    present = _others(support_request, person) if is_inside else []
    return render(request, "requests/_presence.html", {"sr": support_request, "others": present})


@login_required
@require_GET
def writers(request: HttpRequest, number: int) -> HttpResponse:
    """Say who else writes about the request, and which drafts they show."""
    support_request, person = found(request, number), agent(request)
    shown = drafts_shown(support_request, person)
    return render(request, "requests/_writers.html", {"sr": support_request, **shown})


def _told(request: HttpRequest, support_request: SupportRequest) -> dict[str, object]:
    may_work = access.may_work(agent(request), support_request)
    return story_at(request, support_request) | {"may_work": may_work}


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
