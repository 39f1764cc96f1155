"""Chats as tests begin them."""

from spoc.channels.activities.chat import Visitor
from spoc.channels.models import Channel
from spoc.people.models import Community, Person
from spoc.service_levels.models import Calendar


def chat_channel(
    name: str = "Chat",
    community: Community | None = None,
    *,
    origins: str = "",
    calendar: Calendar | None = None,
) -> Channel:
    """Open a way to chat."""
    told = {"greeting_en": "Hello there.", "greeting_sv": "Hej där.", "origins": origins}
    return Channel.objects.create(
        kind="chat", name=name, community=community, settings=told, calendar=calendar
    )


def visitor(name: str = "Nadia Berg", person: Person | None = None) -> Visitor:
    """Return who chats: somebody nobody knows, unless they are signed in."""
    return Visitor(name, f"{name.split()[0].lower()}@example.org", "en", person)
