"""Following by mail what is announced: asked for, confirmed, told, and ended by one click."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.audit.activities import activity, record
from spoc.channels.activities.outgoing import Draft, post
from spoc.channels.models import Announcement, AnnouncementUpdate, StatusFollower
from spoc.channels.queries.announced import followers_of
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.models import Community, Person
from spoc.people.voice import said, voice_of

# one letter an hour asks an address whether it wants to follow; what is not confirmed is forgotten
ASKED_AGAIN = timedelta(hours=1)
KEPT_UNCONFIRMED = timedelta(days=3)


@activity
def follow_status(
    community: Community, *, by: Person, mail: str, language: str, is_proven: bool = False
) -> StatusFollower:
    """Let an address follow what is announced to a community; one not proven is asked first."""
    follower, is_new = StatusFollower.objects.get_or_create(
        community=community,
        mail=mail.strip().lower(),
        defaults={"language": language, "asked_at": now()},
    )
    if follower.confirmed_at is not None:
        return follower
    if is_proven:
        return confirm_follower(follower, by=by)
    if is_new or follower.asked_at < now() - ASKED_AGAIN:
        follower.asked_at, follower.language = now(), language
        follower.save(update_fields=["asked_at", "language"])
        _ask(follower, by)
        record("follower.asked", follower, by=by, community=community.name)
    return follower


@activity
def confirm_follower(follower: StatusFollower, *, by: Person) -> StatusFollower:
    """Note that the address wants to hear of what is announced."""
    if follower.confirmed_at is None:
        follower.confirmed_at = now()
        follower.save(update_fields=["confirmed_at"])
        record("follower.confirmed", follower, by=by, community=follower.community.name)
    return follower


@activity
def unfollow_status(follower: StatusFollower, *, by: Person) -> None:
    """Write to the address no more, and keep nothing of it."""
    record("follower.left", follower, by=by, community=follower.community.name)
    follower.delete()


@activity
def forget_followers(moment: datetime, *, by: Person) -> int:
    """Drop the addresses that never said that they want to follow."""
    old = StatusFollower.objects.filter(confirmed_at=None, asked_at__lt=moment - KEPT_UNCONFIRMED)
    for follower in old:
        record("follower.left", follower, by=by, community=follower.community.name)
        follower.delete()
    return len(old)


@activity
def tell_followers(update: AnnouncementUpdate, *, by: Person) -> int:
    """Write to everybody who follows, once, what was announced; return how many letters."""
    if update.told_at is not None:
        return 0
    update.told_at = now()
    update.save(update_fields=["told_at"])
    followers = followers_of(update.announcement)
    for follower in followers:
        _tell(follower, update, by)
    record("announcement.told", update.announcement, by=by, count=len(followers))
    return len(followers)


def _tell(follower: StatusFollower, update: AnnouncementUpdate, by: Person) -> None:
    announcement: Announcement = update.announcement
    with override(follower.language):
        word = Word(
            title=announcement.title,
            text=said(update.words, "text"),
            is_last=update.is_last,
            begins_at=announcement.begins_at,
            ends_at=announcement.ends_at,
        )
        write_to_follower(announcement, by=by, follower=follower, word=word)


@dataclass(frozen=True, slots=True)
class Word:
    """What one follower is written, in their language."""

    title: str
    text: str
    is_last: bool = False
    begins_at: datetime | None = None
    ends_at: datetime | None = None


def write_to_follower(about: Model, *, by: Person, follower: StatusFollower, word: Word) -> None:
    """Write to one follower in the language that is spoken, with the way to hear no more."""
    voice = voice_of(follower.community)
    leave = _address("unfollow", follower)
    known = {"word": word, "voice": voice, "leave": leave}
    draft = Draft(
        to=[follower.mail],
        subject=one_line(f"{voice.name}: {word.title}", 200),
        text=render_to_string("channels/mail/announcement.txt", known).strip(),
        language=follower.language,
        is_automatic=True,
        button=(_("See how services are"), f"{settings.SPOC_URL}{reverse('channels:status')}"),
        unsubscribe=leave,
        is_aside=True,
    )
    post(about, by=by, draft=draft, community=follower.community)


def _ask(follower: StatusFollower, by: Person) -> None:
    with override(follower.language):
        voice = voice_of(follower.community)
        text = render_to_string("channels/mail/follow.txt", {"voice": voice}).strip()
        subject = _("%(name)s: do you want to follow how services are?") % {"name": voice.name}
        button = (_("Yes, write to me"), _address("confirm-following", follower))
    draft = Draft(
        to=[follower.mail],
        subject=subject,
        text=text,
        language=follower.language,
        is_automatic=True,
        button=button,
    )
    post(follower, by=by, draft=draft, community=follower.community)


def _address(name: str, follower: StatusFollower) -> str:
    return settings.SPOC_URL + reverse(f"channels:{name}", kwargs={"mark": follower.mark})
