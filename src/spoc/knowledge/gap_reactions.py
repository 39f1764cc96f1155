"""What follows for articles when a question is answered, or nothing answers it."""

from collections.abc import Mapping

from spoc.audit.activities import later, on
from spoc.audit.models import Fact
from spoc.knowledge import gap_jobs


@on("information.sent")
def note_sent(fact: Fact, values: Mapping[str, object]) -> None:
    """Count the articles as used."""
    numbers = values.get("numbers")
    if isinstance(numbers, list):
        later(gap_jobs.note_sent, number=fact.subject_id, articles=numbers)


@on("information.received")
def judge_received(fact: Fact, values: Mapping[str, object]) -> None:
    """Count whether they helped."""
    if isinstance(values.get("helped"), bool):
        later(
            gap_jobs.judge_received_articles,
            number=fact.subject_id,
            helped=bool(values["helped"]),
        )


@on("request.described")
def capture_gap(fact: Fact, values: Mapping[str, object]) -> None:
    """Begin an article where somebody found that none answers a question."""
    changes = values.get("changes")
    if isinstance(changes, Mapping) and changes.get("is_gap") == [False, True]:
        later(gap_jobs.capture_gap_of, number=fact.subject_id, finder=fact.by_id)
