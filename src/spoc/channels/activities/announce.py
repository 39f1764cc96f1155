"""Announcing to many: a draft, published, told more of, and ended (C.18)."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.catalogue.models import Service
from spoc.channels.announce_access import may_announce
from spoc.channels.models import Announcement, AnnouncementUpdate
from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.activities.changes import change
from spoc.people.models import Community, Person
from spoc.people.voice import said

Told = dict[str, dict[str, str]]
State = Announcement.State


class AnnouncementParticulars(TypedDict, total=False):
    """What is announced, and from when until when."""

    told: Told
    begins_at: datetime | None
    ends_at: datetime | None


@activity
def draft_announcement(
    kind: str,
    *,
    by: Person,
    communities: list[Community],
    services: list[Service],
    **particulars: Unpack[AnnouncementParticulars],
) -> Announcement:
    """Write an announcement that nobody else reads yet."""
    demand(may_announce(by))
    announcement = Announcement(kind=kind, by=by, **particulars)
    _demand_sound(announcement)
    announcement.save()
    announcement.communities.set(communities)
    announcement.services.set(services)
    record("announcement.drafted", announcement, by=by, title=announcement.title)
    return announcement


@activity
def change_announcement(
    announcement: Announcement,
    *,
    by: Person,
    kind: str,
    communities: list[Community],
    services: list[Service],
    **particulars: Unpack[AnnouncementParticulars],
) -> Announcement:
    """Change what is announced, to whom and until when; what has ended stays as it was told."""
    demand(may_announce(by))
    if announcement.state == State.ENDED:
        raise NotPossible(_("It has ended: write a new announcement."))
    wanted = {"kind": kind, **particulars}
    for name, value in wanted.items():
        setattr(announcement, name, value)
    _demand_sound(announcement)
    announcement.refresh_from_db()
    changes = change(announcement, wanted)
    announcement.communities.set(communities)
    announcement.services.set(services)
    plain = {name: [str(each) for each in pair] for name, pair in changes.items()}
    record("announcement.changed", announcement, by=by, title=announcement.title, changes=plain)
    return announcement


@activity
def publish_announcement(announcement: Announcement, *, by: Person) -> Announcement:
    """Tell it: it stands in the portal and at the desk, and goes to who follows by mail."""
    demand(may_announce(by))
    if announcement.state != State.DRAFT:
        raise NotPossible(_("It is published already."))
    announcement.state, announcement.published_at = State.PUBLISHED, now()
    announcement.save(update_fields=["state", "published_at"])
    words = {each: {"text": one.get("text", "")} for each, one in announcement.told.items()}
    update = _say(announcement, by, words)
    record("announcement.published", announcement, by=by, title=announcement.title, word=update.pk)
    return announcement


@activity
def update_announcement(announcement: Announcement, *, by: Person, words: Told) -> Announcement:
    """Tell more of what was published."""
    demand(may_announce(by))
    _demand_out(announcement)
    if not said(words, "text"):
        raise _nothing_said()
    announcement.state = State.UPDATED
    announcement.save(update_fields=["state"])
    update = _say(announcement, by, words)
    record("announcement.updated", announcement, by=by, title=announcement.title, word=update.pk)
    return announcement


@activity
def end_announcement(
    announcement: Announcement, *, by: Person, words: Told | None = None
) -> Announcement:
    """End it, with a last word where there is one."""
    demand(may_announce(by))
    _demand_out(announcement)
    announcement.state, announcement.ended_at = State.ENDED, now()
    announcement.save(update_fields=["state", "ended_at"])
    update = _say(announcement, by, words, is_last=True) if words else None
    pk = update.pk if update else None
    record("announcement.ended", announcement, by=by, title=announcement.title, word=pk)
    return announcement


def _say(
    announcement: Announcement, by: Person, words: Told, *, is_last: bool = False
) -> AnnouncementUpdate:
    return announcement.updates.create(words=words, by=by, at=now(), is_last=is_last)


def _demand_out(announcement: Announcement) -> None:
    if not announcement.is_out:
        raise NotPossible(_("Only what is published can be told more of or ended."))


def _demand_sound(announcement: Announcement) -> None:
    """Refuse what has no words, and a window that ends before it begins."""
    if not announcement.title:
        words = _("Give it a title in at least one language.")
        raise NotPossible(words, fields={"title_en": words})
    if not said(announcement.told, "text"):
        raise _nothing_said()
    begins, ends = announcement.begins_at, announcement.ends_at
    if announcement.kind == Announcement.Kind.MAINTENANCE and not (begins and ends):
        words = _("Say from when until when the maintenance is.")
        raise NotPossible(words, fields={"begins_at": words})
    if begins and ends and ends <= begins:
        words = _("It ends before it begins: choose a later end.")
        raise NotPossible(words, fields={"ends_at": words})


def _nothing_said() -> NotPossible:
    words = _("Write what people should know, in at least one language.")
    return NotPossible(words, fields={"text_en": words})
