"""Reading configuration items."""

from django.db.models import Q, QuerySet

from spoc.cmdb.models import ConfigurationItem
from spoc.cmdb.rules import number_in
from spoc.kit import keyset
from spoc.kit.text import sort_key

ORDER = ("sort_name", "id")
PAGE = 50


def matching(rows: QuerySet[ConfigurationItem], words: str) -> QuerySet[ConfigurationItem]:
    """Narrow the items to those whose name holds the words, or whose number they are."""
    words = words.strip()[:100]
    if not words:
        return rows
    number = number_in(words)
    return rows.filter(Q(sort_name__contains=sort_key(words)) | Q(pk=number or 0))


def page_of(rows: QuerySet[ConfigurationItem], after: str | None) -> keyset.Page[ConfigurationItem]:
    """Return one page of the items by name, with their services and teams."""
    shown = rows.select_related("service", "team")
    return keyset.page(shown, ORDER, size=PAGE, after=after)


def live_items(rows: QuerySet[ConfigurationItem]) -> QuerySet[ConfigurationItem]:
    """Return the items in use by name."""
    return rows.filter(is_live=True).order_by(*ORDER)
