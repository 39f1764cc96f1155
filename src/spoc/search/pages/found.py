"""What was found for some words, grouped, as much as the person may see."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from django.db.models import Model, QuerySet

from spoc.catalogue.access import may_read_offerings, offerings_visible_to
from spoc.catalogue.models import Offering
from spoc.cmdb.access import may_read as may_read_items
from spoc.cmdb.access import visible_to as items_visible_to
from spoc.cmdb.models import ConfigurationItem
from spoc.kit.text import one_line
from spoc.knowledge.access import may_open as may_open_knowledge
from spoc.knowledge.access import visible_to as articles_visible_to
from spoc.knowledge.models import Article
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.queries.found import FoundRequest, found_requests
from spoc.requests.queries.queue_onlooker import MOST_KNOWN, Onlooker, onlooker
from spoc.search.queries import best_of, doors_of, meant
from spoc.search.queries.hits import Doors
from spoc.search.rules import number_in

Record = TypeVar("Record", bound=Model)


@dataclass(frozen=True, slots=True)
class Found:
    """What fits the words, by group; a request named by its number, and a better guess."""

    words: str
    requests: list[FoundRequest] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    items: list[ConfigurationItem] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    offerings: list[Offering] = field(default_factory=list)
    jump: int | None = None
    meant: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether words were asked for and nothing was found."""
        return bool(self.words) and not (
            self.requests or self.people or self.items or self.articles or self.offerings
        )


def found(person: Person, words: str, *, most: int) -> Found:
    """Return what fits the words; a number that is not theirs to see is as one that is not."""
    words = one_line(words)
    if not words:
        return Found("")
    jump = _jump(person, words)
    keys = best_of(words, _doors(onlooker(person)), limit=most)
    numbers = keys["request"]
    if jump is not None:
        numbers = [jump, *(number for number in numbers if number != jump)]
    requests = found_requests(person, numbers[:most])
    people = _in_order(keys["person"], lambda: _people(person))
    items = _in_order(keys.get("item", []), lambda: _items(person))
    articles = _in_order(keys.get("article", []), lambda: _articles(person))
    offerings = _in_order(keys.get("offering", []), lambda: _offerings(person))
    is_found = requests or people or items or articles or offerings
    guess = None if is_found else meant(person, words, noun="request")
    return Found(words, requests, people, items, articles, offerings, jump, guess)


def _jump(person: Person, words: str) -> int | None:
    number = number_in(words)
    if number is None:
        return None
    return access.visible_to(person).filter(pk=number).values_list("pk", flat=True).first()


@lru_cache(maxsize=MOST_KNOWN)
def _doors(who: Onlooker) -> dict[str, Doors]:
    """Return what somebody may search; what has pages of its own by whoever may open those."""
    items = ["item"] if may_read_items(who.person) else []
    articles = ["article"] if may_open_knowledge(who.person) else []
    offerings = ["offering"] if may_read_offerings(who.person) else []
    nouns = ("request", "person", *items, *articles, *offerings)
    return {noun: doors_of(who.person, noun) for noun in nouns}


def _in_order(keys: list[int], rows: Callable[[], QuerySet[Record]]) -> list[Record]:
    """Return those of the records that may be seen in the order of their keys; of none none."""
    by_key = rows().in_bulk(keys) if keys else {}
    return [by_key[key] for key in keys if key in by_key]


def _items(person: Person) -> QuerySet[ConfigurationItem]:
    return items_visible_to(person).select_related("service", "team")


def _articles(person: Person) -> QuerySet[Article]:
    rows = articles_visible_to(person).exclude(confidence="archived")
    return rows.prefetch_related("services")


def _offerings(person: Person) -> QuerySet[Offering]:
    return offerings_visible_to(person).exclude(state="retired").select_related("service")


def _people(person: Person) -> QuerySet[Person]:
    return people_visible_to(person).filter(merged_into=None).select_related("organisation")
