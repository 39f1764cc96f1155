"""Notices as their person reads them: a sentence in their language, and what it is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet
from django.utils.translation import gettext as _

from spoc.audit.activities import fill
from spoc.channels.access import notices_visible_to
from spoc.channels.events import event_of, is_event
from spoc.channels.models import Notice, Telling
from spoc.kit.nouns import is_noun, noun
from spoc.people.models import Person
from spoc.people.queries import known_with_person

# what is counted at most, so that a bell costs the same whoever rests long
MOST = 100
# what a person is loaded with
UNSEEN = "unseen_notices"

Told = Notice | Telling


@dataclass(frozen=True, slots=True)
class About:
    """A record as its reader may know it."""

    reference: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice as it is read; what it is about is left out where that is not theirs to see."""

    pk: int
    event: str
    icon: str
    words: str
    about: About | None
    count: int
    at: datetime
    is_seen: bool


def topic_of(person_id: int) -> str:
    """Return the name under which open pages hear that somebody's notices changed: no more."""
    return f"notices-{person_id}"


def load_unseen_with_people() -> None:
    """Let whoever signs in come with the records they have unseen notices of."""
    unseen = Notice.objects.filter(person=OuterRef("pk"), seen_at=None)
    known_with_person(UNSEEN, ArraySubquery(unseen.order_by().values("subject_id")[:MOST]))


def unseen_count(person: Person | None) -> int:
    """Return how many notices somebody has not seen; a hundred stands for more."""
    loaded = getattr(person, UNSEEN, None)
    return len(loaded or ())


def unseen_on(person: Person, key: str, pk: int) -> QuerySet[Notice]:
    """Return the unseen notices somebody has of one record; asked only where there may be some."""
    if pk not in (getattr(person, UNSEEN, None) or ()):
        return Notice.objects.none()
    return unseen(person).filter(noun=key, subject_id=pk)


def unseen(person: Person) -> QuerySet[Notice]:
    """Return what somebody has not seen."""
    return notices_visible_to(person).filter(seen_at=None)


def gathered_for(person: Person) -> list[Notice]:
    """Return what waits to stand in a person's next letter, oldest first."""
    waiting = notices_visible_to(person).filter(awaits_since__isnull=False)
    return list(waiting.order_by("first_at", "id")[:MOST])


def rows_of(person: Person, notices: Sequence[Notice]) -> list[NoticeRow]:
    """Return notices as rows to read, with one question a noun for what they are about."""
    known = about(person, notices)
    return [
        NoticeRow(
            each.pk,
            each.event,
            event_of(each.event).icon if is_event(each.event) else "bell",
            words_of(each),
            known.get((each.noun, each.subject_id)),
            each.count,
            each.last_at,
            each.is_seen,
        )
        for each in notices
    ]


def about(person: Person, told: Iterable[Told]) -> dict[tuple[str, int], About]:
    """Return the records that something told of, as far as the person may see them now."""
    wanted: dict[str, set[int]] = {}
    for each in told:
        if each.subject_id is not None and is_noun(each.noun):
            wanted.setdefault(each.noun, set()).add(each.subject_id)
    return {
        (key, row.pk): shown(key, row)
        for key, keys in wanted.items()
        for row in noun(key).visible_to(person).filter(pk__in=keys)
    }


def shown(key: str, row: Model) -> About:
    """Return a record as it is named; where its title begins with its number, that alone too."""
    kept = noun(key)
    title, reference = kept.title(row), kept.reference(row)
    if not title.startswith(reference):
        return About("", title, kept.address(row))
    return About(reference, title.removeprefix(reference).strip(), kept.address(row))


def words_of(notice: Notice) -> str:
    """Return what a notice says in the reader's language."""
    if not is_event(notice.event):
        return _("Something happened that is not told any more.")
    return fill(event_of(notice.event).sentence, notice.values)
