"""Articles are captured while the work is done, written on, and said in another language."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, hold, record
from spoc.kit.errors import NotPossible, Stale
from spoc.kit.time import now
from spoc.knowledge import access
from spoc.knowledge.activities.use import use_article
from spoc.knowledge.activities.writing import (
    Draft,
    checked,
    enclose,
    guard_pictures,
    keep_revision,
    place,
    words_of,
)
from spoc.knowledge.models import Article
from spoc.knowledge.rules import SAID, Confidence, is_outward
from spoc.knowledge.rules.standard import lacking, outward
from spoc.knowledge.words import CHECK
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.records.activities import Upload, attach
from spoc.records.models import Attachment
from spoc.requests.models import SupportRequest


@activity
def capture_article(
    owner: Person,
    *,
    by: Person,
    draft: Draft,
    support_request: SupportRequest | None = None,
) -> Article:
    """Write down what somebody asks, and the answer where there is one; `owner` keeps it.

    What was captured from a request is linked with it and counts as used there.
    """
    demand(access.may_write(by) and access.may_write(owner))
    if support_request is not None and support_request.is_restricted:
        raise NotPossible(
            _("This request is closed to all but a few: write an article of its own instead.")
        )
    article = _made(owner, by, draft)
    if support_request is not None:
        use_article(support_request, by=by, article=article)
    return article


@activity
def write_article(
    article: Article, *, by: Person, draft: Draft, version: int | None = None, note: str = ""
) -> Article:
    """Write on at an article; what it said before is kept as a version.

    By whom nobody trusts to publish, a validated article waits to be validated again.
    """
    demand(access.may_change(by, article))
    if version is not None and version != article.version:
        raise Stale(_("Somebody changed this meanwhile: look at what is new, then save."))
    values = checked(draft)
    if draft.language:
        values["language"] = _free_language(article, draft.language)
    changed = [name for name, value in values.items() if getattr(article, name) != value]
    moved, ties = _is_moved(article, draft), _ties(article, draft)
    if not changed and not ties:
        return article
    # whose services it was decides who may say so, not whose they are made to be now
    is_trusted = _is_trusted(article, by)
    for name in changed:
        setattr(article, name, values[name])
    place(article, draft.services, draft.categories, draft.items)
    says_anew = any(name in SAID for name in changed)
    # who reads it follows from what it is about
    _settle_confidence(article, is_trusted, by, is_judged=says_anew or moved)
    article.revision += says_anew
    article.version += 1
    article.updated_at = now()
    fields = [*changed, "confidence", "revision", "version", "updated_at"]
    article.save(update_fields=fields)
    if says_anew:
        keep_revision(article, by=by, note=note)
        guard_pictures(article)
    tell(
        "article.written",
        article,
        by=by,
        fields=", ".join([*changed, *ties]),
        note=note[:200] or None,
    )
    return article


@activity
def translate_article(article: Article, *, by: Person, draft: Draft) -> Article:
    """Say in another language what an article says."""
    demand(access.may_write(by) and access.may_see(by, article))
    head = Article.objects.get(pk=article.head_id)
    if not draft.language or draft.language in _languages(head):
        words = _("There is one in this language already: write on at that.")
        raise NotPossible(words, fields={"language": words})
    made = _made(by, by, draft, head)
    if not draft.services:
        place(made, head.services.all(), head.categories.all())
    if draft.items is None:
        made.items.set(head.items.all())
    tell("article.translated", article, by=by, number=made.reference, language=made.language)
    return made


@activity
def illustrate_article(article: Article, *, by: Person, upload: Upload) -> Attachment:
    """Keep a picture or another file that an article shows.

    Until its words show it to others, it is for the desk alone.
    """
    demand(access.may_change(by, article))
    return attach(article, by=by, upload=upload, is_internal=True)


def tell(kind: str, article: Article, *, by: Person, **particulars: object) -> None:
    """Record what happened to an article."""
    record(kind, article, by=by, reference=article.reference, **particulars)


def _made(owner: Person, by: Person, draft: Draft, head: Article | None = None) -> Article:
    moment, values = now(), checked(draft)
    answers = bool(values["answer"])
    article = Article.objects.create(
        **values,
        language=draft.language or by.speaks,
        translation_of=head,
        owner=owner,
        created_by=by,
        created_at=moment,
        updated_at=moment,
    )
    hold(article)
    place(article, draft.services, draft.categories, draft.items)
    enclose(article, by=by, files=draft.files)
    keep_revision(article, by=by)
    tell("article.captured", article, by=by, title=article.title)
    if answers:
        _resolve(article, by)
        article.save(update_fields=["confidence"])
    return article


def _settle_confidence(article: Article, is_trusted: bool, by: Person, *, is_judged: bool) -> None:
    """Bring the confidence in step with what it says now, and who says so."""
    if article.confidence == Confidence.WIP and article.answer:
        _resolve(article, by)
    if article.confidence != Confidence.VALIDATED or not is_judged:
        return
    if not article.answer:
        words = _("A validated article answers: write the answer, or archive the article.")
        raise NotPossible(words, fields={"answer": words})
    if not is_trusted:
        article.move_to("update", _("Only a validated article is taken back."))
        tell("article.unsettled", article, by=by)
    elif is_outward(article.audience):
        demand_outward(article)


def demand_outward(article: Article) -> None:
    """Refuse what people outside the desk must not read, or could not."""
    lacks = lacking(outward(words_of(article)))
    if lacks:
        words = _("Not for others yet: %(what)s.") % {"what": str(CHECK[lacks[0]])}
        raise NotPossible(words, fields={"answer": words})


def _is_trusted(article: Article, by: Person) -> bool:
    if is_outward(article.audience):
        return access.may_publish_at_all(by) and access.may_publish(by, article, article.audience)
    return access.may_validate(by, article)


def _resolve(article: Article, by: Person) -> None:
    article.move_to("resolve", _("This article has an answer already."))
    tell("article.answered", article, by=by)


def _free_language(article: Article, language: str) -> str:
    """Return the language, unless a translation is in it already."""
    head = Article.objects.get(pk=article.head_id)
    if language != article.language and language in _languages(head):
        words = _("There is one in this language already: write on at that.")
        raise NotPossible(words, fields={"language": words})
    return language


def _languages(head: Article) -> set[str]:
    return {head.language, *head.translations.values_list("language", flat=True)}


def _is_moved(article: Article, draft: Draft) -> bool:
    """Tell whether it is to be about other services or categories than now."""
    services = set(article.services.values_list("pk", flat=True))
    categories = set(article.categories.values_list("pk", flat=True))
    wanted = {each.pk for each in draft.services}, {each.pk for each in draft.categories}
    return (services, categories) != wanted


def _ties(article: Article, draft: Draft) -> list[str]:
    """Return what of its ties is to be others than now; items change nothing for who reads it."""
    ties = ["services"] if _is_moved(article, draft) else []
    if draft.items is not None:
        items = set(article.items.values_list("pk", flat=True))
        ties += ["items"] if items != {each.pk for each in draft.items} else []
    return ties
