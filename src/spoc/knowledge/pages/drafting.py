"""What the editor of articles reads and shows: the draft as typed, its preview, and conflicts."""

from collections.abc import Mapping
from functools import singledispatch

from django.http import HttpRequest, QueryDict

from spoc.catalogue.access import categories_visible_to
from spoc.cmdb.models import ConfigurationItem
from spoc.knowledge import access
from spoc.knowledge.activities import Draft
from spoc.knowledge.models import Article
from spoc.knowledge.pages.step_fields import rows_in, steps_in
from spoc.knowledge.pages.tying import MOST_CHOSEN, item_choices
from spoc.knowledge.queries.reading import pictures_of, shown_parts
from spoc.knowledge.rules import SAID
from spoc.knowledge.rules.differing import Line, differing
from spoc.knowledge.rules.guided import parse
from spoc.knowledge.rules.standard import Words, outward, standard
from spoc.people.models import Language, Person
from spoc.requests.models import SupportRequest

Given = dict[str, str]
TEXTS = ("title", "question", "environment", "answer", "cause")


@singledispatch
def given_of(source: object) -> Given:
    """Return what the editor begins with."""
    raise TypeError(f"nothing is written from {source!r}")


@given_of.register
def _of_request(support_request: SupportRequest) -> Given:
    """Begin with what was asked, and how it was solved."""
    service, category = support_request.service, support_request.category
    return {
        "request": str(support_request.pk),
        "title": support_request.title,
        "question": support_request.description,
        "answer": support_request.resolution or "",
        "language": support_request.language or "",
        "services": str(service.pk) if service and not service.is_unknown else "",
        "categories": str(category.pk) if category else "",
    }


@given_of.register
def _of_article(article: Article) -> Given:
    """Begin with what it says now."""
    steps = parse(article.steps)
    return {
        **{name: getattr(article, name) for name in TEXTS},
        **rows_in(steps),
        "language": article.language,
        "version": str(article.version),
        "services": ",".join(str(each.pk) for each in article.services.all()),
        "categories": ",".join(str(each.pk) for each in article.categories.all()),
        "items": ",".join(str(each.pk) for each in article.items.all()),
    }


def draft_in(by: Person, given: Mapping[str, str], article: Article | None = None) -> Draft:
    """Return the draft a form holds; what it is about as far as the writer knows that.

    Items of the article that the writer does not know stay with it.
    """
    services, categories = _keys(given, "services"), _keys(given, "categories")
    return Draft(
        title=given.get("title", ""),
        question=given.get("question", ""),
        environment=given.get("environment", ""),
        answer=given.get("answer", ""),
        cause=given.get("cause", ""),
        steps=steps_in(given),
        language=given.get("language", ""),
        services=tuple(access.services_shown(by).filter(pk__in=services)),
        categories=tuple(categories_visible_to(by).filter(pk__in=categories)),
        items=_items(by, given, article),
    )


def choices_for(by: Person, given: Mapping[str, str], request: HttpRequest) -> dict[str, object]:
    """Return what can be chosen in the editor, and what is."""
    # what was posted is read whole: a form may name several services
    source = request.POST if request.method == "POST" else given
    return {
        "services": [(each.pk, str(each)) for each in access.services_shown(by).order_by("name")],
        "chosen": _keys(source, "services"),
        "categories": [(each.pk, str(each)) for each in categories_visible_to(by)[:300]],
        "chosen_categories": _keys(source, "categories"),
        "languages": Language.choices,
        **item_choices(by, sorted(_keys(source, "items")), given.get("item_words", "")),
    }


def preview_of(by: Person, article: Article | None, given: Mapping[str, str]) -> dict[str, object]:
    """Return how the words will look, and which lines of the checklist they meet."""
    pictures = pictures_of(article, is_inside=True) if article else {}
    steps = parse(steps_in(given))
    shown = {name: shown_parts(given.get(name, ""), pictures, is_inside=True) for name in TEXTS[1:]}
    words = Words(
        **{name: given.get(name, "") for name in TEXTS},
        steps=tuple(step.text for step in steps),
        has_service=bool(_keys(given, "services")),
    )
    return {
        "shown": shown,
        "shown_title": given.get("title", ""),
        "shown_steps": steps,
        "checks": [*standard(words), *outward(words)],
    }


def conflict_with(article: Article, given: Mapping[str, str]) -> list[tuple[str, list[Line]]]:
    """Return in which texts what was written differs from what somebody saved meanwhile."""
    article.refresh_from_db()
    names = [name for name in SAID if name != "steps"]
    both = [(name, str(getattr(article, name)), given.get(name, "")) for name in names]
    return [(name, differing(now, mine)) for name, now, mine in both if now.strip() != mine.strip()]


def _items(
    by: Person, given: Mapping[str, str], article: Article | None
) -> tuple[ConfigurationItem, ...]:
    known = access.items_shown(by)
    chosen = list(known.filter(pk__in=_keys(given, "items"))[:MOST_CHOSEN])
    unknown = article.items.exclude(pk__in=known.values("pk")) if article else ()
    return (*chosen, *unknown)


def _keys(given: Mapping[str, str], name: str) -> set[int]:
    """Return the numbers a field holds: several of one name, or several in one."""
    values = given.getlist(name) if isinstance(given, QueryDict) else [given.get(name, "")]
    digits = [part.strip() for value in values for part in str(value).split(",")]
    return {int(each) for each in digits if each.isascii() and each.isdecimal() and len(each) < 18}
