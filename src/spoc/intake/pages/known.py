"""Knowledge while something is taken in: what may help, and what the agent used of it."""

from spoc.catalogue.models import Service
from spoc.knowledge.access import visible_to
from spoc.knowledge.activities import use_article
from spoc.knowledge.queries.matching import Match, matches_inside
from spoc.people.models import Person
from spoc.requests.models import SupportRequest

USED = "article-"
SHORTEST, MOST_USED, LONGEST_KEY = 8, 5, 18


def articles_shown(
    person: Person, given: dict[str, str], service: Service | None
) -> dict[str, object]:
    """Return the articles that fit what is written, and which of them are used."""
    words = given.get("need", "")
    key = service.pk if service else None
    found: list[Match] = []
    if len(words.strip()) >= SHORTEST:
        found = matches_inside(words, person, service=key)
    return {"known": found, "used": set(_chosen(given))}


def use_chosen(support_request: SupportRequest, *, by: Person, given: dict[str, str]) -> None:
    """Keep that the articles chosen in the form were used."""
    for article in visible_to(by).filter(pk__in=_chosen(given)):
        use_article(support_request, by=by, article=article, way="matched")


def _chosen(given: dict[str, str]) -> list[int]:
    said = [name.removeprefix(USED) for name in given if name.startswith(USED)]
    return [int(key) for key in said if key.isdecimal() and len(key) <= LONGEST_KEY][:MOST_USED]
