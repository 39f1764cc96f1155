"""Reading channels and letters."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from spoc.channels.models import Channel, Letter
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


def letters_with_id(message_id: str, sender: str, *, but: Letter) -> QuerySet[Letter]:
    """Return the other letters with this id from this sender that were read, oldest first."""
    if not message_id:
        return Letter.objects.none()
    others = Letter.objects.filter(is_incoming=True, message_id=message_id, from_address=sender)
    read = others.exclude(Q(state=Letter.State.STORED) | Q(outcome="duplicate"))
    return read.exclude(pk=but.pk).order_by("id")


def letters_from(sender: str, within: timedelta) -> int:
    """Return how many letters came from this sender within the last while."""
    since = now() - within
    return Letter.objects.filter(
        is_incoming=True, from_address=sender, at__gt=since, at__lte=now()
    ).count()


def is_known_spammer(sender: str) -> bool:
    """Tell whether the last letter of this sender that somebody judged or read was spam."""
    read = Letter.objects.filter(is_incoming=True, from_address=sender, state=Letter.State.DONE)
    last = read.exclude(outcome="duplicate").order_by("-settled_at").values_list("outcome").first()
    return last == (SPAM,)


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
