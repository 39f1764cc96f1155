"""What somebody writes into the editor is kept while they write, and thrown away when they say."""

from collections.abc import Mapping

from spoc.kit.time import now
from spoc.knowledge import access
from spoc.knowledge.models import ArticleDraft
from spoc.knowledge.rules.drafting import MOST, Place, is_written
from spoc.people.access import demand
from spoc.people.models import Person


def keep_article_draft(
    place: Place, *, by: Person, given: Mapping[str, str]
) -> ArticleDraft | None:
    """Keep what a person has written so far; where nothing is written, nothing is kept.

    It is nobody else's affair and happens every few seconds, so it is no activity and no fact.
    """
    demand(access.may_write(by))
    if not is_written(given):
        drop_article_draft(place, by=by)
        return None
    draft, is_new = ArticleDraft.objects.update_or_create(
        person=by, place=place.key, defaults={"given": _kept(given), "kept_at": now()}
    )
    if is_new:
        own = ArticleDraft.objects.filter(person=by).order_by("-kept_at", "-id")
        ArticleDraft.objects.filter(pk__in=list(own.values_list("pk", flat=True)[MOST:])).delete()
    return draft


def drop_article_draft(place: Place, *, by: Person) -> None:
    """Throw away what somebody began there."""
    ArticleDraft.objects.filter(person=by, place=place.key).delete()


def _kept(given: Mapping[str, str]) -> dict[str, str]:
    """Return what was given as the database can keep it."""
    return {name: value.replace("\0", "") for name, value in given.items()}
