"""How far an article is trusted: validated, published, reviewed, archived, and by whom."""

from datetime import datetime, timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.knowledge import access
from spoc.knowledge.activities.write import demand_outward, tell
from spoc.knowledge.activities.writing import words_of
from spoc.knowledge.models import Article, Licence
from spoc.knowledge.queries.uses import lately_used
from spoc.knowledge.rules import (
    AUDIENCES,
    GOVERNANCES,
    LICENCES,
    VERDICTS,
    Confidence,
    is_outward,
    is_wider,
)
from spoc.knowledge.rules.review import next_review, rung_at, told_at
from spoc.knowledge.rules.standard import lacking, standard
from spoc.knowledge.words import CHECK, REVIEW_CAUSE
from spoc.people.access import demand
from spoc.people.models import Person

REVIEWED = ("review_due_at", "overdue_rung", "version")


@activity
def validate_article(article: Article, *, by: Person) -> Article:
    """Trust an article that meets the standard; from now on it is reviewed by how much it is used.

    One that customers read goes to them again with this, and is judged as if it were published.
    """
    demand(access.may_validate(by, article))
    article.move_to("validate", _("Only an article that waits to be validated is validated."))
    lacks = lacking(standard(words_of(article)))
    if lacks:
        what = " · ".join(str(CHECK[code]) for code in lacks)
        raise NotPossible(_("It does not meet the standard yet: %(what)s.") % {"what": what})
    if is_outward(article.audience):
        _demand_publisher(article, by, article.audience)
    article.validated_at, article.validated_by = now(), by
    _look_again(article)
    article.save(update_fields=["confidence", "validated_at", "validated_by", *REVIEWED])
    tell("article.validated", article, by=by)
    return article


@activity
def publish_article(article: Article, *, by: Person, audience: str) -> Article:
    """Say who may read it: fewer at any time, more once it is validated and fit for them."""
    if audience not in AUDIENCES:
        words = _("Choose one of the values offered.")
        raise NotPossible(words, fields={"audience": words})
    if audience == article.audience:
        return article
    if is_wider(audience, article.audience):
        article.move_to("publish", _("Only a validated article is given to more people."))
        _demand_publisher(article, by, audience)
    else:
        demand(access.may_review(by, article) or access.may_publish(by, article, audience))
    before, article.audience = article.audience, audience
    article.version += 1
    article.save(update_fields=["audience", "version"])
    tell("article.published", article, by=by, audience=audience, before=before)
    return article


@activity
def review_article(article: Article, *, by: Person, verdict: str, note: str = "") -> Article:
    """Say of an article whether it still holds, must be changed, or is not needed any more."""
    demand(access.may_review(by, article))
    if verdict not in VERDICTS:
        words = _("Choose whether it still holds.")
        raise NotPossible(words, fields={"verdict": words})
    if verdict == "archive":
        return archive_article(article, by=by, reason=note)
    article.move_to(verdict, _("Only a validated article is reviewed."))
    _look_again(article)
    article.save(update_fields=["confidence", *REVIEWED])
    tell("article.reviewed", article, by=by, verdict=verdict, note=one_line(note, 300) or None)
    return article


@activity
def archive_article(article: Article, *, by: Person, reason: str) -> Article:
    """Keep an article up no longer; what points at it can still be read at the desk."""
    demand(access.may_manage(by) or access.may_review(by, article))
    words = one_line(reason, 300)
    if not words:
        sentence = _("Say why it is not needed any more.")
        raise NotPossible(sentence, fields={"note": sentence, "reason": sentence})
    article.move_to("archive", _("This article is archived already."))
    article.archived_reason, article.overdue_rung = words, 0
    article.version += 1
    fields = ["confidence", "archived_reason", "overdue_rung", "version"]
    article.save(update_fields=fields)
    tell("article.archived", article, by=by, reason=words)
    return article


