"""Where knowledge is missing, what is used most, what nobody uses, and what fails."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, QuerySet

from spoc.kit.time import now
from spoc.knowledge import access
from spoc.knowledge.models import Article, Miss, Use
from spoc.knowledge.rules import FAILURES, Confidence
from spoc.people.models import Person

SPAN = timedelta(days=90)
UNUSED_AFTER = timedelta(days=180)
MOST = 15
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Gap:
    """What people asked about and no article was used for."""

    service: str
    service_key: str
    category: str
    count: int


@dataclass(frozen=True, slots=True)
class Trends:
    """Gaps, and the articles worth a look, each list the worst or best first."""

    gaps: list[Gap]
    misses: list[Miss]
    most_used: list[Article]
    unused: list[Article]
    failing: list[Article]


def trends(person: Person) -> Trends:
    """Return what the last ninety days say of the knowledge, as far as the person may see."""
    seen = access.visible_to(person).exclude(confidence=Confidence.ARCHIVED.value)
    return Trends(
        gaps=gaps(person),
        misses=list(misses(person)),
        most_used=list(_used(seen)),
        unused=list(_unused(seen)),
        failing=list(_failing(seen)),
    )


def gaps(person: Person) -> list[Gap]:
    """Return of what most requests were closed lately without an article."""
    rows = access.requests_shown(person).filter(
        closed_at__gte=now() - SPAN, service__isnull=False, service__is_unknown=False
    )
    without = rows.filter(~Q(pk__in=Use.objects.values("support_request")))
    names = ("service__name", "service__key", "category__name")
    counted = without.order_by().values(*names).annotate(count=Count("pk", distinct=True))
    found = counted.filter(count__gte=FEWEST).order_by("-count", "service__name")[:MOST]
    return [
        Gap(
            str(row["service__name"]),
            str(row["service__key"]),
            str(row["category__name"] or ""),
            int(row["count"]),
        )
        for row in found
    ]


def misses(person: Person) -> QuerySet[Miss]:
    """Return the words most often sought in vain that no article answers yet."""
    rows = access.misses_visible_to(person).filter(article=None)
    return rows.order_by("-times", "-id")[:MOST]


def _used(seen: QuerySet[Article]) -> QuerySet[Article]:
    lately = Count("uses", filter=Q(uses__at__gte=now() - SPAN))
    return seen.annotate(lately=lately).filter(lately__gt=0).order_by("-lately", "-id")[:MOST]


def _unused(seen: QuerySet[Article]) -> QuerySet[Article]:
    """Return what is trusted and was not used for half a year."""
    old = seen.filter(confidence=Confidence.VALIDATED.value, validated_at__lte=now() - UNUSED_AFTER)
    lately = Use.objects.filter(at__gte=now() - UNUSED_AFTER).values("article")
    return old.exclude(pk__in=lately).order_by("validated_at", "id")[:MOST]


def _failing(seen: QuerySet[Article]) -> QuerySet[Article]:
    failed = Count("uses", filter=Q(uses__outcome__in=FAILURES, uses__at__gte=now() - SPAN))
    return seen.annotate(failed=failed).filter(failed__gt=0).order_by("-failed", "-id")[:MOST]
