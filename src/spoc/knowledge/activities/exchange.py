"""Articles are brought in from files with the pictures they show: all of them, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from mimetypes import guess_type
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from spoc.audit.activities import activity
from spoc.catalogue.models import Category, Service
from spoc.cmdb.models import ConfigurationItem
from spoc.kit.errors import NotPossible
from spoc.knowledge import access
from spoc.knowledge.activities.write import capture_article
from spoc.knowledge.activities.writing import Draft
from spoc.knowledge.models import Article
from spoc.knowledge.rules.exchange import Malformed, Plain
from spoc.knowledge.rules.parcel import (
    MOST_ARTICLES,
    Loose,
    Parcel,
    Read,
    Zipped,
    read_parcel,
)
from spoc.knowledge.words import malformed_sentence
from spoc.people.access import demand
from spoc.people.models import Language, Person
from spoc.records.activities import Upload

UNKNOWN = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Brought:
    """An article as a file brings it, with the files it shows by the path that names them."""

    name: str
    plain: Plain
    files: Mapping[str, Upload] = field(default_factory=dict)


@activity
def bring_in(owner: Person, *, by: Person, articles: Sequence[Brought]) -> list[Article]:
    """Write down the articles of some files, each named; `owner` keeps them.

    Whatever a file says of its audience, they wait to be validated here, for the desk alone.
    """
    demand(access.may_manage(by), _("Articles are brought in by who manages knowledge."))
    wrong = {each.name: words for each in articles if (words := _lack(each.plain))}
    if wrong:
        raise _refused(wrong)
    return [capture_article(owner, by=by, draft=_draft(each, by)) for each in articles]


def parcels_of(files: Sequence[tuple[str, BinaryIO]]) -> list[Parcel]:
    """Return files that were sent together: each zip by itself, the rest beside each other."""
    loose: dict[str, BinaryIO] = {}
    parcels: list[Parcel] = [Loose(loose)]
    for name, file in files:
        if name in loose:
            words = _("Two files are called %(name)s: send one of them by itself.")
            raise _refused({name: words % {"name": name[:80]}})
        if name.lower().endswith(".zip"):
            parcels.append(_zipped(name, file))
        else:
            loose[name] = file
    return parcels


def brought_by(parcels: Sequence[Parcel]) -> list[Brought]:
    """Return the articles of what was sent; all that cannot be read is named at once."""
    found: list[Brought] = []
    wrong: dict[str, Malformed] = {}
    if sum(len(parcel.articles()) for parcel in parcels) > MOST_ARTICLES:
        words = _("Three hundred files are the most at once.")
        raise NotPossible(words, fields={"files": words})
    for parcel in parcels:
        read, faults = read_parcel(parcel, settings.SPOC_ATTACHMENT_LIMIT)
        found += [_brought(parcel, each) for each in read]
        wrong |= faults
    if wrong:
        raise _refused({name: malformed_sentence(e.code, e.about) for name, e in wrong.items()})
    if not found:
        words = _("Choose Markdown files, or a zip of them.")
        raise NotPossible(words, fields={"files": words})
    return found


def _refused(wrong: Mapping[str, str]) -> NotPossible:
    words = _("Nothing was brought in: put these files right first.")
    return NotPossible(words, fields=dict(wrong))


def _zipped(name: str, file: BinaryIO) -> Zipped:
    try:
        return Zipped(file)
    except Malformed as fault:
        raise _refused({name: malformed_sentence(fault.code, fault.about)}) from None


def _brought(parcel: Parcel, read: Read) -> Brought:
    files = {
        named: Upload(path.rpartition("/")[2], guess_type(path)[0] or UNKNOWN, parcel.open(path))
        for named, path in read.files.items()
    }
    return Brought(read.path, read.plain, files)


def _lack(plain: Plain) -> str:
    """Return what keeps a file from being brought in, in a sentence; empty where nothing does."""
    if plain.language not in Language.values:
        return _("It says no language that is spoken here: write en or sv.")
    if not plain.answer and not plain.steps and not plain.question:
        return _("It says neither what somebody asks nor an answer.")
    known = set(Service.objects.filter(key__in=plain.services).values_list("key", flat=True))
    unknown = [key for key in plain.services if key not in known]
    if unknown:
        return _("There is no service %(key)s here.") % {"key": unknown[0][:50]}
    return ""


def _draft(brought: Brought, by: Person) -> Draft:
    plain = brought.plain
    return Draft(
        title=plain.title,
        question=plain.question,
        environment=plain.environment,
        answer=plain.answer,
        cause=plain.cause,
        steps=plain.steps,
        language=plain.language,
        services=tuple(Service.objects.filter(key__in=plain.services)),
        categories=tuple(Category.objects.filter(key__in=plain.categories)),
        items=_items(plain, by),
        files=brought.files,
    )


def _items(plain: Plain, by: Person) -> tuple[ConfigurationItem, ...]:
    """Return the items of these names, where one alone is called so."""
    rows = access.items_shown(by).filter(name__in=plain.items) if plain.items else ()
    found = list(rows)
    names = [each.name for each in found]
    return tuple(each for each in found if names.count(each.name) == 1)
