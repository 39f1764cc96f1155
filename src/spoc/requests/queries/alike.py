"""Requests that may be about the same: suggested with a reason, never joined by themselves."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from spoc.kit.time import now
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.rules import Likeness, likeness
from spoc.requests.rules.lifecycle import OPEN
from spoc.requests.rules.similarity import SUGGEST_FROM, WORDS_FROM

RECENTLY = timedelta(days=7)
# so many of the newest are compared by their words, and the likest of these by the rest
COMPARED = 500
LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Alike:
    """A request like this one: how alike, why, and whether it is the same person's."""

    support_request: SupportRequest
    score: float
    degree: int
    why: str
    is_same_requester: bool


def alike(support_request: SupportRequest, person: Person, limit: int = 5) -> list[Alike]:
    """Return requests like this one that are open or were resolved lately, the likest first."""
    wanted, requester = _likeness(support_request), support_request.requester_id
    return alike_to(wanted, requester, person, limit, but=support_request.pk)


def alike_to(
    wanted: Likeness, requester: int | None, person: Person, limit: int = 5, *, but: int = 0
) -> list[Alike]:
    """Return requests like these words."""
    rows = (
        SupportRequest.objects.filter(pk__in=_near(wanted, person, but))
        .annotate(words=TrigramSimilarity("title", wanted.title))
        .filter(words__gte=WORDS_FROM)
        .order_by("-words")[:LOOKED_AT]
    )
    found = [_scored(row, wanted, requester) for row in rows]
    return sorted((a for a in found if a.score >= SUGGEST_FROM), key=lambda a: -a.score)[:limit]


def _near(wanted: Likeness, person: Person, but: int) -> QuerySet[Any, Any]:
    """Return the newest requests with the same service or category that are open or were lately.

    Words alone make nothing alike enough: what shares neither need not be looked at.
    """
    lately = ~Q(status="resolved") | Q(resolved_at__gt=now() - RECENTLY)
    rows = access.visible_to(person).filter(lately, status__in=OPEN).exclude(pk=but)
    shared = {"service": wanted.service, "category": wanted.category}
    near = [
        rows.filter(**{name: key}).order_by("-pk").values("pk")[:COMPARED]
        for name, key in shared.items()
        if key is not None
    ]
    nothing: QuerySet[Any, Any] = rows.none().values("pk")
    return near[0].union(*near[1:]) if len(near) > 1 else near[0] if near else nothing


def _scored(row: SupportRequest, wanted: Likeness, requester: int | None) -> Alike:
    words = float(getattr(row, "words", 0))
    score = likeness(wanted, _likeness(row), text=words)
    return Alike(
        row,
        score,
        3 if score >= 0.85 else 2 if score >= 0.7 else 1,
        _why(row, wanted, words),
        row.requester_id == requester,
    )


def _likeness(row: SupportRequest) -> Likeness:
    return Likeness(row.title, row.created_at, None, row.service_id, row.category_id)


def _why(row: SupportRequest, wanted: Likeness, words: float) -> str:
    share = _("%(share)s per cent of the words are alike") % {"share": round(words * 100)}
    if wanted.service is not None and row.service_id == wanted.service:
        return _("%(share)s, same service") % {"share": share}
    return share
