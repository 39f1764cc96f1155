"""What the front page shows: how services are, what waits, what can be had, and what one has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from spoc.catalogue.access import meant_for, own_subscriptions, public_for, public_offerings
from spoc.catalogue.access import visible_to as services_visible_to
from spoc.catalogue.models import Offering, Service
from spoc.catalogue.queries import SPOKEN_TO, offered, spoken_to
from spoc.catalogue.words import lead_words, price_words
from spoc.channels.announce_access import announced_for, announced_to
from spoc.channels.models import Announcement
from spoc.channels.queries.announced import standing, told_to, with_words
from spoc.kit.time import now
from spoc.knowledge.access import portal_articles, public_articles
from spoc.knowledge.models import Article
from spoc.people.models import Community, Person
from spoc.requests.portal.waits import waiting_for
from spoc.requests.queries import own
from spoc.requests.queries.banners import DISTURBANCES, banners_for
from spoc.ui.topics import sign

MOST_THINGS, MOST_TRIES, MOST_HELD = 6, 4, 4


@dataclass(frozen=True, slots=True)
class Thing:
    """Something one can ask for, as a card: what it is, a line about it, and where it is."""

    icon: str
    name: str
    detail: str
    href: str


@dataclass(frozen=True, slots=True)
class Try:
    """What many ask about: a guide."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Held:
    """Something the person has, and since when."""

    name: str
    service: str
    since: datetime


def front_for(person: Person, community: Community) -> dict[str, object]:
    """Return the front page of somebody we know."""
    listed = own.own_listed(person, size=own.AT_HOME)
    topics = [f"request-{row.number}" for row in listed.rows]
    services = services_visible_to(person)
    return {
        **status_for(person),
        "waits": waiting_for(person, now()),
        "things": _things(meant_for(person), services, community),
        "tries": _tries(portal_articles(person)),
        "listed": listed,
        "count": own.own(person).count() if listed.next else len(listed.rows),
        "held": _held(person),
        "has_organisation": own.answers_for_organisation(person),
        "topics": topics,
        "signed_topics": [sign(topic, person.pk) for topic in (*topics, DISTURBANCES)],
    }


def front_for_all(request: HttpRequest) -> dict[str, object]:
    """Return the front page of whom nobody knows: what is public, in the voice they are met by."""
    community = spoken_to(None, request.COOKIES.get(SPOKEN_TO, ""))
    shows = community.shows_status
    rows = told_to(community, now()) if shows else announced_to(community).none()
    return {
        "banners": [],
        **_announced(rows),
        "shows_status": shows,
        "things": _things(public_offerings(community), public_for(community), community),
        "tries": _tries(public_articles(community)),
    }


def status_for(person: Person) -> dict[str, object]:
    """Return how services are, as far as it concerns somebody."""
    rows = standing(announced_for(person), now())
    return {"banners": banners_for(person), **_announced(rows), "shows_status": True}


def _announced(rows: Iterable[Announcement]) -> dict[str, object]:
    announced = with_words(rows)
    kinds = {row.kind for row, _word in announced}
    return {"announced": announced, "is_disturbed": Announcement.Kind.INCIDENT in kinds}


def _things(
    offerings: QuerySet[Offering], services: QuerySet[Service], community: Community
) -> list[Thing]:
    """Return what can be ordered, what stands first in the catalogue first; else the services."""
    rows = offerings.filter(state="published", service__in=services.values("pk"))
    found = [_offering(row) for row in rows.order_by("rank", "name")[:MOST_THINGS]]
    return found or [
        Thing("list", each.name, each.description, reverse("catalogue:offer", args=[each.key]))
        for each in offered(services, community)[:MOST_THINGS]
    ]


def _offering(row: Offering) -> Thing:
    terms = [lead_words(row.lead_days), _price(row)]
    line = ". ".join(each.rstrip(".") for each in (row.description, *terms) if each)
    return Thing(row.icon, str(row), f"{line}." if line else "", f"/order/{row.key}")


def _price(row: Offering) -> str:
    return price_words(row.price, row.currency, row.period) if row.price else ""


def _tries(rows: QuerySet[Article]) -> list[Try]:
    """Return what is read most of what the reader may read, in their language."""
    live = rows.filter(
        confidence="validated", language=get_language() or "en", use_count__gt=0
    ).exclude(audience="internal")
    found = live.order_by("-use_count", "-pk").values_list("pk", "title")[:MOST_TRIES]
    return [Try(title, reverse("knowledge:portal-article", args=[pk])) for pk, title in found]


def _held(person: Person) -> list[Held]:
    rows = own_subscriptions(person).select_related("offering", "service").order_by("-since")
    return [Held(str(row.offering), str(row.service), row.since) for row in rows[:MOST_HELD]]
