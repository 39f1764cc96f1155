"""What follows from facts about people."""

from collections.abc import Mapping

from spoc.audit.activities import later, on
from spoc.audit.models import Fact
from spoc.search.jobs import index


@on("person.added", "person.changed", "person.merged", "person.absorbed", "address.added")
def make_findable(fact: Fact, values: Mapping[str, object]) -> None:
    """Let the person be found by what is known of them now."""
    later(index, noun="person", pk=fact.subject_id)
