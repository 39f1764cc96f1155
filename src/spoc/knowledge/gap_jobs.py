"""What waits about questions: articles that were sent, and those that are missing."""

from collections.abc import Sequence

from procrastinate.contrib.django import app

from spoc.knowledge.activities.gap import capture_gap, judge_received
from spoc.knowledge.activities.use import use_article
from spoc.knowledge.models import Article
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.requests.models import SupportRequest


@app.task(queue="requests")
def note_sent(number: int, articles: Sequence[int]) -> None:
    """Count the articles that were sent as used."""
    found = SupportRequest.objects.get(pk=number)
    for article in Article.objects.filter(pk__in=articles).order_by("pk"):
        use_article(found, by=system(), article=article, way="agent")


@app.task(queue="requests")
def judge_received_articles(number: int, helped: bool) -> None:
    """Count whether what was sent helped."""
    judge_received(SupportRequest.objects.get(pk=number), by=system(), helped=helped)


@app.task(queue="requests")
def capture_gap_of(number: int, finder: int) -> None:
    """Begin the article that nothing written answers yet."""
    who = Person.objects.get(pk=finder)
    capture_gap(SupportRequest.objects.get(pk=number), by=system(), finder=who)
