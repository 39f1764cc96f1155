"""Disturbances that fit what somebody writes: what does not work now and concerns them."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse

from spoc.channels.announce_access import announced_for, announced_to
from spoc.channels.models import Announcement
from spoc.channels.queries.announced import standing, with_words
from spoc.kit.time import now
from spoc.knowledge.rules.matching import Fit, Known, rank
from spoc.people.models import Community, Person
from spoc.requests.queries.banners import banners_for

DISTURBING = (Announcement.Kind.INCIDENT, Announcement.Kind.MAINTENANCE)
MOST = 3
Outage = tuple[int, str, str, str, Fit]


def outage_fits(said: Sequence[str], person: Person | None, community: Community) -> list[Outage]:
    """Return the disturbances that fit, each as its key, noun, title, address and fit."""
    return [*_majors(said, person), *_announced(said, person, community)][:MOST]


def _majors(said: Sequence[str], person: Person | None) -> list[Outage]:
    banners = {each.number: each for each in (banners_for(person) if person else [])}
    known = {pk: Known((each.title,), each.words) for pk, each in banners.items()}
    home = reverse("requests:portal-home")
    return [
        (pk, "request", banners[pk].title, _address(banners[pk].own, home), fit)
        for pk, fit in rank(said, known, limit=MOST)
    ]


def _address(own: int | None, otherwise: str) -> str:
    return reverse("requests:portal-request", kwargs={"number": own}) if own else otherwise


def _announced(said: Sequence[str], person: Person | None, community: Community) -> list[Outage]:
    rows = announced_for(person) if person else _public(community)
    stands = list(_standing(rows))
    if not stands:
        return []
    told = {row.pk: (row, last) for row, last in with_words(stands)}
    services = Announcement.services.through.objects.filter(announcement__in=told)
    names: dict[int, list[str]] = {}
    for key, name, others in services.values_list(
        "announcement", "service__name", "service__names"
    ):
        names.setdefault(key, []).extend({name, *others.values()})
    known = {
        pk: Known((row.title,), last.text, tuple(names.get(pk, ())))
        for pk, (row, last) in told.items()
    }
    address = reverse("channels:status")
    return [
        (pk, "announcement", told[pk][0].title, address, fit)
        for pk, fit in rank(said, known, limit=MOST)
    ]


def _standing(rows: QuerySet[Announcement]) -> QuerySet[Announcement]:
    return standing(rows.filter(kind__in=DISTURBING), now())


def _public(community: Community) -> QuerySet[Announcement]:
    shown = announced_to(community)
    return shown if community.shows_status else shown.none()
