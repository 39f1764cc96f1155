"""What articles need: reviews that are due, and who is to hear of it."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from spoc.kit.time import now
from spoc.knowledge import access
from spoc.knowledge.models import Article
from spoc.knowledge.rules import Confidence
from spoc.knowledge.rules.review import RUNGS
from spoc.people.access import may_work_at_desk
from spoc.people.models import Person

MOST = 500
SOON = timedelta(days=14)


def reviews_to_climb() -> QuerySet[Article]:
    """Return the articles of whose overdue review somebody further up is to hear now."""
    moment, late = now(), Q(pk__in=[])
    for rung, (_who, days) in enumerate(RUNGS):
        late |= Q(overdue_rung=rung, review_due_at__lte=moment - timedelta(days=days))
    rows = Article.objects.filter(late, confidence=Confidence.VALIDATED.value)
    return rows.order_by("review_due_at", "id")[:MOST]


def reviews_about(service: int) -> QuerySet[Article]:
    """Return the trusted articles about a service."""
    rows = Article.objects.filter(services=service, confidence=Confidence.VALIDATED.value)
    return rows.order_by("id")[:MOST]


def reviews_on_item(item: int) -> QuerySet[Article]:
    """Return the trusted articles about a configuration item."""
    rows = Article.objects.filter(items=item, confidence=Confidence.VALIDATED.value)
    return rows.order_by("id")[:MOST]


def due_for(person: Person, *, is_all: bool) -> QuerySet[Article]:
    """Return the articles that are reviewed soon or should have been: one's own, or all."""
    rows = access.visible_to(person).filter(
        confidence=Confidence.VALIDATED.value, review_due_at__lte=now() + SOON
    )
    return rows if is_all else rows.filter(owner=person)


def managers() -> list[Person]:
    """Return who manages knowledge, by name."""
    return _with_role("KM")


def told_on(rung: str, article: Article) -> list[Person]:
    """Return who hears of an overdue review on this rung; where nobody has the role, the owner."""
    people = [article.owner] if rung == "owner" else _with_role(rung)
    return [each for each in people or [article.owner] if access.reads_inside(each)]


def _with_role(role: str) -> list[Person]:
    rows = Person.objects.filter(grants__role=role, is_active=True).distinct()
    return [each for each in rows.order_by("sort_name") if may_work_at_desk(each)]
