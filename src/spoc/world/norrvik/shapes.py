"""How the world writes down what it has."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CommunityIs:
    """A community as the world has it."""

    key: str
    name: str
    tagline: str
    mail: str
    language: str
    hue: int
    chroma: int
    phone: str = "010-555 40 40"

    @property
    def hours(self) -> str:
        """When somebody answers, in the community's own words."""
        return "alla dagar, dygnet runt" if self.language == "sv" else "every day, all hours"


@dataclass(frozen=True, slots=True)
class PersonIs:
    """A person as the world has them; roles as 'CSR' or 'IR:team:applications'."""

    name: str
    mail: str
    organisation: str
    title: str
    place: str = ""
    phone: str = ""
    reach: str = ""
    language: str = "en"
    roles: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    is_vip: bool = False


@dataclass(frozen=True, slots=True)
class ServiceIs:
    """A service as the world has it, in both languages, with the words that point to it."""

    key: str
    name: str
    swedish: str
    criticality: int
    team: str
    words: tuple[str, ...]
    customers: tuple[str, ...] = ()
    owner: str = ""


@dataclass(frozen=True, slots=True)
class AnswerIs:
    """An answer as the world has it: on to a question, or to a type, a service and a category."""

    words: str
    swedish: str
    next: str = ""
    type: str = ""
    service: str = ""
    category: str = ""
    is_complaint: bool = False


@dataclass(frozen=True, slots=True)
class QuestionIs:
    """A guided question as the world has it; not knowing leads to another one, or to a person."""

    key: str
    words: str
    swedish: str
    answers: tuple[AnswerIs, ...]
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class CalendarIs:
    """A calendar as the world has it: one window on some weekdays, and whose holidays it keeps."""

    key: str
    name: str
    opens: str
    closes: str
    days: Collection[int]
    holidays: str = ""


@dataclass(frozen=True, slots=True)
class AgreementIs:
    """An agreement as the world has it; a target is a metric, a type, a priority and minutes.

    `all_hours` are the priorities whose clocks run day and night; the others keep office hours.
    No services are all of them; `accepted` is why its parts may take longer than it promises.
    """

    key: str
    kind: str
    name: str
    targets: tuple[tuple[str, str, int | None, int], ...]
    party: tuple[str, str] = ("", "")
    all_hours: tuple[int, ...] = (1,)
    goal: int = 95
    signed_by: str = ""
    services: tuple[str, ...] = ()
    accepted: str = ""
