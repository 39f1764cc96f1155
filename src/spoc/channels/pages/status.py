"""How services are: now, planned, and in the last 14 days; and following it by mail.

It is public where a community says so, and told to whom it serves otherwise.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.middleware import get_user
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.catalogue.access import served_to
from spoc.catalogue.queries import SPOKEN_TO, Offered, offered, spoken_to
from spoc.channels.activities import confirm_follower, follow_status, unfollow_status
from spoc.channels.announce_access import announced_to
from spoc.channels.forms.announcements import FollowForm
from spoc.channels.models import Announcement, StatusFollower
from spoc.channels.queries.announced import follower_with, past, standing, with_words
from spoc.kit.errors import NotFound
from spoc.kit.often import demand_seldom
from spoc.kit.time import now
from spoc.people.models import Community, Person
from spoc.people.queries import first_mail, system
from spoc.requests.queries.status import Disturbance, disturbances_of

HISTORY = timedelta(days=14)
AN_HOUR = 3600
MOST_ASKED = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One service, and what disturbs it now."""

    service: Offered
    disturbances: list[Disturbance]


@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """Show how the services of a community are."""
    person, community = _reader(request)
    if person is None and not community.shows_status:
        return redirect_to_login(request.get_full_path())
    form = FollowForm(initial={"mail": first_mail(person) if person else ""})
    return _page(request, community, form)


@require_POST
def following(request: HttpRequest) -> HttpResponse:
    """Let an address follow; one that is not known to be the reader's is asked by mail first."""
    person, community = _reader(request)
    form = FollowForm(request.POST)
    if person is None and not community.shows_status:
        return redirect_to_login(reverse("channels:status"))
    if not form.is_valid() or not community.pk:
        return _page(request, community, form, status=422)
    demand_seldom(request, "following", most=MOST_ASKED, seconds=AN_HOUR)
    if not form.cleaned_data["website"]:
        mail = form.cleaned_data["mail"]
        follow_status(
            community,
            by=person or system(),
            mail=mail,
            language=get_language() or community.language,
            is_proven=bool(person and _is_proven(person, mail)),
        )
    messages.success(request, _("Look into your mail: if you are not following yet, we asked you."))
    return redirect("channels:status")


@require_http_methods(["GET", "HEAD", "POST"])
def confirmation(request: HttpRequest, mark: str) -> HttpResponse:
    """Let whoever read the letter say that they want to follow: a click, since programs look."""
    follower = _follower(mark)
    if request.method == "POST":
        confirm_follower(follower, by=system())
    return render(request, "channels/following.html", {"follower": follower, "leaves": False})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: HttpRequest, mark: str) -> HttpResponse:
    """Write to an address no more: by one click, also of a mail program (RFC 8058)."""
    follower = follower_with(mark)
    if request.method == "POST" and follower is not None:
        unfollow_status(follower, by=system())
        follower = None
    return render(request, "channels/following.html", {"follower": follower, "leaves": True})


def _page(
    request: HttpRequest, community: Community, form: FollowForm, status: int = 200
) -> HttpResponse:
    moment = now()
    since = moment - HISTORY
    services = served_to(community)
    shown = offered(services, community)
    found = disturbances_of(community, services, since)
    announced = announced_to(community)
    names = {each.pk: each.name for each in shown}
    context = {
        "form": form,
        "lines": [_line(each, found) for each in shown],
        "announced": with_words(standing(announced, moment).filter(kind__in=DISTURBING)),
        "is_calm": all(each.restored_at for each in found),
        "over": [(names.get(each.service, ""), each) for each in found if each.restored_at],
        "past": with_words(past(announced, since)),
    }
    return render(request, "channels/status.html", context, status=status)


DISTURBING = (Announcement.Kind.INCIDENT, Announcement.Kind.MAINTENANCE)


def _line(service: Offered, found: list[Disturbance]) -> Line:
    now_here = [one for one in found if one.service == service.pk and not one.restored_at]
    return Line(service, now_here)


def _reader(request: HttpRequest) -> tuple[Person | None, Community]:
    person = get_user(request)
    known = person if isinstance(person, Person) else None
    return known, spoken_to(known, request.COOKIES.get(SPOKEN_TO, ""))


def _is_proven(person: Person, mail: str) -> bool:
    normal = mail.strip().lower()
    return person.addresses.filter(kind="mail", normal=normal, is_verified=True).exists()


def _follower(mark: str) -> StatusFollower:
    follower = follower_with(mark)
    if follower is None:
        raise NotFound(_("This link is spent: ask again on the status page."))
    return follower
