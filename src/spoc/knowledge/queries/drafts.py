"""What somebody began in the editor of articles; their own alone."""

from collections.abc import Iterable

from spoc.knowledge import access
from spoc.knowledge.models import ArticleDraft
from spoc.knowledge.rules.drafting import Place, place_in
from spoc.people.models import Person

MOST_SHOWN = 5


def draft_at(person: Person, place: Place) -> ArticleDraft | None:
    """Return what somebody began there."""
    return ArticleDraft.objects.filter(person=person, place=place.key).first()


def begun_by(person: Person) -> list[tuple[ArticleDraft, str]]:
    """Return what somebody began and has not saved, the newest first, and where each goes on.

    What was begun from a request they may see no longer is left out: it says what that said.
    """
    rows = ArticleDraft.objects.filter(person=person).order_by("-kept_at", "-id")[:MOST_SHOWN]
    placed = [(row, place_in(row.place)) for row in rows]
    asked = {place.number for _row, place in placed if place and place.kind == "request"}
    seen = requests_seen(person, asked) if asked else set()
    return [
        (row, place.address)
        for row, place in placed
        if place and (place.kind != "request" or place.number in seen)
    ]


def requests_seen(person: Person, numbers: Iterable[int]) -> set[int]:
    """Return which of these requests somebody may see."""
    rows = access.requests_shown(person).filter(pk__in=numbers)
    return set(rows.values_list("pk", flat=True))
