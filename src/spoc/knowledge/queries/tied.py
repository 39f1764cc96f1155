"""What several articles are tied to, in one question each: other languages, and items."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Q

from spoc.knowledge import access
from spoc.knowledge.models import Article
from spoc.people.models import Person


def languages_of(articles: Sequence[Article], reader: Person) -> dict[int, list[int]]:
    """Return by each article the same in other languages, as far as the reader may read it."""
    heads = {each.head_id for each in articles}
    rows = access.visible_to(reader).filter(Q(pk__in=heads) | Q(translation_of__in=heads))
    told = list(rows.order_by("language").only("pk", "translation_of"))
    return {
        each.pk: [row.pk for row in told if row.head_id == each.head_id and row.pk != each.pk]
        for each in articles
    }


def items_of(articles: Sequence[Article], reader: Person) -> Mapping[int, list[int]]:
    """Return by each article the configuration items it is about that the reader may know of."""
    through = Article.items.through.objects.filter(article__in=[each.pk for each in articles])
    known = through.filter(configurationitem__in=access.items_shown(reader).values("pk"))
    found: dict[int, list[int]] = defaultdict(list)
    for article, item in known.order_by("configurationitem").values_list(
        "article", "configurationitem"
    ):
        found[article].append(item)
    return found
