"""What every page is given: who reads it, where they may go, and the nonce of the page."""

from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from spoc.channels.access import letters_visible_to
from spoc.people.access import may_administer, may_work_at_desk
from spoc.people.models import Community, Person
from spoc.people.queries import teams_in_order
from spoc.requests.access import may_register
from spoc.requests.queries.counts import Counts, counts_for
from spoc.ui.topics import sign
from spoc.world.queries import who


class Item(TypedDict):
    """One place to go, with how many wait there."""

    icon: str
    label: str
    href: str
    count: int | None
    hot: int | bool | None
    current: bool


class Group(TypedDict):
    """Places that belong together."""

    title: str
    items: list[Item]


def page(request: HttpRequest) -> dict[str, object]:
    """Return the context of every page; the parts only some pages use are made when asked for."""
    person = request.user if request.user.is_authenticated else None
    return {
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "person": person,
        "nav": _Lazy(request),
        "nav_url": "/nav",
        "home_url": "/",
        "new_request_url": SimpleLazyObject(lambda: _new_request_url(person)),
        "search_url": "/search",
        "palette_url": "/search/palette",
        "profile_url": "/profile",
        "sign_out_url": "/sign-out/",
        "sign_in_url": "/sign-in/",
        "desk_topics": [sign("queue", person.pk)] if person else [],
        "community": SimpleLazyObject(lambda: community_of(person)),
        "portal_nav": portal_nav(request),
        "is_demo": settings.SPOC_DEMO,
        "demo_people": SimpleLazyObject(who),
    }


def _new_request_url(person: Person | None) -> str:
    return "/requests/new" if person and may_register(person) else ""


class _Lazy:
    """The navigation, counted only where a page draws it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(desk_nav(self.request))


def desk_nav(request: HttpRequest) -> list[Group]:
    """Return the desk's places: my work, the queues with their counts, and what is looked after."""
    person = request.user
    if not isinstance(person, Person) or not may_work_at_desk(person):
        return []
    counts = counts_for(person)
    groups = [_my_work(request, counts), _queues(request, counts)]
    looked_after = _looked_after(request, person)
    return [group for group in (*groups, looked_after) if group["items"]]


def _my_work(request: HttpRequest, counts: Counts) -> Group:
    return {
        "title": _("My work"),
        "items": [
            _item(request, "inbox", _("Assigned to me"), "/queues/mine", counts.mine),
            _item(request, "eye", _("Watching"), "/queues/watching", counts.watching),
        ],
    }


def _queues(request: HttpRequest, counts: Counts) -> Group:
    icons = {1: "headset", 2: "laptop", 3: "server"}
    items = [
        _item(request, "list", _("Everything open"), "/queues/all", counts.all),
        _item(request, "filter", _("Not classified"), "/queues/new", counts.new),
    ]
    for team in teams_in_order():
        number = counts.teams.get(team.pk, 0)
        icon = icons.get(team.tier, "people")
        items.append(_item(request, icon, team.name, f"/queues/{team.key}", number))
    return {"title": _("Queues"), "items": items}


def _looked_after(request: HttpRequest, person: Person) -> Group:
    items = [_item(request, "people", _("People"), "/people", None)]
    if may_administer(person):
        items.append(_item(request, "settings", _("Settings"), "/settings", None))
    elif letters_visible_to(person).exists():
        items.append(_item(request, "send", _("Letters"), "/settings/letters", None))
    return {"title": _("Service management"), "items": items}


def _item(request: HttpRequest, icon: str, label: str, href: str, count: int | None) -> Item:
    return {
        "icon": icon,
        "label": label,
        "href": href,
        "count": count,
        "hot": None,
        "current": request.GET.get("at", request.path) == href,
    }


def portal_nav(request: HttpRequest) -> list[dict[str, object]]:
    """Return the portal's places."""
    places = [(_("Home"), "/help"), (_("Ask for something"), "/help/ask")]
    if request.user.is_authenticated:
        places.append((_("My requests"), "/help/requests"))
    here = max((href for _label, href in places if request.path.startswith(href)), default="")
    return [{"label": label, "href": href, "current": here == href} for label, href in places]


def community_of(person: Person | None) -> Community:
    """Return whose voice the portal speaks in: the person's community, else the first there is."""
    own = person.community if person else None
    return own or Community.objects.order_by("id").first() or Community(key="spoc", name="Spoc")
