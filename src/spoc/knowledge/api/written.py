"""What machines write into articles, as the activities take it."""

from collections.abc import Sequence

from spoc.catalogue.access import categories_visible_to
from spoc.catalogue.models import Service
from spoc.cmdb.models import ConfigurationItem
from spoc.knowledge import access
from spoc.knowledge.activities import Draft
from spoc.knowledge.api.article_shapes import ArticleWordsIn, GuideStepIn
from spoc.knowledge.models import Article
from spoc.people.models import Person
from spoc.site.machines import all_named

TEXTS = ("title", "question", "environment", "answer", "cause")


def draft_of(asked: ArticleWordsIn, by: Person, language: str) -> Draft:
    """Return what is to be written down; what it is about as far as the caller knows that."""
    return Draft(
        title=asked.title,
        question=asked.question,
        environment=asked.environment,
        answer=asked.answer,
        cause=asked.cause,
        steps=steps_of(asked.steps),
        language=language,
        services=services_of(by, asked.services),
        categories=tuple(categories_visible_to(by).filter(pk__in=asked.categories)),
        items=items_of(by, asked.items),
    )


def steps_of(steps: Sequence[GuideStepIn]) -> list[dict[str, object]]:
    """Return steps as they are kept."""
    return [step.model_dump() for step in steps]


def services_of(by: Person, keys: Sequence[int]) -> tuple[Service, ...]:
    """Return the services of these numbers, as far as the caller knows them."""
    return tuple(access.services_shown(by).filter(pk__in=keys))


def items_of(
    by: Person, keys: Sequence[int] | None, article: Article | None = None
) -> tuple[ConfigurationItem, ...] | None:
    """Return the items named; those of the article that the caller does not know stay with it."""
    if keys is None:
        return None
    known = access.items_shown(by)
    unknown = article.items.exclude(pk__in=known.values("pk")) if article else ()
    return (*all_named(known, keys, "items"), *unknown)
