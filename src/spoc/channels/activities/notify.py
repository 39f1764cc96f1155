"""Telling people of what concerns them: a notice, and a letter where they want one."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Model, QuerySet

from spoc.audit.activities import activity, announce
from spoc.audit.activities.activity import add_news
from spoc.channels import access
from spoc.channels.events import Event, event_of
from spoc.channels.models import Letter, Notice, Telling
from spoc.channels.notice_letters import tell_gathered, tell_now
from spoc.channels.queries.notices import gathered_for, topic_of
from spoc.channels.queries.ways import is_quiet, way_of
from spoc.channels.rules.notices import DIGEST, MAIL, NONE, PAGE, goes_at_once, is_gathered
from spoc.kit.nouns import noun_of
from spoc.kit.time import now
from spoc.people.models import Person


@dataclass(frozen=True, slots=True)
class News:
    """What there is to tell: which event, of which record, with which plain values."""

    event: str
    subject: Model
    values: Mapping[str, object]


@activity
def notify(person: Person, *, by: Person, news: News) -> Notice | None:
    """Tell somebody of what concerns them, by the way they chose.

    Nobody is told of what they did themselves, or of what they may not see at this moment. What
    happens again before it is seen is no second notice, and no second letter.
    """
    key, pk = noun_of(news.subject).key, news.subject.pk
    if person.pk == by.pk or not access.may_be_told(person, key, pk):
        return None
    event = event_of(news.event)
    way = way_of(person, event)
    if way == NONE:
        return None
    notice, is_first = _noted(person, event, (key, pk), news.values)
    add_news([topic_of(person.pk)])
    _log(notice, PAGE)
    if _disturbs(person, event, way, is_first=is_first):
        letter = tell_now(person, by=by, notice=notice)
        if letter is not None:
            _log(notice, MAIL, letter)
    elif is_gathered(way) and notice.awaits_since is None:
        notice.awaits_since = now()
        notice.save(update_fields=["awaits_since"])
    return notice


@activity
def gather_notices(person: Person, *, by: Person) -> Letter | None:
    """Write one letter of all that was gathered for somebody, as far as they may still see it."""
    waiting = gathered_for(person)
    Notice.objects.filter(pk__in=[each.pk for each in waiting]).update(awaits_since=None)
    letter = tell_gathered(person, by=by, notices=waiting) if waiting else None
    if letter is not None:
        Telling.objects.create(
            person=person, way=DIGEST, count=len(waiting), letter=letter, at=now()
        )
    return letter


def see_notices(person: Person, notices: QuerySet[Notice]) -> int:
    """Note that somebody read notices of theirs; what is read stands in no later letter.

    It is nobody else's affair, so it is no activity and no fact; their other pages hear of it.
    """
    with transaction.atomic():
        own = notices.filter(person=person.pk, seen_at=None)
        count = own.order_by().update(seen_at=now(), awaits_since=None)
        if count:
            announce([topic_of(person.pk)])
    return count


def _noted(
    person: Person, event: Event, about: tuple[str, int], values: Mapping[str, object]
) -> tuple[Notice, bool]:
    """Return the notice that stands for it, and whether it is the first of its sort unseen."""
    noun, pk = about
    unseen = Notice.objects.filter(person=person, event=event.key, noun=noun, subject_id=pk)
    notice = unseen.filter(seen_at=None).first()
    if notice is None:
        made = Notice.objects.create(
            person=person,
            event=event.key,
            noun=noun,
            subject_id=pk,
            values=dict(values),
            first_at=now(),
            last_at=now(),
        )
        return made, True
    notice.count, notice.values, notice.last_at = F("count") + 1, dict(values), now()
    notice.save(update_fields=["count", "values", "last_at"])
    notice.refresh_from_db(fields=["count"])
    return notice, False


def _disturbs(person: Person, event: Event, way: str, *, is_first: bool) -> bool:
    """Tell whether a letter goes at once; quiet hours are asked for only where one would."""
    if not goes_at_once(way, is_first=is_first, is_quiet=False, is_urgent=False):
        return False
    return event.is_urgent or not is_quiet(person, now())


def _log(notice: Notice, way: str, letter: Letter | None = None) -> None:
    Telling.objects.create(
        person_id=notice.person_id,
        way=way,
        event=notice.event,
        noun=notice.noun,
        subject_id=notice.subject_id,
        letter=letter,
        at=now(),
    )
