"""Readers say what is wrong with an article; its owner is asked to settle it."""

from django.utils import translation
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.knowledge import access
from spoc.knowledge.models import Article, Flag, Use
from spoc.knowledge.rules import FLAG_REASONS, FLAGS_TO_FALL
from spoc.people.access import demand, may_work_at_desk
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.work.activities import TaskPlan, add_tasks, finish_task
from spoc.work.models import Task

LONGEST_WORDS = 2_000


@activity
def flag_article(
    article: Article, *, by: Person, reason: str, words: str = "", use: Use | None = None
) -> Flag:
    """Say what is wrong with an article; with the third open flag it is trusted no longer."""
    demand(use is not None or access.may_flag(by, article))
    if reason not in FLAG_REASONS:
        sentence = _("Choose what is wrong with it.")
        raise NotPossible(sentence, fields={"reason": sentence})
    said = tidy(words).strip()[:LONGEST_WORDS]
    # one reader has one voice: nobody takes an article from all others alone
    before = article.flags.filter(by=by, use=None, settled_at=None).first() if use is None else None
    if before is not None:
        return _said_again(before, reason, said)
    flag = Flag.objects.create(
        article=article,
        reason=reason,
        words=said,
        by=by,
        at=now(),
        use=use,
    )
    article.open_flags += 1
    article.save(update_fields=["open_flags"])
    record("article.flagged", article, by=by, reference=article.reference, reason=reason)
    flag.task = _owner_task(article)
    flag.save(update_fields=["task"])
    if article.open_flags >= FLAGS_TO_FALL and article.allows("fall"):
        _fall(article)
    return flag


@activity
def settle_flag(article: Article, *, by: Person, flag: Flag, settlement: str) -> Flag:
    """Say what was done about a flag, or why nothing is."""
    demand(access.may_settle(by, article))
    flag.refresh_from_db()
    if flag.article_id != article.pk or not flag.is_open:
        raise NotPossible(_("This flag was settled already."))
    words = one_line(settlement, 300)
    if not words:
        sentence = _("Say in a few words what was done about it.")
        raise NotPossible(sentence, fields={"settlement": sentence})
    flag.settlement, flag.settled_by, flag.settled_at = words, by, now()
    flag.save(update_fields=["settlement", "settled_by", "settled_at"])
    article.open_flags = article.flags.filter(settled_at=None).count()
    article.save(update_fields=["open_flags"])
    if flag.task is not None and flag.task.is_open:
        finish_task(flag.task, by=by, result=words)
    record("article.flag_settled", article, by=by, reference=article.reference)
    return flag


def _said_again(flag: Flag, reason: str, words: str) -> Flag:
    """Keep what a reader says further about a flag of theirs that is open."""
    told = [each for each in (flag.words, words) if each]
    flag.reason, flag.words = reason, "\n".join(dict.fromkeys(told))[-LONGEST_WORDS:]
    flag.save(update_fields=["reason", "words"])
    return flag


def _owner_task(article: Article) -> Task:
    """Ask the owner to look at it; a line for whoever writes where the owner works here no more."""
    owner = article.owner if may_work_at_desk(article.owner) else None
    told = {"number": article.reference, "title": article.title}
    with translation.override(article.owner.speaks):
        title = _("Settle the flag on %(number)s %(title)s") % told
    plan = TaskPlan(one_line(title, 200), assignee=owner)
    return add_tasks(article, by=system(), plans=[plan])[0]


def _fall(article: Article) -> None:
    article.move_to("fall", _("Only a validated article is taken back."))
    article.version += 1
    article.save(update_fields=["confidence", "version"])
    record("article.fell", article, by=system(), reference=article.reference)
