"""Articles as the files they are taken along in."""

from collections.abc import Iterable

from spoc.knowledge.models import Article
from spoc.knowledge.rules.exchange import Plain, filename, written


def as_file(article: Article) -> tuple[str, str]:
    """Return what the file of an article is called, and what it holds."""
    plain = Plain(
        title=article.title,
        answer=article.answer,
        language=article.language,
        question=article.question,
        environment=article.environment,
        cause=article.cause,
        steps=article.steps,
        services=tuple(sorted(each.key for each in article.services.all())),
        categories=tuple(sorted(each.key for each in article.categories.all())),
    )
    told = {
        "number": article.reference,
        "audience": article.audience,
        "state": article.confidence,
        "owner": article.owner.name,
    }
    return filename(article.pk, article.title, article.language), written(plain, told)


def as_files(articles: Iterable[Article]) -> Iterable[tuple[str, str]]:
    """Return the files of several articles, each with its name."""
    return (as_file(article) for article in articles)
