"""Known errors: articles about what has a known cause, can be got around, and is not mended yet."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity
from spoc.kit.errors import NotPossible
from spoc.knowledge import access
from spoc.knowledge.activities.trust import pull_for_change
from spoc.knowledge.activities.write import tell
from spoc.knowledge.models import Article
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.people.queries import system


@activity
def name_known_error(article: Article, *, by: Person) -> Article:
    """Say that an article tells of a known error: what is wrong, why, and what helps meanwhile."""
    demand(access.may_review(by, article))
    if not article.is_live or article.is_known_error:
        raise NotPossible(_("Only an article in use that is none yet becomes a known error."))
    if not article.question.strip() or not article.cause.strip():
        raise NotPossible(
            _("A known error says what one sees and what causes it: write both first.")
        )
    _set(article, is_known_error=True)
    tell("article.error_known", article, by=by)
    return article


@activity
def end_known_error(article: Article, *, by: Person) -> Article:
    """Say that what an article tells of is mended; it stays as an answer like others."""
    demand(access.may_review(by, article))
    if not article.is_known_error:
        raise NotPossible(_("This article tells of no known error."))
    _set(article, is_known_error=False)
    tell("article.error_mended", article, by=by)
    pull_for_change(article, by=system(), cause="error_mended")
    return article


def _set(article: Article, *, is_known_error: bool) -> None:
    article.is_known_error = is_known_error
    article.version += 1
    article.save(update_fields=["is_known_error", "version"])
