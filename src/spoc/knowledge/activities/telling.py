"""Who hears of what becomes of articles."""

from collections.abc import Iterable

from spoc.audit.activities import activity
from spoc.channels.activities import News, notify
from spoc.knowledge import access
from spoc.knowledge.models import Article
from spoc.knowledge.queries.care import managers, told_on
from spoc.people.models import Person


@activity
def tell_fallen(article: Article, *, by: Person) -> Article:
    """Let the owner and who manages knowledge know that readers do not trust it."""
    _notify(article, [article.owner, *managers()], by=by, event="article_fell")
    return article


@activity
def tell_proven(article: Article, *, by: Person) -> Article:
    """Let who manages knowledge know that it solved enough to be validated."""
    _notify(article, managers(), by=by, event="article_proven")
    return article


@activity
def tell_overdue(article: Article, *, by: Person, rung: str) -> Article:
    """Let whoever stands on this rung know that nobody reviewed it."""
    if article.is_overdue:
        _notify(article, told_on(rung, article), by=by, event="article_overdue")
    return article


@activity
def tell_transferred(article: Article, *, by: Person) -> Article:
    """Let those know whom it was handed to and who have not answered."""
    for transfer in article.transfers.filter(state="asked").select_related("person", "asked_by"):
        asker = transfer.asked_by.name
        _notify(article, [transfer.person], by=by, event="article_transfer", asker=asker)
    return article


def _notify(
    article: Article, people: Iterable[Person], *, by: Person, event: str, asker: str = ""
) -> None:
    said = {"title": article.title, "by": asker or by.name}
    for person in dict.fromkeys(people):
        if person.is_active and access.reads_inside(person):
            notify(person, by=by, news=News(event, article, said))
