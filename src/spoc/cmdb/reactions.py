"""What follows from facts about configuration items."""

from collections.abc import Mapping

from spoc.audit.activities import later, on
from spoc.audit.models import Fact
from spoc.search.jobs import index


@on("item.added", "item.changed")
def make_findable(fact: Fact, values: Mapping[str, object]) -> None:
    """Let the item be found by what is known of it now."""
    later(index, noun="item", pk=fact.subject_id)