@activity
def restore_article(article: Article, *, by: Person) -> Article:
    """Take an archived article up again; it waits to be validated."""
    demand(access.may_manage(by))
    if not article.answer:
        raise NotPossible(_("An article without an answer is not taken up again: write a new one."))
    article.move_to("restore", _("Only an archived article is taken up again."))
    article.archived_reason = ""
    article.version += 1
    article.save(update_fields=["confidence", "archived_reason", "version"])
    tell("article.restored", article, by=by)
    return article


@activity
def keep_article(
    article: Article, *, by: Person, owner: Person | None = None, governance: str | None = None
) -> Article:
    """Say who keeps an article, and whether whoever writes may change it."""
    demand(access.may_review(by, article))
    if governance is not None and governance not in GOVERNANCES:
        words = _("Choose one of the values offered.")
        raise NotPossible(words, fields={"governance": words})
    if owner is not None and not access.may_write(owner):
        words = _("Choose somebody who writes articles.")
        raise NotPossible(words, fields={"owner": words})
    article.owner = owner or article.owner
    article.governance = governance or article.governance
    article.version += 1
    article.save(update_fields=["owner", "governance", "version"])
    tell("article.kept", article, by=by, owner=article.owner.name, governance=article.governance)
    return article


@activity
def pull_review(article: Article, *, by: Person, reason: str) -> Article:
    """Have an article looked at now: what it is about changed."""
    demand(access.may_review(by, article))
    if article.confidence == Confidence.VALIDATED and _is_later(article.review_due_at, now()):
        article.review_due_at = now()
        article.save(update_fields=["review_due_at"])
        tell("article.review_pulled", article, by=by, reason=one_line(reason, 300))
    return article


@activity
def pull_for_change(article: Article, *, by: Person, cause: str) -> Article:
    """Have an article looked at now, since what it is about was changed or retired."""
    with translation.override(article.owner.speaks):
        reason = str(REVIEW_CAUSE[cause])
    return pull_review(article, by=by, reason=reason)


@activity
def climb_review(article: Article, *, by: Person) -> Article:
    """Let the next person up hear that nobody looks at an article whose review is due."""
    due = article.review_due_at
    if article.confidence != Confidence.VALIDATED or due is None:
        return article
    rung = article.overdue_rung + 1
    if rung <= rung_at(due, now()):
        article.overdue_rung = rung
        article.save(update_fields=["overdue_rung"])
        tell("article.overdue", article, by=by, rung=told_at(rung))
    return article


@activity
def license_person(person: Person, *, by: Person, level: str) -> Licence | None:
    """Say how far somebody is trusted with knowledge; without a level, no further than others."""
    demand(access.may_manage(by) and by.pk != person.pk)
    if level and level not in LICENCES:
        words = _("Choose one of the values offered.")
        raise NotPossible(words, fields={"level": words})
    if level and not access.may_write(person):
        words = _("Choose somebody who writes articles.")
        raise NotPossible(words, fields={"person": words})
    there = Licence.objects.filter(person=person).first()
    if not level:
        if there is not None:
            there.delete()
            _tell_licence(person, by, "")
        return None
    licence = there or Licence(person=person)
    licence.level, licence.given_by, licence.since = level, by, now()
    licence.save()
    _tell_licence(person, by, level)
    return licence


def _tell_licence(person: Person, by: Person, level: str) -> None:
    record("person.licensed", person, by=by, name=person.name, level=level)


def _demand_publisher(article: Article, by: Person, audience: str) -> None:
    """Refuse who may not publish it, and what is not fit to be read by others."""
    demand(access.may_publish(by, article, audience), _who_may(article, by, audience))
    if is_outward(audience):
        demand_outward(article)


def _who_may(article: Article, by: Person, audience: str) -> str:
    if access.is_own(by, article) and is_outward(audience):
        return _("Nobody publishes their own article: ask a colleague who may publish.")
    if article.governance == "controlled":
        return _("A controlled article is published by the owner of its service.")
    return ""


def _look_again(article: Article) -> None:
    article.review_due_at = next_review(now(), lately_used(article))
    article.overdue_rung = 0
    article.version += 1


def _is_later(due: datetime | None, moment: datetime) -> bool:
    return due is not None and due - moment > timedelta(0)
