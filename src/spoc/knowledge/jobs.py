"""What waits for articles: reviews that fell due, and people to be told."""

from procrastinate.contrib.django import app

from spoc.knowledge import activities
from spoc.knowledge.models import Article
from spoc.knowledge.queries.care import reviews_about, reviews_on_item, reviews_to_climb
from spoc.people.queries import system


@app.task(queue="requests")
def tell_fallen(article: int) -> None:
    """Let the owner know that an article is not trusted any more."""
    activities.tell_fallen(Article.objects.get(pk=article), by=system())


@app.task(queue="requests")
def tell_proven(article: int) -> None:
    """Let who manages knowledge know that an article is worth validating."""
    activities.tell_proven(Article.objects.get(pk=article), by=system())


@app.task(queue="requests")
def tell_overdue(article: int, rung: str) -> None:
    """Let whoever stands on this rung know of an overdue review."""
    activities.tell_overdue(Article.objects.get(pk=article), by=system(), rung=rung)


@app.task(queue="requests")
def tell_transferred(article: int) -> None:
    """Let those an article was handed to know."""
    activities.tell_transferred(Article.objects.get(pk=article), by=system())


@app.task(queue="requests")
def pull_reviews(service: int) -> None:
    """Have the articles about a service that is retired looked at now."""
    for article in reviews_about(service):
        activities.pull_for_change(article, by=system(), cause="service_retired")


@app.task(queue="requests")
def pull_item_reviews(item: int, cause: str) -> None:
    """Have the articles about a configuration item that was changed looked at now."""
    for article in reviews_on_item(item):
        activities.pull_for_change(article, by=system(), cause=cause)


@app.periodic(cron="40 5 * * *")
@app.task(queue="requests", queueing_lock="look_at_articles")
def look_at_articles(timestamp: int) -> None:
    """Let the next person up hear of reviews that are overdue."""
    for article in reviews_to_climb():
        activities.climb_review(article, by=system())
