"""What intake looks up before it decides."""

from datetime import timedelta

from spoc.channels.models import Channel
from spoc.intake.rules import same_words
from spoc.kit.time import now
from spoc.people.models import CommunityAddress, Person
from spoc.requests.models import SupportRequest

JUST_NOW = timedelta(minutes=10)


def own_addresses(channel: Channel | None) -> set[str]:
    """Return the addresses that are ours: a letter from one of them is our own, come back."""
    ours = set(CommunityAddress.objects.values_list("value", flat=True))
    if channel is not None and "@" in channel.settings.get("user", ""):
        ours.add(channel.settings["user"].lower())
    return ours


def said_just_now(sender: Person, words: str) -> SupportRequest | None:
    """Return an open request in which this sender said the very same within ten minutes."""
    recent = SupportRequest.objects.filter(
        requester=sender, channel="email", created_at__range=(now() - JUST_NOW, now())
    ).order_by("-id")[:20]
    return next((r for r in recent if r.is_open and same_words(r.description, words)), None)
