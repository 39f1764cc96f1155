"""The first reading of what somebody says, against the services and categories there are."""

from dataclasses import dataclass

from spoc.catalogue.models import Category, Service
from spoc.catalogue.queries import categories_for, live_services, unknown_service
from spoc.people.models import Team
from spoc.people.queries import entry_team
from spoc.requests.rules import Reading, Subject, priority_of, read


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a request seems to be, with the reason for each part."""

    reading: Reading
    service: Service
    category: Category | None
    priority: int
    team: Team | None


def suggest(words: str, service_key: str = "") -> Suggestion:
    """Return what these words seem to ask for; a service already chosen is kept."""
    services = list(live_services().select_related("team"))
    found = read(words, [Subject(s.pk, tuple(s.words)) for s in services])
    service = next((s for s in services if s.key == service_key or s.pk == found.service), None)
    if service_key:
        service = next((s for s in services if s.key == service_key), service)
    service = service or unknown_service()
    categories = list(categories_for(service))
    by_words = read(words, (), [Subject(c.pk, tuple(c.words)) for c in categories])
    category = next((c for c in categories if c.pk == by_words.category), None)
    fallback = next((c for c in categories if c.key == "other"), None)
    return Suggestion(
        found,
        service,
        category or fallback,
        priority_of(found.impact, found.urgency),
        service.team or entry_team(),
    )
