"""What other systems tell of, whichever words they use: alarms, messages and calls."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something a monitoring system noticed, or that it is over; the same `key` is the same thing.

    `severity` is critical, major, minor, warning or info; `service` and `item` are what the sender
    calls them; `at` is when it began, or ended.
    """

    key: str
    is_over: bool
    title: str
    text: str = ""
    severity: str = "warning"
    service: str = ""
    item: str = ""
    at: datetime | None = None
    link: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that came with words: what it is called and is, where it is fetched, how large."""

    name: str
    kind: str
    address: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote in a messenger; the same `thread` is the same conversation."""

    thread: str
    message: str
    text: str
    handle: str
    name: str = ""
    mail: str = ""
    files: tuple[Enclosed, ...] = ()


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of a phone call: ringing, answered, ended or abandoned; `call` names the call."""

    call: str
    step: str
    number: str
    at: datetime | None = None
    agent: str = ""
    recording: str = ""


Heard = Alarm | Said | Rung
