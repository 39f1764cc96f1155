"""The rows of a queue as they are drawn: what says what was said before is not drawn anew."""

from collections.abc import Mapping
from functools import partial

from django.template.loader import get_template
from markupsafe import Markup

from spoc.requests.queries.queue_page import PlainPage
from spoc.requests.queries.rows import PAGE, QueuePage
from spoc.ui.answered import as_answered, as_drawn
from spoc.ui.kept import kept

ROWS = "requests/_rows.html"
# what the rows are drawn with beside what was read of them
BESIDE = ("key", "home", "query", "current")
# a row holds all its words already, moments and what is left of the time among them
row = partial(kept, "requests/_row.html")


def drawn(found: QueuePage | PlainPage, shown: Mapping[str, object], *, is_further: bool) -> Markup:
    """Return the rows of a page; a queue that nothing narrows is looked at by many at once."""

    def draw() -> str:
        own = {"page": found, "drawn": row, "is_further": is_further}
        return str(get_template(ROWS).render({**shown, **own}))

    # a list that grew is as long as it is: its like is hardly asked for again
    if isinstance(found, QueuePage) or found.many > PAGE:
        return as_drawn(draw)
    beside = tuple(shown[name] for name in BESIDE)
    return as_answered(ROWS, (found.said, found.many, beside, is_further), draw)
