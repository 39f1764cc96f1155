"""The ways in and how they do: what came, how long people waited, and who went away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q

from spoc.channels.access import visible_to
from spoc.channels.models import Channel, Delivery, Interaction
from spoc.kit.time import now
from spoc.people.models import Person

DAYS = 7


@dataclass(frozen=True, slots=True)
class Course:
    """What came by one channel of late: contacts, how many of them waited, and what came of it."""

    contacts: int = 0
    live: int = 0
    abandoned: int = 0
    mean_wait: timedelta | None = None

    @property
    def wait(self) -> str:
        """How long those who were answered waited, in minutes and seconds; empty if none was."""
        if self.mean_wait is None:
            return ""
        minutes, seconds = divmod(round(self.mean_wait.total_seconds()), 60)
        return f"{minutes}:{seconds:02}"

    @property
    def share_abandoned(self) -> int:
        """Of a hundred who waited, so many went away unanswered."""
        return round(100 * self.abandoned / self.live) if self.live else 0


@dataclass(frozen=True, slots=True)
class WayIn:
    """A channel as the list of them shows it."""

    channel: Channel
    course: Course
    unread: int
    not_understood: int


def ways_in(viewer: Person) -> list[WayIn]:
    """Return the channels this person may shape, the open ones first."""
    channels = visible_to(viewer).select_related("community", "team", "owner", "calendar")
    courses, sent = _courses(), _sent()
    return [_way(channel, courses, sent) for channel in channels.order_by("-is_on", "name")]


def _way(
    channel: Channel, courses: Mapping[int, Course], sent: Mapping[int, tuple[int, int]]
) -> WayIn:
    course = courses.get(channel.pk, Course())
    unread, failed = sent.get(channel.pk, (0, 0))
    return WayIn(channel, course, unread, failed)


def _courses() -> dict[int, Course]:
    since = now() - timedelta(days=DAYS)
    waited = ExpressionWrapper(F("answered_at") - F("started_at"), output_field=DurationField())
    rows = Interaction.objects.filter(way__isnull=False, started_at__gte=since, is_incoming=True)
    # what was written down afterwards, such as a call, nobody waited for here
    live = Q(ended_at=None) | Q(ended_at__gt=F("started_at"))
    gone = Count("pk", filter=Q(disposition=Interaction.Disposition.ABANDONED))
    told = (
        rows.order_by()
        .values("way")
        .annotate(
            all=Count("pk"), live=Count("pk", filter=live), gone=gone, wait=Avg(waited, filter=live)
        )
    )
    return {
        each["way"]: Course(each["all"], each["live"], each["gone"], each["wait"]) for each in told
    }


def _sent() -> dict[int, tuple[int, int]]:
    unread = Count("pk", filter=Q(state=Delivery.State.STORED))
    failed = Count("pk", filter=Q(state=Delivery.State.FAILED))
    open_ones = Delivery.objects.exclude(state=Delivery.State.DONE).order_by()
    told = open_ones.values("channel").annotate(unread=unread, failed=failed)
    return {each["channel"]: (each["unread"], each["failed"]) for each in told}
