"""The first reading of what somebody says, against the services and categories there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from spoc.catalogue.models import Answer, Category, Service
from spoc.catalogue.queries import Guide, categories_for, live_services, unknown_service
from spoc.people.models import Team
from spoc.people.queries import entry_team
from spoc.requests.queries.lessons import Prediction, predicted
from spoc.requests.rules import Reading, Subject, priority_of, read

READ = ("type", "service", "category", "impact", "urgency")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a request seems to be, with the reason for each part; `by_words` is what words say."""

    reading: Reading
    by_words: Service
    service: Service
    category: Category | None
    categories: list[Category]
    priority: int
    team: Team | None
    by_history: dict[str, Prediction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken of it: as suggested by words and questions, and as the agent has it."""

    suggestion: Suggestion
    fresh: dict[str, str]
    shown: dict[str, str]


def suggest(
    words: str, service_key: str = "", *, made: Mapping[str, Prediction] | None = None
) -> Suggestion:
    """Return what these words seem to ask for; a service already chosen is kept.

    `made` is what history predicts of them, where that was asked already.
    """
    services = list(live_services().select_related("team"))
    said = read(words, [Subject(s.pk, tuple(s.words)) for s in services])
    found, by_history = _with_history(said, predicted(words) if made is None else made, services)
    by_words = next((s for s in services if s.pk == found.service), None) or unknown_service()
    service = next((s for s in services if s.key == service_key), by_words)
    categories = list(categories_for(service))
    narrowed = read(words, (), [Subject(c.pk, tuple(c.words)) for c in categories])
    category = next((c for c in categories if c.pk == narrowed.category), None)
    fallback = next((c for c in categories if c.key == "other"), None)
    return Suggestion(
        found,
        by_words,
        service,
        category or fallback,
        categories,
        priority_of(found.impact, found.urgency),
        service.team or entry_team(),
        by_history,
    )


FAIR, STRONG = 2, 3


def _with_history(
    said: Reading, made: Mapping[str, Prediction], services: Sequence[Service]
) -> tuple[Reading, dict[str, Prediction]]:
    """Return the reading with what history knows better, and the predictions that were used.

    A type that is fairly sure goes before signs in the words; a service or an urgency that words
    name outright stays, unless history is strong. Who gets it and who knows it, history alone says.
    """
    keys = {each.key: each.pk for each in services}
    used: dict[str, Prediction] = {}
    kind, service, hurt = made.get("type"), made.get("service"), made.get("urgency")
    if kind and kind.strength >= FAIR:
        used["type"] = kind
        said = replace(said, type=kind.value, type_why=", ".join(kind.words))
    named = STRONG if said.service else FAIR
    if service and service.value in keys and service.strength >= named:
        used["service"] = service
        why = ", ".join(service.words)
        said = replace(said, service=keys[service.value], service_why=why)
    named = STRONG if said.impact_why or said.urgency_why else FAIR
    if hurt and hurt.strength >= named:
        used["urgency"] = hurt
        impact, urgency = map(int, hurt.value.split(":"))
        why = ", ".join(hurt.words)
        said = replace(said, impact=impact, urgency=urgency, impact_why="", urgency_why=why)
    hands = {field: made[field] for field in ("team", "person") if field in made}
    used |= {field: each for field, each in hands.items() if each.strength >= FAIR}
    return said, used


def taken(given: Mapping[str, str], guide: Guide) -> Taken:
    """Return the reading: what the agent changed stays, then come the questions, then the words."""
    said = said_by(guide.ending)
    changed = given["service"] if is_changed(given, "service") else ""
    suggestion = suggest(given.get("need", ""), changed or said.get("service", ""))
    read_so = suggestion.reading
    fresh = {
        "type": read_so.type,
        "service": suggestion.by_words.key,
        "category": suggestion.category.key if suggestion.category else "",
        "impact": str(read_so.impact),
        "urgency": str(read_so.urgency),
        **said,
    }
    shown = {name: given[name] if is_changed(given, name) else fresh[name] for name in READ}
    return Taken(suggestion, fresh, shown)


def is_changed(given: Mapping[str, str], name: str) -> bool:
    """Tell whether the agent chose another value than the one that was suggested to them."""
    return bool(given.get(name)) and given[name] != given.get(f"read_{name}", "")


def said_by(ending: Answer | None) -> dict[str, str]:
    """Return what an answer that ends the guided questions says it is, by field."""
    if ending is None or ending.category is None:
        return {}
    said = {"type": ending.type, "category": ending.category.key}
    return {**said, "service": ending.service.key} if ending.service else said
