"""What the front page shows: how services are, what waits, what can be had, and what one has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from spoc.catalogue.access import had_by, public_for, public_offerings
from spoc.catalogue.models import Offering, Service
from spoc.catalogue.queries import SPOKEN_TO, offered, spoken_to
from spoc.catalogue.words import lead_words, price_words
from spoc.channels.announce_access import announced_to
from spoc.channels.models import Announcement
from spoc.channels.queries.announced import told_to, with_words
from spoc.kit.time import now
from spoc.knowledge.access import public_articles
from spoc.people.models import Community, Person
from spoc.requests.portal.front_lists import (
    MOST_THINGS,
    Read,
    read_front,
    read_status,
    things,
    tries,
)
from spoc.requests.portal.waits import waiting_for
from spoc.requests.queries import own
from spoc.requests.queries.banners import DISTURBANCES, banners_told
from spoc.ui.topics import sign


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
    moment = now()
    read = read_front(person, moment)
    listed = own.listed_at_home(read["listed"])
    topics = [f"request-{row.number}" for row in listed.rows]
    return {
        **_status(person, read),
        "waits": waiting_for(person, read),
        "things": _things(read["offerings"], had_by(person), community),
        "tries": _tries(read["tries"]),
        "listed": listed,
        "count": next(iter(read["count"]), 0),
        "held": [Held(str(row.offering), str(row.service), row.since) for row in read["held"]],
        "has_organisation": own.answers_for_organisation(person),
        "topics": topics,
        "signed_topics": [sign(topic, person.pk) for topic in (*topics, DISTURBANCES)],
    }


def front_for_all(request: HttpRequest) -> dict[str, object]:
    """Return the front page of whom nobody knows: what is public, in the voice they are met by."""
    community = spoken_to(None, request.COOKIES.get(SPOKEN_TO, ""))
    shows, services = community.shows_status, public_for(community)
    rows = told_to(community, now()) if shows else announced_to(community).none()
    return {
        "banners": [],
        **_announced(rows),
        "shows_status": shows,
        "things": _things(things(public_offerings(community), services), services, community),
        "tries": _tries(tries(public_articles(community))),
    }


def status_for(person: Person) -> dict[str, object]:
    """Return how services are, as far as it concerns somebody."""
    return _status(person, read_status(person, now()))


def _status(person: Person, read: Read) -> dict[str, object]:
    banners = banners_told(person, read["majors"])
    return {"banners": banners, **_announced(read["announced"]), "shows_status": True}


def _announced(rows: Iterable[Announcement]) -> dict[str, object]:
    announced = with_words(rows)
    kinds = {row.kind for row, _word in announced}
    return {"announced": announced, "is_disturbed": Announcement.Kind.INCIDENT in kinds}


def _things(
    rows: Iterable[Offering], services: QuerySet[Service], community: Community
) -> list[Thing]:
    """Return what can be ordered as cards; the services, where nothing is offered."""
    return [_offering(row) for row in rows] or [
        Thing("list", each.name, each.description, reverse("catalogue:offer", args=[each.key]))
        for each in offered(services, community)[:MOST_THINGS]
    ]


def _offering(row: Offering) -> Thing:
    terms = [lead_words(row.lead_days), _price(row)]
    line = ". ".join(each.rstrip(".") for each in (row.description, *terms) if each)
    return Thing(row.icon, str(row), f"{line}." if line else "", f"/order/{row.key}")


def _price(row: Offering) -> str:
    return price_words(row.price, row.currency, row.period) if row.price else ""


def _tries(rows: Iterable[tuple[int, str]]) -> list[Try]:
    return [Try(title, reverse("knowledge:portal-article", args=[pk])) for pk, title in rows]
