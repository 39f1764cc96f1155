"""What every page is given: who reads it, where they may go, and the nonce of the page."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from markupsafe import Markup

from spoc.catalogue.queries import SPOKEN_TO, spoken_to
from spoc.channels.announce_access import ANNOUNCEMENTS
from spoc.channels.chat_access import may_chat
from spoc.channels.queries.chats import is_chat_offered, waiting_count
from spoc.channels.queries.notices import topic_of, unseen_count
from spoc.feedback.access import may_open as may_open_feedback
from spoc.intake.activities.calls import CALLS
from spoc.intake.alarm_access import may_read_alarms
from spoc.kit.time import now
from spoc.knowledge.access import may_open as may_open_knowledge
from spoc.knowledge.help_access import may_open as may_open_self_help
from spoc.knowledge.procedure_access import may_open as may_open_procedures
from spoc.people.access import may_work_at_desk, reach
from spoc.people.models import Person
from spoc.people.voice import Voice, voice_of
from spoc.requests.access import may_read_majors, may_register
from spoc.requests.queries.banners import MAJORS
from spoc.requests.queries.counts import COUNTED, Counts, capped, counts_for
from spoc.site.places import has_places, places_for
from spoc.ui.kept import kept
from spoc.ui.live import BEGAN
from spoc.ui.topics import sign
from spoc.world.queries import who

CSRF = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">')


@dataclass(frozen=True, slots=True)
class Item:
    """One place to go, with how many wait there."""

    icon: str
    label: str
    href: str
    count: int | str | None
    current: bool
    key: str = ""
    hot: int | bool | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Places that belong together."""

    title: str
    items: tuple[Item, ...]


def page(request: HttpRequest) -> dict[str, object]:
    """Return the context of every page; the parts only some pages use are made when asked for."""
    person = request.user if request.user.is_authenticated else None
    key = request.COOKIES.get(SPOKEN_TO, "")
    community: Any = SimpleLazyObject(lambda: voice_of(spoken_to(person, key)))
    # masked once: each form of a page would have a mask of its own
    token: Any = SimpleLazyObject(lambda: get_token(request))
    return {
        "csrf_token": token,
        "csrf_input": SimpleLazyObject(lambda: CSRF.format(token)),
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "person": person,
        "works_here": SimpleLazyObject(lambda: bool(person and may_work_at_desk(person))),
        "nav": _Navigation(request),
        "nav_url": "/nav",
        "home_url": "/",
        "new_request_url": _new_request_url(person),
        "notices_url": "/notices",
        "calls_url": _calls_url(person),
        "notices_count": unseen_count(person),
        "own_topics": SimpleLazyObject(lambda: _own_topics(person)),
        "live_since": request.META.get(BEGAN, ""),
        "search_url": "/search",
        "palette_url": "/search/palette",
        "settings_places": SimpleLazyObject(lambda: places_for(person)),
        "profile_url": "/profile",
        "shifts_url": "/rota",
        "sign_out_url": "/sign-out/",
        "sign_in_url": "/sign-in/",
        "desk_topics": SimpleLazyObject(lambda: _desk_topics(person)),
        "community": community,
        "chat_url": SimpleLazyObject(lambda: _chat_url(person, community)),
        "portal_nav": SimpleLazyObject(lambda: portal_nav(request, community)),
        "is_demo": settings.SPOC_DEMO,
        "demo_people": SimpleLazyObject(who),
    }


def _new_request_url(person: Person | None) -> str:
    return "/requests/new" if person and may_register(person) else ""


def _calls_url(person: Person | None) -> str:
    return "/calls/ringing" if person and may_register(person) else ""


def _chat_url(person: Person | None, community: Voice) -> str:
    """Return where one chats with us; nowhere while nobody answers."""
    return "/help/chat" if is_chat_offered(person, community.pk, now()) else ""


def _desk_topics(person: Person | None) -> list[str]:
    """Return what a desk's page listens for: the queues, and what disturbs many."""
    if person is None:
        return []
    topics = ["queue", MAJORS] if may_read_majors(person) else ["queue"]
    if may_work_at_desk(person):
        topics.append(ANNOUNCEMENTS)
    return [sign(topic, person.pk) for topic in topics]


def _own_topics(person: Person | None) -> list[str]:
    """Return what every page of somebody at the desk listens for: their notices, and calls."""
    if person is None or not may_work_at_desk(person):
        return []
    calls = [CALLS] if may_register(person) else []
    return [sign(topic, person.pk) for topic in (topic_of(person.pk), *calls)]


class _Navigation:
    """The navigation, counted only where a page draws it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __html__(self) -> str:
        return kept("ui/_nav_groups.html", desk_nav(self.request))


def desk_nav(request: HttpRequest) -> tuple[Group, ...]:
    """Return the desk's places: my work, the queues with their counts, and what is looked after."""
    person = request.user
    if not isinstance(person, Person) or not may_work_at_desk(person):
        return ()
    looked_after = _looked_after(request, person)
    if not person.is_at_desk:
        return (looked_after,)
    counts = getattr(request, COUNTED, None) or counts_for(person)
    return (
        _my_work(request, counts, person),
        _queues(request, counts),
        _views(request, counts),
        looked_after,
    )


