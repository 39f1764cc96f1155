"""Reading what is announced: what stands now, what is planned, what was, and who follows."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from spoc.channels.announce_access import OUT, announced_to
from spoc.channels.models import Announcement, AnnouncementUpdate, StatusFollower
from spoc.people.models import Community

# maintenance is told of before it begins; all else stands from its beginning
Kind = Announcement.Kind


def standing(rows: QuerySet[Announcement], moment: datetime) -> QuerySet[Announcement]:
    """Return what is told at this moment, the most urgent first."""
    begun = Q(kind=Kind.MAINTENANCE) | Q(begins_at=None) | Q(begins_at__lte=moment)
    over = Q(ends_at__isnull=False, ends_at__lte=moment)
    return rows.filter(begun, state__in=OUT).exclude(over).order_by("kind", "-published_at")


def past(rows: QuerySet[Announcement], since: datetime) -> QuerySet[Announcement]:
    """Return what disturbed and has ended since then, the newest first."""
    kinds = (Kind.INCIDENT, Kind.MAINTENANCE)
    ended = rows.filter(state=Announcement.State.ENDED, ended_at__gte=since, kind__in=kinds)
    return ended.order_by("-ended_at")


def due_to_end(moment: datetime) -> QuerySet[Announcement]:
    """Return what is still told although its time is over."""
    return Announcement.objects.filter(state__in=OUT, ends_at__lte=moment)


def with_words(rows: Iterable[Announcement]) -> list[tuple[Announcement, AnnouncementUpdate]]:
    """Return announcements with what was said of each last."""
    found = list(rows)
    updates = AnnouncementUpdate.objects.filter(announcement__in=found).order_by("id")
    last = {update.announcement_id: update for update in updates}
    return [(row, last[row.pk]) for row in found if row.pk in last]


def followers_of(announcement: Announcement) -> list[StatusFollower]:
    """Return who said that they want to hear of what is announced to these communities."""
    return followers_in(announcement.communities.values_list("pk", flat=True))


def followers_in(communities: Iterable[int]) -> list[StatusFollower]:
    """Return who follows one of these communities, or any where there are none."""
    rows = StatusFollower.objects.filter(confirmed_at__isnull=False).select_related("community")
    keys = list(communities)
    return list((rows.filter(community__in=keys) if keys else rows).order_by("id"))


def follower_with(mark: str) -> StatusFollower | None:
    """Return whose mark this is."""
    return StatusFollower.objects.select_related("community").filter(mark=mark).first()


def untold(moment: datetime) -> QuerySet[AnnouncementUpdate]:
    """Return what was said and not written to followers for a while."""
    return AnnouncementUpdate.objects.filter(told_at=None, at__lt=moment - timedelta(minutes=2))


def told_to(community: Community, moment: datetime) -> QuerySet[Announcement]:
    """Return what stands now for a community as a whole."""
    return standing(announced_to(community), moment)
