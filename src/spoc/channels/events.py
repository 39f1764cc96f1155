"""What somebody can be told of: a registry that each app fills with its events when it starts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from spoc.channels.rules.notices import ANY_WAY

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Event:
    """One sort of news: what the preferences call it, its sentence, and by which ways it comes.

    What is urgent keeps no quiet hours. The sentence names its values as the facts' do.
    """

    key: str
    label: Words
    sentence: Words
    hint: Words = ""
    usual: str = "page"
    ways: tuple[str, ...] = ANY_WAY
    icon: str = "bell"
    is_urgent: bool = False


_events: dict[str, Event] = {}


def register_events(events: Iterable[Event]) -> None:
    """Add the events of one app; two with one key stop the start."""
    for event in events:
        if _events.setdefault(event.key, event) != event:
            raise TypeError(f"two events share the key {event.key!r}")


def all_events() -> list[Event]:
    """Return every event in the order they were added."""
    return list(_events.values())


def event_of(key: str) -> Event:
    """Return the event with this key, or raise KeyError."""
    return _events[key]


def is_event(key: str) -> bool:
    """Tell whether there is an event with this key."""
    return key in _events
