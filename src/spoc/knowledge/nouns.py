"""What others know of articles: the nouns, the words, the facts, and what people are told of."""

from importlib import import_module
from typing import cast

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from spoc.audit.activities import declare, labels
from spoc.channels.events import Event, register_events
from spoc.kit.nouns import Noun, register
from spoc.knowledge import access
from spoc.knowledge.models import Article, Miss, Reference
from spoc.knowledge.words import TABLES
from spoc.people.models import Person
from spoc.work.parents import Parent, register_parent

SENTENCES = {
    "article__captured": _("{by} wrote down {reference} {title}"),
    "article__answered": _("{by} wrote the answer of {reference}"),
    "article__written": _("{by} wrote on at {reference}"),
    "article__translated": _("{by} said {reference} in another language: {number}"),
    "article__validated": _("{by} validated {reference}"),
    "article__unsettled": _("{by} changed {reference}: it waits to be validated again"),
    "article__published": _("{by} gave {reference} to: {audience:audience}"),
    "article__reviewed": _("{by} reviewed {reference}: {verdict:review_verdict}"),
    "article__review_pulled": _("{reference} is to be reviewed now: {reason}"),
    "article__overdue": _("The review of {reference} is overdue: {rung:review_rung}"),
    "article__archived": _("{by} archived {reference}: {reason}"),
    "article__restored": _("{by} took {reference} up again"),
    "article__error_known": _("{by} named {reference} a known error"),
    "article__error_mended": _("{by} noted that the known error {reference} is mended"),
    "article__kept": _("{by} changed who keeps {reference}: {owner}"),
    "article__flagged": _("{by} flagged {reference}: {reason:flag_reason}"),
    "article__flag_settled": _("{by} settled a flag on {reference}"),
    "article__fell": _("{reference} has too many flags: it waits to be validated again"),
    "article__used": _("{by} used {reference} for {number}"),
    "article__judged": _("{by} said what came of {reference}: {outcome:use_outcome}"),
    "article__proven": _("{reference} has solved enough to be validated"),
    "article__transferred": _("{by} handed {reference} to {people}"),
    "article__transfer_proven": _("{by} proved to know {reference}"),
    "article__transfer_withdrawn": _("{by} asks {person} no longer about {reference}"),
    "article__gap_filled": _("{reference} answers what was not found: {words}"),
    "article__cited": _("{by} let {reference} lean on {title}"),
    "article__uncited": _("{reference} leans on {title} no longer"),
    "miss__kept": _("Somebody found nothing for: {words}"),
    "reference__contributed": _("{by} proposed {title} for the library"),
    "reference__approved": _("{by} took {title} into the library"),
    "reference__declined": _("{by} did not take {title} into the library: {reason}"),
    "person__licensed": _("{by} said how far {name} is trusted with knowledge: {level:licence}"),
}
EVENTS = (
    Event(
        "article_overdue",
        _("A review of an article is overdue, and I am to see to it"),
        _("Nobody has reviewed this article in time: {title}"),
        usual="mail",
        icon="calendar",
    ),
    Event(
        "article_fell",
        _("An article of mine is not trusted any more"),
        _("Three readers flagged this article: {title}"),
        usual="mail",
        icon="flag",
    ),
    Event(
        "article_proven",
        _("An article is worth validating"),
        _("This article has solved three requests, and waits to be validated: {title}"),
        icon="check",
    ),
    Event(
        "article_transfer",
        _("An article is handed to me to know"),
        _("{by} asks you to read this and answer one question: {title}"),
        usual="mail",
        icon="article",
    ),
)


def begin() -> None:
    """Register the nouns, the tables of words, the sentences of the facts and what follows."""
    for noun in (ARTICLE, REFERENCE, MISS):
        register(noun)
    register_parent(Parent("article", access.readable_inside, _worked_by))
    for table, words in TABLES.items():
        labels(table, words)
    declare(**SENTENCES)
    register_events(EVENTS)
    for name in ("reactions", "gap_reactions", "search"):
        import_module(f"spoc.knowledge.{name}")


def _worked_by(person: Person) -> QuerySet[Article]:
    return access.readable_inside(person) if access.may_write(person) else Article.objects.none()


def _reference(article: Model) -> str:
    return cast(Article, article).reference


ARTICLE = Noun(
    "article",
    Article,
    lambda article: f"{_reference(article)} {article}",
    lambda article: f"/knowledge/{article.pk}",
    access.visible_to,
    reference=_reference,
)
REFERENCE = Noun(
    "reference",
    Reference,
    str,
    lambda reference: f"/knowledge/library/{reference.pk}",
    access.references_visible_to,
)
MISS = Noun(
    "miss",
    Miss,
    str,
    lambda _miss: "/knowledge/gaps",
    access.misses_visible_to,
    topics=lambda _m: [],
)
