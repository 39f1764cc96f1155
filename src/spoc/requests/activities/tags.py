"""`tag`: put words on a request by which it is found together with others."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.touch import save
from spoc.requests.models import RequestTag, SupportRequest, Tag

MOST_TAGS, LONGEST_TAG = 20, 40


@activity
def tag(support_request: SupportRequest, *, by: Person, names: Iterable[str]) -> SupportRequest:
    """Let a request carry exactly these tags; one that nobody used before is made."""
    demand(access.may_work(by, support_request))
    wanted = {name.casefold(): name for each in names if (name := _clean(each))}
    if len(wanted) > MOST_TAGS:
        words = _("A request carries at most %(most)s tags.") % {"most": MOST_TAGS}
        raise NotPossible(words, fields={"tags": words})
    before = {row.tag.name.casefold(): row for row in _on(support_request)}
    for key in before.keys() - wanted.keys():
        before[key].delete()
    for key in wanted.keys() - before.keys():
        RequestTag.objects.create(support_request=support_request, tag=_tag(wanted[key]))
    if before.keys() != wanted.keys():
        save(support_request, [])
        changes = {"tags": [_said(before.values()), _said(_on(support_request))]}
        record("request.tagged", support_request, by=by, changes=changes)
    return support_request


def _on(support_request: SupportRequest) -> list[RequestTag]:
    return list(support_request.tagged.select_related("tag"))


def _clean(name: str) -> str:
    """Return a tag as it is kept: on one line, without the comma that parts it from the next."""
    clean = " ".join(one_line(name.replace(",", " ")).split())
    if len(clean) > LONGEST_TAG:
        words = _("A tag has at most %(most)s signs.") % {"most": LONGEST_TAG}
        raise NotPossible(words, fields={"tags": words})
    return clean


def _tag(name: str) -> Tag:
    """Return the tag of this name in any letters; of two who make it at once, one does."""
    found = Tag.objects.filter(name__iexact=name).first()
    if found:
        return found
    Tag.objects.bulk_create([Tag(name=name)], ignore_conflicts=True)
    return Tag.objects.get(name__iexact=name)


def _said(rows: Iterable[RequestTag]) -> str:
    return ", ".join(sorted((row.tag.name for row in rows), key=str.casefold))
