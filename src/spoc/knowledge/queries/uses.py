"""What articles were used for, and how often lately."""

from django.db.models import QuerySet

from spoc.kit.time import now
from spoc.knowledge import access
from spoc.knowledge.models import Article, Use
from spoc.knowledge.rules.review import SPAN
from spoc.people.models import Person
from spoc.requests.models import SupportRequest

MOST = 50


def lately_used(article: Article) -> int:
    """Return how often an article was used in the span that decides its next review."""
    return article.uses.filter(at__gte=now() - SPAN).count()


def uses_of(article: Article, person: Person) -> QuerySet[Use]:
    """Return the newest uses of an article for requests the person may see."""
    rows = all_uses_of(article, person).select_related("support_request", "by")
    return rows.order_by("-at", "-id")[:MOST]


def all_uses_of(article: Article, person: Person) -> QuerySet[Use]:
    """Return the uses of an article for requests the person may see."""
    seen = access.requests_shown(person).values("pk")
    return Use.objects.filter(article=article, support_request__in=seen)


def used_for(support_request: SupportRequest, person: Person) -> QuerySet[Use]:
    """Return the articles used for a request that the person may see, the oldest use first."""
    seen = access.visible_to(person).values("pk")
    rows = Use.objects.filter(support_request=support_request, article__in=seen)
    return rows.select_related("article", "by").order_by("at", "id")[:MOST]
