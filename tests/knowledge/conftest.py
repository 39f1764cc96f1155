"""Articles on their way, and who is trusted with them."""

from collections.abc import Callable

import pytest

from spoc.catalogue.models import Service
from spoc.knowledge import activities as do
from spoc.knowledge.activities import Draft
from spoc.knowledge.models import Article
from spoc.people.activities import grant_role
from spoc.people.models import Person
from spoc.people.queries import system

ANSWER = "Restart the viewer, then sign in again. The images come back within a minute."
TITLE = "The viewer shows no images"


def draft(**said: object) -> Draft:
    """A draft that meets the standard, unless said otherwise."""
    usual: dict[str, object] = {
        "title": TITLE,
        "question": "The list of studies is empty.",
        "answer": ANSWER,
        "language": "en",
    }
    return Draft(**{**usual, **said})


@pytest.fixture
def keeper(people) -> Person:
    """Priya Nair, who manages knowledge here."""
    grant_role(people["Priya Nair"], by=system(), role="KM")
    return people["Priya Nair"]


@pytest.fixture
def radiology(db) -> Service:
    """The service of the articles: Norrvik Hospital alone has it."""
    return Service.objects.get(key="radiology")


@pytest.fixture
def captured(people, radiology) -> Callable[..., Article]:
    """Let Maja Lindqvist write down an article: `captured(title="…")`."""

    def made(by: str = "Maja Lindqvist", **said: object) -> Article:
        who = people[by]
        words = draft(**{"services": (radiology,), **said})
        return do.capture_article(who, by=who, draft=words)

    return made


@pytest.fixture
def validated(captured, keeper) -> Callable[..., Article]:
    """An article that Priya Nair validated, for this audience."""

    def made(audience: str = "internal", **said: object) -> Article:
        article = captured(**said)
        do.validate_article(article, by=keeper)
        return do.publish_article(article, by=keeper, audience=audience)

    return made
