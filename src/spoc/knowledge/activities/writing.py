"""What the activities that write an article share: what was typed, and what is kept of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from spoc.catalogue.models import Category, Service
from spoc.cmdb.models import ConfigurationItem
from spoc.kit.errors import NotPossible
from spoc.kit.marked import named_files
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.knowledge.help_words import fault_sentence
from spoc.knowledge.models import Article, Revision
from spoc.knowledge.rules import SAID, TEXTS
from spoc.knowledge.rules.enclosed import naming_kept
from spoc.knowledge.rules.guided import as_json, faults, parse
from spoc.knowledge.rules.standard import Words, without_inside
from spoc.people.models import Language, Person
from spoc.records.activities import Upload, attach
from spoc.records.models import Attachment

LONGEST = 60_000
# so much that is wrong with the steps is told at once
MOST_FAULTS = 3


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody writes into an article; `steps` as rules/guided reads them.

    Without `items` those it is about stay. `files` come with it from elsewhere, each by the path
    its words name it by.
    """

    title: str
    question: str = ""
    environment: str = ""
    answer: str = ""
    cause: str = ""
    steps: list[dict[str, object]] = field(default_factory=list)
    language: str = ""
    services: tuple[Service, ...] = ()
    categories: tuple[Category, ...] = ()
    items: tuple[ConfigurationItem, ...] | None = None
    files: Mapping[str, Upload] = field(default_factory=dict)


def said_of(article: Article) -> dict[str, object]:
    """Return what an article says, as a revision keeps it."""
    return {name: getattr(article, name) for name in SAID}


def words_of(article: Article) -> Words:
    """Return what the checks read of an article."""
    steps = tuple(step.text for step in parse(article.steps))
    texts = {name: getattr(article, name) for name in ("title", *TEXTS)}
    return Words(**texts, steps=steps, has_service=article.services.exists())


def checked(draft: Draft) -> dict[str, object]:
    """Return what is kept of a draft; each fault is named beside its field."""
    values: dict[str, object] = {"title": one_line(draft.title, 200)}
    values |= {name: tidy(getattr(draft, name)).strip() for name in TEXTS}
    steps = parse(draft.steps)
    wrong = {
        name: _("This is too long: cut it into more than one article.")
        for name in TEXTS
        if len(str(values[name])) > LONGEST
    }
    if not values["title"]:
        wrong["title"] = _("Write what the article is about.")
    if not values["answer"] and not steps and not values["question"]:
        wrong["question"] = _("Write what somebody asks or sees.")
    if found := faults(steps):
        said = [fault_sentence(each.code, each.step, each.about) for each in found]
        wrong["steps"] = " ".join(dict.fromkeys(said[:MOST_FAULTS]))
    if draft.language and draft.language not in Language.values:
        wrong["language"] = _("Choose one of the values offered.")
    if wrong:
        raise NotPossible(next(iter(wrong.values())), fields=wrong)
    return {**values, "steps": as_json(steps)}


def keep_revision(article: Article, *, by: Person, note: str = "") -> Revision:
    """Keep what an article says now under its number."""
    return Revision.objects.create(
        article=article,
        number=article.revision,
        said=said_of(article),
        by=by,
        at=now(),
        note=one_line(note, 200),
    )


def place(
    article: Article,
    services: Iterable[Service],
    categories: Iterable[Category],
    items: Iterable[ConfigurationItem] | None = None,
) -> None:
    """Say what an article is about."""
    article.services.set(services)
    article.categories.set(categories)
    if items is not None:
        article.items.set(items)


def enclose(article: Article, *, by: Person, files: Mapping[str, Upload]) -> None:
    """Keep the files that came with an article, and let its words name them where they are kept."""
    kept = {
        path: attach(article, by=by, upload=each, is_internal=True).pk
        for path, each in files.items()
    }
    if not kept:
        return
    for name in TEXTS:
        setattr(article, name, naming_kept(getattr(article, name), kept))
    steps = parse(article.steps)
    article.steps = as_json([replace(step, text=naming_kept(step.text, kept)) for step in steps])
    article.save(update_fields=[*TEXTS, "steps"])
    guard_pictures(article)


def guard_pictures(article: Article) -> None:
    """Let the files that only internal words show be opened by the desk alone."""
    texts = [getattr(article, name) for name in TEXTS]
    steps = [step.text for step in parse(article.steps)]
    # the cause is read inside alone
    open_words = [getattr(article, name) for name in TEXTS[:-1]]
    shown = set(named_files("\n".join(without_inside(each) for each in [*open_words, *steps])))
    everything = set(named_files("\n".join([*texts, *steps])))
    files = Attachment.objects.filter(noun="article", subject_id=article.pk)
    files.filter(pk__in=shown).update(is_internal=False)
    files.filter(pk__in=everything - shown).update(is_internal=True)
