"""The articles as the desk lists them: found by words, narrowed, and in which order."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When

from spoc.catalogue.models import Service
from spoc.knowledge import access
from spoc.knowledge.models import Article
from spoc.knowledge.rules import AUDIENCES, Confidence
from spoc.people.models import Language, Person
from spoc.search.queries import best, meant
from spoc.search.rules import nearest

NEWEST = ("-updated_at", "-id")
MOST_FOUND = 200
MOST_TITLES = 2_000
SHOWS = ("all", "mine", "overdue", "flagged", "proven")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; each empty where it is not."""

    words: str = ""
    show: str = "all"
    confidence: str = ""
    audience: str = ""
    language: str = ""
    service: str = ""

    @property
    def is_any(self) -> bool:
        """Whether it is narrowed at all."""
        return self != Filters()


def filters_in(given: Mapping[str, str]) -> Filters:
    """Return the filters an address asks for; what is none of them is left out."""
    known = {
        "show": SHOWS,
        "confidence": [each.value for each in Confidence],
        "audience": AUDIENCES,
        "language": Language.values,
    }
    said = {name: given.get(name, "") for name in known}
    kept = {name: value for name, value in said.items() if value in known[name]}
    words = " ".join(given.get("q", "").split())[:200]
    return Filters(words=words, service=given.get("service", "")[:50], **kept)


def listed(person: Person, filters: Filters) -> QuerySet[Article]:
    """Return the articles somebody may read that pass the filters."""
    rows = access.visible_to(person)
    if filters.confidence:
        rows = rows.filter(confidence=filters.confidence)
    else:
        rows = rows.exclude(confidence=Confidence.ARCHIVED.value)
    for name in ("audience", "language"):
        if value := getattr(filters, name):
            rows = rows.filter(**{name: value})
    if filters.service:
        rows = rows.filter(services__key=filters.service).distinct()
    return _shown(rows, person, filters.show)


def found(person: Person, filters: Filters) -> list[Article]:
    """Return the articles that fit the words, the best first."""
    keys = best(person, filters.words, noun="article", limit=MOST_FOUND)
    rows = listed(person, filters).filter(pk__in=keys)
    order = Case(
        *[When(pk=pk, then=Value(place)) for place, pk in enumerate(keys)],
        default=Value(len(keys)),
        output_field=IntegerField(),
    )
    return list(rows.order_by(order)) if keys else []


def meant_by(person: Person, filters: Filters) -> str:
    """Return the words somebody may have meant who found nothing."""
    guess = meant(person, filters.words, noun="article")
    if guess is None:
        titles = access.visible_to(person).order_by(*NEWEST).values_list("title", flat=True)
        guess = nearest(filters.words, titles[:MOST_TITLES])
    return guess or ""


def counted(person: Person, show: str) -> int:
    """Return how many there are of one sort."""
    return listed(person, Filters(show=show)).count()


def services_written_about(person: Person) -> QuerySet[Service]:
    """Return the services the list can be narrowed to."""
    return access.services_shown(person).filter(articles__isnull=False).distinct().order_by("name")


def _shown(rows: QuerySet[Article], person: Person, show: str) -> QuerySet[Article]:
    if show == "mine":
        return rows.filter(owner=person)
    if show == "overdue":
        return rows.filter(overdue_rung__gt=0)
    if show == "flagged":
        return rows.filter(open_flags__gt=0)
    if show == "proven":
        return rows.filter(confidence=Confidence.NOT_VALIDATED.value, solved_count__gte=3)
    return rows
