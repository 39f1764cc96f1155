"""What follows from the facts of articles: the index is kept, and people are told."""

from collections.abc import Mapping

from spoc.audit.activities import later, on
from spoc.audit.models import Fact
from spoc.knowledge import jobs
from spoc.knowledge.rules.review import cause_of
from spoc.search.jobs import index


@on("article.captured", "article.written", "article.translated")
def keep_index(fact: Fact, values: Mapping[str, object]) -> None:
    """Let it be found by what it says now."""
    later(index, noun="article", pk=fact.subject_id)


@on("article.fell")
def tell_fallen(fact: Fact, values: Mapping[str, object]) -> None:
    """Let its owner know."""
    later(jobs.tell_fallen, article=fact.subject_id)


@on("article.proven")
def tell_proven(fact: Fact, values: Mapping[str, object]) -> None:
    """Let who manages knowledge know."""
    later(jobs.tell_proven, article=fact.subject_id)


@on("article.overdue")
def tell_overdue(fact: Fact, values: Mapping[str, object]) -> None:
    """Let whoever stands on this rung know."""
    later(jobs.tell_overdue, article=fact.subject_id, rung=str(values.get("rung", "")))


@on("article.transferred")
def tell_transferred(fact: Fact, values: Mapping[str, object]) -> None:
    """Let those it was handed to know."""
    later(jobs.tell_transferred, article=fact.subject_id)


@on("service.retired")
def pull_reviews(fact: Fact, values: Mapping[str, object]) -> None:
    """Have what is written about it looked at now."""
    later(jobs.pull_reviews, service=fact.subject_id)


@on("item.changed")
def pull_item_reviews(fact: Fact, values: Mapping[str, object]) -> None:
    """Have what is written about it looked at now: it is out of use, or of another sort or name."""
    if cause := cause_of(values.get("changes")):
        later(jobs.pull_item_reviews, item=fact.subject_id, cause=cause)
