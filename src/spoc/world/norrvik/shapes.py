"""How the world writes down what it has."""

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
    hours: str = "every day, all hours"


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
