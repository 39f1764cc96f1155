"""All that the front page of somebody reads, as far as it can be asked in one statement."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet, Window
from django.utils.translation import get_language

from spoc.catalogue.access import had_by, meant_for, own_subscriptions
from spoc.catalogue.models import Offering, Service, Subscription
from spoc.channels.announce_access import announced_for
from spoc.channels.queries.announced import standing
from spoc.feedback.queries.waiting import open_surveys
from spoc.kit.gathered import gathered
from spoc.knowledge.access import portal_articles
from spoc.knowledge.models import Article
from spoc.knowledge.queries.procedures import unread
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.queries import own
from spoc.requests.queries.major import active_majors
from spoc.work.approval_access import approvals_for
from spoc.work.queries.approvals import WAITING, with_round

MOST_THINGS, MOST_TRIES, MOST_HELD, MOST_APPROVALS = 6, 4, 4, 3
Read = Mapping[str, list[Any]]


def read_front(person: Person, moment: datetime) -> Read:
    """Return each list of the front page by its name."""
    theirs = own.own(person)
    return gathered(
        **_of_status(person, moment),
        approvals=with_round(approvals_for(person)).order_by(*WAITING)[:MOST_APPROVALS],
        needing=own.needing(person),
        procedures=unread(person),
        surveys=open_surveys(person, moment),
        offerings=things(meant_for(person), had_by(person)),
        tries=tries(portal_articles(person)),
        held=_held(person),
        listed=own.rows_at_home(theirs),
        count=theirs.annotate(all=Window(Count("pk"))).values_list("all", flat=True)[:1],
    )


def read_status(person: Person, moment: datetime) -> Read:
    """Return the lists that tell somebody how services are."""
    return gathered(**_of_status(person, moment))


def things(offerings: QuerySet[Offering], services: QuerySet[Service]) -> QuerySet[Offering]:
    """Return what can be ordered of these services, what stands first in the catalogue first."""
    rows = offerings.filter(state="published", service__in=services.values("pk"))
    return rows.order_by("rank", "name")[:MOST_THINGS]


def tries(rows: QuerySet[Article]) -> QuerySet[Article, tuple[int, str]]:
    """Return what is read most of what the reader may read, in their language."""
    live = rows.filter(
        confidence="validated", language=get_language() or "en", use_count__gt=0
    ).exclude(audience="internal")
    return live.order_by("-use_count", "-pk").values_list("pk", "title")[:MOST_TRIES]


def _of_status(person: Person, moment: datetime) -> dict[str, QuerySet[Any]]:
    return {
        "majors": active_majors(access.majors_concerning(person)),
        "announced": standing(announced_for(person), moment),
    }


def _held(person: Person) -> QuerySet[Subscription]:
    rows = own_subscriptions(person).select_related("offering", "service")
    return rows.order_by("-since")[:MOST_HELD]
