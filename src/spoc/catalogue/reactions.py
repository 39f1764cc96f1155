"""What follows from facts about the catalogue."""

from collections.abc import Mapping

from spoc.audit.activities import later, on
from spoc.audit.models import Fact
from spoc.search.jobs import index


@on("offering.added", "offering.changed", "offering.published")
def make_findable(fact: Fact, values: Mapping[str, object]) -> None:
    """Let the offering be found by what is told of it now."""
    later(index, noun="offering", pk=fact.subject_id)
