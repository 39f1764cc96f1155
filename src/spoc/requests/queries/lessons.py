"""What history teaches: its examples, and what it says of new words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from spoc.kit.prepared import Prepared
from spoc.requests.models import Lesson, SupportRequest
from spoc.requests.models.lesson import LESSONS
from spoc.requests.rules.learning import Learned, guess

MOST_EXAMPLES = 20_000
WORDS_READ = 2_000
# what counts as decided by people: it was worked on, and nobody took it for rubbish
DECIDED = ("in_progress", "pending", "resolved", "closed")
_learned: dict[str, tuple[int, Learned]] = {}


@dataclass(frozen=True, slots=True)
class Prediction:
    """What history suggests for a field: the value, why, and how far it may be trusted.

    `strength` is 1 weak, 2 fair, 3 strong; `share` how many of a hundred guesses came out right
    when the lesson was tried.
    """

    value: str
    words: tuple[str, ...]
    strength: int
    share: int
    lesson: int


def examples_of(field: str) -> list[tuple[str, str]]:
    """Return the texts of the newest decided requests with what they were for a field."""
    rows = SupportRequest.objects.filter(status__in=DECIDED).exclude(type="unclassified")
    rows = rows.filter(is_restricted=False, **KNOWN.get(field, {})).order_by("-id")
    found = rows.values_list("title", "description", *PARTS[field])[:MOST_EXAMPLES]
    return [
        (f"{title}\n{words[:WORDS_READ]}", ":".join(map(str, parts)))
        for title, words, *parts in found
    ]


PARTS = {
    "type": ("type",),
    "service": ("service__key",),
    "team": ("team__key",),
    "person": ("assignee_id",),
    "urgency": ("impact", "urgency"),
}
KNOWN = {
    "service": {"service__isnull": False},
    "team": {"team__isnull": False},
    "person": {"assignee__is_active": True},
    "urgency": {"impact__isnull": False, "urgency__isnull": False},
}


def value_of(support_request: SupportRequest, field: str) -> str:
    """Return what a request is for a field, as lessons write it; empty when not decided."""
    if field == "urgency":
        impact, urgency = support_request.impact, support_request.urgency
        return f"{impact}:{urgency}" if impact and urgency else ""
    if field == "person":
        return str(support_request.assignee_id or "")
    found = getattr(support_request, field)
    return found if isinstance(found, str) else found.key if found else ""


def predicted(words: str) -> dict[str, Prediction]:
    """Return what history says of some words, by field; fields it knows nothing of are left out."""
    found: dict[str, Prediction] = {}
    for lesson in _newest():
        made = guess(_ready(lesson), words[:WORDS_READ])
        if made is not None:
            share = round(100 * lesson.right / lesson.asked)
            strength = lesson.trial.strength(made.lead)
            found[lesson.field] = Prediction(made.label, made.words, strength, share, lesson.pk)
    return found


@Prepared
def _newest() -> QuerySet[Lesson]:
    """Return the lessons in use, without their bodies, in one query."""
    return Lesson.objects.order_by("field", "-id").distinct("field").defer("body")


def _ready(lesson: Lesson) -> Learned:
    known = _learned.get(lesson.field)
    if known is None or known[0] != lesson.pk:
        known = _learned[lesson.field] = (lesson.pk, lesson.learned)
    return known[1]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a field's lesson does: its trial, and what people made of its suggestions."""

    field: str
    lesson: Lesson
    accepted: int
    refused: int


def standings() -> list[Standing]:
    """Return how each lesson in use does, with the suggestions of all lessons of its field."""
    rows = Lesson.objects.values("field").annotate(
        accepted=Count("suggestions", filter=Q(suggestions__outcome="accepted")),
        refused=Count("suggestions", filter=Q(suggestions__outcome="refused")),
    )
    counted: Mapping[str, tuple[int, int]] = {
        row["field"]: (row["accepted"], row["refused"]) for row in rows
    }
    newest = {lesson.field: lesson for lesson in _newest()}
    return [Standing(field, newest[field], *counted[field]) for field in LESSONS if field in newest]
