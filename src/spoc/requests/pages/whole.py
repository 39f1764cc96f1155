"""All that a request's page shows, and each part of it that is drawn alone."""

from django.http import HttpRequest

from spoc.kit.time import now
from spoc.people.models import Person
from spoc.records.queries import read_by
from spoc.requests import access
from spoc.requests.activities.draft import writing_topic
from spoc.requests.models import SupportRequest
from spoc.requests.pages.composer import composer
from spoc.requests.pages.finding import agent, sets_priorities
from spoc.requests.pages.hops import hint_of
from spoc.requests.pages.major.beside import major_beside
from spoc.requests.pages.place import (
    PLACES,
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
from spoc.requests.queries.beside import Beside, beside
from spoc.requests.queries.chain_shown import chain_shown
from spoc.requests.queries.counts import capped
from spoc.requests.queries.custom_fields import known as known_fields
from spoc.requests.queries.custom_fields import shown_on
from spoc.requests.queries.effort import effort_of, timer_shown
from spoc.requests.queries.exemptions import exemptions_of
from spoc.requests.queries.information import information_shown
from spoc.requests.queries.ladders import waiting_on
from spoc.requests.queries.nearby import Read, nearby, nearby_in
from spoc.requests.queries.order_stages import order_beside
from spoc.requests.queries.promises import faces_of
from spoc.requests.queries.proposal_shown import proposal_shown
from spoc.requests.queries.queue_row import face_of
from spoc.requests.queries.rows import Filters
from spoc.requests.queries.story import BEGINNING, Asked, mark_of, place_of_entry
from spoc.requests.queries.tags import by_name
from spoc.requests.queries.time_left import why_here
from spoc.requests.queries.timeline import story_of
from spoc.requests.rules import moves_from
from spoc.ui.topics import sign
from spoc.work.queries.approvals import rounds_of
from spoc.work.queries.tasks import panel_of

Shown = dict[str, object]


def whole(request: HttpRequest, support_request: SupportRequest, kind: str = "") -> Shown:
    """Return all the request's page shows; `kind` is what is being written."""
    person = agent(request)
    known = beside(support_request, person)  # first: what comes meanwhile was not read yet
    stand, near = stand_of(request, support_request)
    topics = ["queue", f"request-{support_request.pk}", writing_topic(support_request.pk)]
    return {
        **story_at(request, support_request),
        **stand,
        **head_of(support_request, person, known),
        **around_it(support_request, person, known, near),
        **_alike(request, support_request),
        **composer(request, support_request, kind, known),
        "live_topics": [sign(topic, person.pk) for topic in topics],
    }


def doable(support_request: SupportRequest, person: Person) -> Shown:
    """Return what the person may do with the request now, and what keeps it from moving on."""
    may_work = access.may_work(person, support_request)
    return {
        "sr": support_request,
        "may_work": may_work,
        "may_classify": access.may_classify(person, support_request),
        "verbs": verbs_of(support_request) if may_work else frozenset(),
        "sets_priorities": sets_priorities(person),
        "unsaid": left_unsaid(support_request),
    }


def verbs_of(support_request: SupportRequest) -> frozenset[str]:
    """Return the moves that lead on from where it stands."""
    found = moves_from(support_request.status, support_request.pending_reason)
    return frozenset(move.verb for move in found)


def story_at(request: HttpRequest, support_request: SupportRequest) -> Shown:
    """Return the part of the story that the address asks for; the newest where it says nothing."""
    given, person = request.GET, agent(request)
    show = given.get("show", "all")
    since = mark_of(given.get("since", ""))
    if "whole" in given:
        since = BEGINNING
    elif entry := number_of(given.get("entry", "")):
        since = place_of_entry(support_request, person, entry)
    asked = Asked(show, before=mark_of(given.get("before", "")), since=since)
    images = number_of(given.get("images", "")) or 0
    story = story_of(support_request, person, asked, images)
    return {"sr": support_request, "story": story, "show": show, "is_newest": since is None}


def head_of(support_request: SupportRequest, person: Person, known: Beside) -> Shown:
    """Return what the head of the page shows, beside where the person stands."""
    return {
        **doable(support_request, person),
        "assignee": face_of(support_request.assignee),
        "entitled": known.entitlement(support_request),
        "clocks": faces_of(known.clocks, now()),
        "waits": waiting_on(support_request, person) if known.raised else [],
        "timer": timer_shown(next(iter(known.timer), None), support_request),
        "reminder": next(iter(known.reminder), None),
        **hint_of(support_request, person, next(iter(known.asked), None)),
    }


def stand_of(request: HttpRequest, support_request: SupportRequest) -> tuple[Shown, Read]:
    """Return in which queue the person stands, and what is around the request there."""
    person = agent(request)
    given = request.POST if request.method == "POST" else request.GET
    place = place_of(given.get("queue", "")).on(None)
    team, view = team_at(person, place), view_at(person, place)
    if view is None and place.filters == Filters():
        key = place.key if place.key in PLACES else "all"
        near = nearby(support_request, person, key, team.pk if team else None)
    else:
        rows, order = rows_at(person, place, team, view), shape_at(person, place, view).order
        near = nearby_in(rows, support_request, person, order)
    return {
        "place": place,
        "back": place.on(support_request.pk).address if place.key else place.address,
        "queue_title": team or view or title_of(place.key),
        "before": next(iter(near.get("before", [])), None),
        "after": next(iter(near.get("after", [])), None),
    }, near


def around_it(support_request: SupportRequest, person: Person, known: Beside, near: Read) -> Shown:
    """Return what stands beside the story."""
    # an agent who asks for themselves is shown what every requester is
    is_inside = access.may_read_inside(person, support_request)
    fields = [each for each in known.fields if is_inside or each.is_public]
    return {
        "sr": support_request,
        **major_beside(support_request, person, may_be_below=bool(known.above)),
        "suggested": suggested_for(support_request, person),
        "order": order_beside(support_request, person),
        "proposal": proposal_shown(support_request, person) if is_inside else None,
        "information": information_shown(support_request, person) if is_inside else None,
        "links": read_by(person, known.links, support_request),
        "watchers": [each for each in known.watchers if is_inside or each.is_copied],
        "requester_count": capped(near["all"][0]),
        "other_open": near["others"],
        "may_work": access.may_work(person, support_request),
        "custom": shown_on(support_request, known_fields(fields)),
        "guided": known.guided,
        **(_inside(support_request, person, known) if is_inside else NOTHING_INSIDE),
        "why_here": why_here(support_request) if support_request.is_open else "",
    }


def _alike(request: HttpRequest, support_request: SupportRequest) -> Shown:
    """Return the requests that may be about the same, where the address asks for them."""
    if "alike" not in request.GET or not support_request.is_open:
        return {}
    return {"alike": alike(support_request, agent(request)), "is_asked": True}


NOTHING_INSIDE: Shown = {
    **dict.fromkeys(("tags", "effort", "tasks", "exemptions", "chain")),
    "diagnoses": [],
    "rounds": [],
}


def _inside(support_request: SupportRequest, person: Person, known: Beside) -> Shown:
    base = f"/requests/{support_request.pk}"
    return {
        "tags": by_name(known.tags),
        "effort": effort_of(known.logs, person),
        "tasks": panel_of(known.tasks),
        "rounds": rounds_of(support_request) if known.rounds else [],
        "tasks_at": base,
        "add_tasks_at": f"{base}/tasks" if support_request.is_open else "",
        "diagnoses": known.diagnoses,
        "exemptions": exemptions_of(known.clocks, known.proposed, person),
        "chain": chain_shown(support_request, known.clocks, known.account),
    }
