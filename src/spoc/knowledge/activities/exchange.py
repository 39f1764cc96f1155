"""Articles are brought in from files: all of them, or none."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from spoc.audit.activities import activity
from spoc.catalogue.models import Category, Service
from spoc.kit.errors import NotPossible
from spoc.knowledge import access
from spoc.knowledge.activities.write import capture_article
from spoc.knowledge.activities.writing import Draft
from spoc.knowledge.models import Article
from spoc.knowledge.rules.exchange import Plain
from spoc.people.access import demand
from spoc.people.models import Language, Person


@activity
def bring_in(owner: Person, *, by: Person, articles: Sequence[tuple[str, Plain]]) -> list[Article]:
    """Write down the articles of some files, each named; `owner` keeps them.

    Whatever a file says of its audience, they wait to be validated here, for the desk alone.
    """
    demand(access.may_manage(by))
    wrong = {name: words for name, plain in articles if (words := _lack(plain))}
    if wrong:
        raise NotPossible(_("Nothing was brought in: put these files right first."), fields=wrong)
    return [capture_article(owner, by=by, draft=_draft(plain)) for _name, plain in articles]


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


def _draft(plain: Plain) -> Draft:
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
    )
