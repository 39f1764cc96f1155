"""An article is used for a request, and somebody says what came of it."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.knowledge import access
from spoc.knowledge.activities.flag import flag_article
from spoc.knowledge.models import Article, Use
from spoc.knowledge.rules import FAILURES, OUTCOMES, SOLVED_TO_SUGGEST, WAYS
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.records.activities import link
from spoc.requests.models import SupportRequest


@activity
def use_article(
    support_request: SupportRequest, *, by: Person, article: Article, way: str = "agent"
) -> Use:
    """Say that an article was used for a request: it is linked, and counted once."""
    demand(access.may_use(by, support_request, article))
    if way not in WAYS:
        raise NotPossible(_("Choose one of the values offered."))
    there = Use.objects.filter(article=article, support_request=support_request).first()
    if there is not None:
        return there
    use = Use.objects.create(
        article=article, support_request=support_request, by=by, way=way, at=now()
    )
    _count_use(article, by=by, support_request=support_request)
    link(support_request, by=by, relation="documented_by", other=article)
    return use


@activity
def judge_use(use: Use, *, by: Person, outcome: str) -> Use:
    """Say what came of using an article; what had no effect or made it worse is flagged."""
    demand(access.may_use(by, use.support_request, use.article))
    if outcome not in OUTCOMES:
        sentence = _("Choose what came of it.")
        raise NotPossible(sentence, fields={"outcome": sentence})
    if use.outcome == outcome:
        return use
    use.outcome, use.judged_by, use.judged_at = outcome, by, now()
    use.save(update_fields=["outcome", "judged_by", "judged_at"])
    _count_outcome(use.article, by=by, use=use)
    return use


@activity
def _count_use(article: Article, *, by: Person, support_request: SupportRequest) -> None:
    article.use_count += 1
    article.save(update_fields=["use_count"])
    number = support_request.reference
    record("article.used", article, by=by, reference=article.reference, number=number)


@activity
def _count_outcome(article: Article, *, by: Person, use: Use) -> None:
    """Count an outcome anew, and flag what failed, once a use."""
    rows = article.uses.all()
    article.solved_count = rows.filter(outcome="solved").count()
    article.helped_count = rows.filter(outcome="helped").count()
    article.failed_count = rows.filter(outcome__in=FAILURES).count()
    article.save(update_fields=["solved_count", "helped_count", "failed_count"])
    record("article.judged", article, by=by, reference=article.reference, outcome=use.outcome)
    if use.outcome in FAILURES and not use.flags.filter(settled_at=None).exists():
        flag_article(article, by=by, reason=use.outcome, use=use)
    if use.outcome == "solved":
        _suggest(article)


def _suggest(article: Article) -> None:
    """Say, the moment it is so, that what waits to be validated has proven itself."""
    if article.is_worth_validating and article.solved_count == SOLVED_TO_SUGGEST:
        record("article.proven", article, by=system(), reference=article.reference)
