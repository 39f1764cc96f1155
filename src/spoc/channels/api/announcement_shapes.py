"""What an announcement is written and read as over the API."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from spoc.channels.models import Announcement, AnnouncementUpdate
from spoc.people.voice import LANGUAGES
from spoc.site.machines import Key, Moment, OneOf, PageIn

LONGEST = 4_000
KindCode = Annotated[str, OneOf(("incident", "maintenance", "news", "promotion"))]
StateCode = Annotated[str, OneOf(("draft", "published", "updated", "ended"))]
Keys = Annotated[list[Key], Field(max_length=200)]
Told = dict[str, dict[str, str]]


class SaidIn(Schema):
    """A title and a text in one language."""

    title: str = Field("", max_length=120)
    text: str = Field("", max_length=LONGEST)


class WordIn(Schema):
    """A word to many in one language."""

    text: str = Field("", max_length=LONGEST)


class AnnouncementToldIn(Schema):
    """What is announced, in one language at least; readers of the other get the words there are."""

    en: SaidIn | None = None
    sv: SaidIn | None = None


class AnnouncementWordsIn(Schema):
    """A word to many, in one language at least."""

    en: WordIn | None = None
    sv: WordIn | None = None


class AnnouncementIn(Schema):
    """What is announced; without communities or services it is for everybody."""

    kind: KindCode
    told: AnnouncementToldIn
    begins_at: Moment | None = None
    ends_at: Moment | None = Field(None, description="It is told no longer then.")
    communities: Keys = []
    services: Keys = []


class AnnouncementChangeIn(Schema):
    """What is to be changed of it; what is left out stays."""

    kind: KindCode | None = None
    told: AnnouncementToldIn | None = None
    begins_at: Moment | None = None
    ends_at: Moment | None = None
    communities: Keys | None = None
    services: Keys | None = None


class MoreIn(Schema):
    """What there is more to tell."""

    words: AnnouncementWordsIn


class LastWordIn(Schema):
    """The last word, where there is one."""

    words: AnnouncementWordsIn | None = None


class AnnouncementsIn(PageIn):
    """Whether only what stands at this moment."""

    standing: bool = False


class UpdateOut(Schema):
    """One word of an announcement, by language: the first, a later one, or the last."""

    words: dict[str, dict[str, str]]
    at: datetime
    is_last: bool


class AnnouncementOut(Schema):
    """An announcement with all that was told of it, the oldest first.

    `communities` and `services` name those of its readers that the caller may know.
    """

    id: int
    kind: KindCode
    state: StateCode
    title: str
    told: dict[str, dict[str, str]]
    begins_at: datetime | None
    ends_at: datetime | None
    published_at: datetime | None
    ended_at: datetime | None
    communities: list[int]
    services: list[int]
    updates: list[UpdateOut]


class AnnouncementsOut(Schema):
    """A page of announcements, the newest first, and the mark of the next page."""

    items: list[AnnouncementOut]
    next: str | None


def by_language(told: AnnouncementToldIn | AnnouncementWordsIn) -> Told:
    """Return what was given by language, without what is empty."""
    given = {each: getattr(told, each) for each in LANGUAGES}
    said = {each: words.dict() for each, words in given.items() if words}
    filled = {
        each: {key: text for key, text in words.items() if text} for each, words in said.items()
    }
    return {each: words for each, words in filled.items() if words}


def announcement_out(row: Announcement) -> AnnouncementOut:
    """Return an announcement as it is read; its lists come with it."""
    updates = sorted(row.updates.all(), key=lambda each: each.pk)
    return AnnouncementOut(
        id=row.pk,
        kind=row.kind,
        state=row.state,
        title=row.title,
        told=row.told,
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        published_at=row.published_at,
        ended_at=row.ended_at,
        communities=[each.pk for each in row.communities.all()],
        services=[each.pk for each in row.services.all()],
        updates=[_update(each) for each in updates],
    )


def _update(row: AnnouncementUpdate) -> UpdateOut:
    return UpdateOut(words=row.words, at=row.at, is_last=row.is_last)