def _my_work(request: HttpRequest, counts: Counts, person: Person) -> Group:
    return Group(
        _("My work"),
        (
            _item(request, "inbox", _("Assigned to me"), "/queues/mine", capped(counts.mine)),
            _item(request, "check", _("Tasks"), "/tasks", None),
            _item(request, "done", _("To approve"), "/approvals", None),
            _item(request, "eye", _("Watching"), "/queues/watching", capped(counts.watching)),
            _item(request, "up", _("Escalations"), "/escalations", None),
            *_chats(request, person),
        ),
    )


def _chats(request: HttpRequest, person: Person) -> list[Item]:
    """Return the place where chats are answered, hot while somebody waits there."""
    if not may_chat(person):
        return []
    count = waiting_count(person)
    item = _item(request, "chat", _("Chats"), "/chats", count or None)
    return [replace(item, hot=bool(count) or None)]


def _queues(request: HttpRequest, counts: Counts) -> Group:
    icons = {1: "headset", 2: "laptop", 3: "server"}
    items = [
        _item(request, "list", _("Everything open"), "/queues/all", capped(counts.all)),
        _item(request, "filter", _("Not classified"), "/queues/new", capped(counts.new)),
    ]
    if counts.unroutable:
        label, address = _("Nobody to dispatch to"), "/queues/unroutable"
        items.append(_item(request, "alert", label, address, capped(counts.unroutable)))
    for team in counts.queues:
        number = capped(counts.teams.get(team.pk, 0))
        icon = icons.get(team.tier, "people")
        items.append(_item(request, icon, team.name, f"/queues/{team.key}", number))
    return Group(_("Queues"), tuple(items))


def _views(request: HttpRequest, counts: Counts) -> Group:
    items = [
        _item(
            request,
            "flag",
            each.name,
            f"/views/{each.view}",
            None if each.count is None else capped(each.count),
        )
        for each in counts.pinned
    ]
    whole = _item(request, "list", _("All views"), "/views", None)
    # each view lies below, and is a place of its own
    items.append(replace(whole, current=request.GET.get("at", request.path) == "/views"))
    return Group(_("Views"), tuple(items))


def _looked_after(request: HttpRequest, person: Person) -> Group:
    items = [
        _item(request, "people", _("People"), "/people", None),
        _item(request, "bell", _("Announcements"), "/announcements", None),
    ]
    if may_read_majors(person):
        items.append(_item(request, "alert", _("Major incidents"), "/major", None))
    if may_read_alarms(person):
        items.append(_item(request, "pulse", _("Alarms"), "/alarms", None))
    if person.is_at_desk:
        items.insert(0, _item(request, "pulse", _("Live"), "/board", None, "g l"))
    items += _knowledge(request, person)
    if may_open_procedures(person):
        items.append(_item(request, "list", _("Procedures"), "/procedures", None))
    if may_open_feedback(person):
        items.append(_item(request, "chat", _("Satisfaction"), "/satisfaction", None))
    if reach(person, "feedback", "R").beyond_own:
        items.append(_item(request, "flag", _("Complaints"), "/complaints", None))
    if has_places(person):
        items.append(_item(request, "settings", _("Settings"), "/settings", None))
    return Group(_("Service management"), tuple(items))


def _knowledge(request: HttpRequest, person: Person) -> list[Item]:
    """Return the places of knowledge; the figures of self-help lie below, a place of their own."""
    items: list[Item] = []
    figures = _item(request, "bulb", _("Self-help"), "/knowledge/self-help", None)
    if may_open_knowledge(person):
        articles = _item(request, "article", _("Knowledge"), "/knowledge", None)
        items.append(replace(articles, current=articles.current and not figures.current))
    return [*items, figures] if may_open_self_help(person) else items


def _item(
    request: HttpRequest, icon: str, label: str, href: str, count: int | str | None, key: str = ""
) -> Item:
    return Item(icon, label, href, count, is_at(request.GET.get("at", request.path), href), key)


def is_at(path: str, href: str) -> bool:
    """Tell whether an address is this place or lies within it.

    >>> is_at("/people/7", "/people"), is_at("/people", "/people/7")
    (True, False)
    """
    return path == href or path.startswith(f"{href}/")


# where what can be had is told of and ordered
CATALOGUE = ("/help/services", "/help/offerings", "/help/what-you-have", "/order", "/basket")


def portal_nav(request: HttpRequest, community: Voice) -> list[dict[str, object]]:
    """Return the portal's places, called as the community calls them."""
    path = request.path
    is_asking = is_at(path, "/help/ask") or is_at(path, "/help/asked")
    is_ordering = any(is_at(path, each) for each in CATALOGUE)
    followed = ("/help/requests", "/help/orders", "/help/organisation")
    is_following = any(is_at(path, each) for each in followed)
    is_known = request.user.is_authenticated
    places = [
        (_("Home"), "/help", path == "/help", True),
        (community.ask or _("Ask for something"), "/help/ask", is_asking, True),
        (_("Services"), "/help/services", is_ordering, True),
        (_("Guides"), "/help/articles", is_at(path, "/help/articles"), True),
        (_("Status"), "/status", is_at(path, "/status"), is_known or community.shows_status),
        (community.mine or _("My requests"), "/help/requests", is_following, is_known),
    ]
    return [
        {"label": label, "href": href, "current": here}
        for label, href, here, is_shown in places
        if is_shown
    ]
