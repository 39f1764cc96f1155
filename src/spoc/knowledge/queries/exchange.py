"""Articles as the files they are taken along in, with the pictures they show."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from spoc.kit import store
from spoc.kit.marked import named_files
from spoc.knowledge import access
from spoc.knowledge.models import Article
from spoc.knowledge.rules.enclosed import name_beside, naming_beside
from spoc.knowledge.rules.exchange import Plain, filename, written
from spoc.knowledge.rules.parcel import texts_of
from spoc.people.models import Person
from spoc.records.models import Attachment

MOST_OUT = 2_000


@dataclass(frozen=True, slots=True)
class Taken:
    """An article as a file: what it is called and holds, and which files lie beside it where."""

    name: str
    text: str
    files: tuple[tuple[str, Attachment], ...] = ()


def as_file(article: Article, reader: Person) -> Taken:
    """Return one article as a file."""
    [taken] = as_files([article], reader)
    return taken


def as_files(articles: Iterable[Article], reader: Person) -> list[Taken]:
    """Return articles as files, each with those it shows, naming the items the reader may see."""
    rows = list(articles)
    kept: dict[int, list[Attachment]] = defaultdict(list)
    keys = [each.pk for each in rows]
    for file in Attachment.objects.filter(noun="article", subject_id__in=keys).order_by("id"):
        kept[file.subject_id].append(file)
    known = set(access.items_shown(reader).filter(articles__in=keys).values_list("pk", flat=True))
    return [_taken(each, kept[each.pk], known) for each in rows]


def packed(articles: Iterable[Article], reader: Person) -> IO[bytes]:
    """Return a zip of articles with the files they show; it is gone once it is closed."""
    with ExitStack() as kept:
        file = kept.enter_context(TemporaryFile())
        with ZipFile(file, "w", ZIP_DEFLATED) as packing:
            for taken in as_files(articles, reader):
                _put(packing, taken)
        file.seek(0)
        kept.pop_all()
    return file


def _put(packing: ZipFile, taken: Taken) -> None:
    packing.writestr(taken.name, taken.text)
    for path, file in taken.files:
        with store.open(file.digest) as content, packing.open(path, "w") as place:
            copyfileobj(content, place)


def _taken(article: Article, kept: Sequence[Attachment], known: Collection[int]) -> Taken:
    plain = _plain(article, known)
    name = filename(article.pk, article.title, article.language)
    named = set(named_files("\n".join(texts_of(plain))))
    folder = f"{PurePosixPath(name).name.partition('.')[0]}-files"
    files = [(name_beside(folder, e.pk, e.filename), e) for e in kept if e.pk in named]
    paths = {file.pk: path for path, file in files}
    return Taken(name, written(_beside(plain, paths), _told(article)), tuple(files))


def _plain(article: Article, known: Collection[int]) -> Plain:
    return Plain(
        title=article.title,
        answer=article.answer,
        language=article.language,
        question=article.question,
        environment=article.environment,
        cause=article.cause,
        steps=article.steps,
        services=tuple(sorted(each.key for each in article.services.all())),
        categories=tuple(sorted(each.key for each in article.categories.all())),
        items=tuple(sorted(each.name for each in article.items.all() if each.pk in known)),
    )


def _beside(plain: Plain, paths: dict[int, str]) -> Plain:
    """Return an article whose words name the files that lie beside it."""
    steps = [
        {**step, "text": naming_beside(str(step.get("text", "")), paths)} for step in plain.steps
    ]
    return replace(
        plain,
        question=naming_beside(plain.question, paths),
        environment=naming_beside(plain.environment, paths),
        answer=naming_beside(plain.answer, paths),
        cause=naming_beside(plain.cause, paths),
        steps=steps,
    )


def _told(article: Article) -> dict[str, str]:
    """Return what a file only tells of an article."""
    return {
        "number": article.reference,
        "audience": article.audience,
        "state": article.confidence,
        "owner": article.owner.name,
    }
