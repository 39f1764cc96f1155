"""Reading channels and letters."""

from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from spoc.channels.models import Channel, Letter
from spoc.kit.prepared import Place, Prepared
from spoc.kit.time import now

# the outcome of a letter that somebody found to be spam
SPAM = "spam"


def channels_on() -> QuerySet[Channel]:
    """Return the channels that are open."""
    return Channel.objects.filter(is_on=True).order_by("id")


def letters_waiting(moment: datetime) -> QuerySet[Letter]:
    """Return the letters that came and wait to be understood, due by this moment."""
    states = [Letter.State.STORED, Letter.State.HELD]
    waiting = Letter.objects.filter(is_incoming=True, state__in=states)
    return waiting.filter(next_try_at__lte=moment).order_by("id")[:500]


def letters_to_send(moment: datetime) -> QuerySet[Letter]:
    """Return the letters that wait to go out and are due by this moment."""
    queued = Letter.objects.filter(is_incoming=False, state=Letter.State.QUEUED)
    return queued.filter(next_try_at__lte=moment).order_by("id")[:500]


def letters_with_id(message_id: str, sender: str, *, but: Letter) -> list[Letter]:
    """Return the other letters with this id from this sender that were read, oldest first."""
    return _with_id(message_id, sender, but.pk) if message_id else []


@Prepared
def _with_id(message_id: Place, sender: Place, but: Place) -> QuerySet[Letter]:
    others = Letter.objects.filter(is_incoming=True, message_id=message_id, from_address=sender)
    read = others.exclude(Q(state=Letter.State.STORED) | Q(outcome="duplicate"))
    return read.exclude(pk=but).order_by("id")


def letters_from(sender: str, within: timedelta) -> int:
    """Return how many letters came from this sender within the last while."""
    return next(iter(_counted(sender, now() - within, now())), 0)


@Prepared
def _counted(sender: Place, since: Place, until: Place) -> QuerySet[Letter, int]:
    rows = Letter.objects.filter(is_incoming=True, from_address=sender)
    among = rows.filter(at__gt=since, at__lte=until).order_by().values("is_incoming")
    return among.annotate(count=Count("*")).values_list("count", flat=True)


def is_known_spammer(sender: str) -> bool:
    """Tell whether the last letter of this sender that somebody judged or read was spam."""
    return _last_outcome(sender) == [SPAM]


@Prepared
def _last_outcome(sender: Place) -> QuerySet[Letter, str]:
    read = Letter.objects.filter(is_incoming=True, from_address=sender, state=Letter.State.DONE)
    judged = read.exclude(outcome="duplicate").order_by("-settled_at")
    return judged.values_list("outcome", flat=True)[:1]


def letter_sent_as(message_id: str) -> Letter | None:
    """Return the letter we sent under this Message-ID."""
    if not message_id:
        return None
    return Letter.objects.filter(is_incoming=False, message_id=message_id).first()


def letters_held() -> int:
    """Return how many letters came and are not understood yet after a first try."""
    return Letter.objects.filter(state=Letter.State.HELD).count()


def letters_failed() -> int:
    """Return how many letters could not be sent."""
    return Letter.objects.filter(state=Letter.State.FAILED).count()


def failing_channels() -> list[tuple[str, str]]:
    """Return the open channels that had a problem when last looked into, with its words."""
    failing = Channel.objects.filter(is_on=True).exclude(problem="").order_by("name")
    return [(channel.name, channel.problem) for channel in failing]
