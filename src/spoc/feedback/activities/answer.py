"""What people say of how it was, that they said nothing, and what a low score leads to."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.audit.activities import activity, record
from spoc.audit.activities.activity import add_news
from spoc.feedback.activities.praise import praise
from spoc.feedback.models import Survey
from spoc.feedback.queries import business_days_after, lead_of, terms
from spoc.feedback.rules import SCORES, is_low
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.work.activities import TaskPlan, add_tasks
from spoc.work.rules.task import LONGEST_TITLE

LONGEST_COMMENT = 5_000


@dataclass(frozen=True, slots=True)
class Answer:
    """How it was: a score, why, and thanks to whoever helped."""

    score: int
    comment: str = ""
    thanks: str = ""


@activity
def answer_survey(survey: Survey, *, by: Person, answer: Answer) -> Survey:
    """Keep what somebody says of how it was, once; thanks go to whoever they are for."""
    demand(by.pk == survey.person_id)
    if survey.state == "answered":
        raise NotPossible(_("You have answered already. Thank you."))
    if survey.state == "expired" or survey.expires_at <= now():
        raise NotPossible(_("It is too late to answer this: write to us if you want to tell us."))
    if answer.score not in SCORES:
        words = _("Choose one of the five.")
        raise NotPossible(words, fields={"score": words})
    survey.score, survey.state, survey.answered_at = answer.score, "answered", now()
    survey.comment = tidy(answer.comment).strip()[:LONGEST_COMMENT]
    survey.save(update_fields=["score", "state", "answered_at", "comment"])
    record("survey.answered", survey, by=by, score=survey.score)
    _show(survey)
    if tidy(answer.thanks).strip():
        praise(survey.person, by=by, words=answer.thanks, support_request=survey.support_request)
    return survey


@activity
def expire_survey(survey: Survey, *, by: Person) -> Survey:
    """End a question nobody answered in its time."""
    if survey.state == "sent" and survey.expires_at <= now():
        survey.state = "expired"
        survey.save(update_fields=["state"])
        record("survey.expired", survey, by=by)
        _show(survey)
    return survey


@activity
def follow_up(survey: Survey, *, by: Person) -> Survey:
    """Let somebody look into a low score, once: the team's lead, else the owner, else the team."""
    agreed = terms()
    is_told = survey.follow_up_id is not None or survey.score is None
    if is_told or survey.score is None or not is_low(survey.score, agreed.low_score):
        return survey
    support_request = survey.support_request
    lead = lead_of(support_request)
    answered, days = survey.answered_at or now(), agreed.follow_up_weekdays
    due = business_days_after(answered, days, survey.community_id)
    team = support_request.team
    plan = TaskPlan(
        title=_title(survey, lead),
        assignee=lead,
        team=team if team and team.is_active else None,
        due_at=due,
    )
    [survey.follow_up] = add_tasks(support_request, by=by, plans=[plan])
    survey.save(update_fields=["follow_up"])
    record("survey.followed_up", survey, by=by, lead=lead.name if lead else str(team or ""))
    return survey


def _title(survey: Survey, lead: Person | None) -> str:
    """Say what is to be done, and why, to whoever does it.

    What was said about a request that is closed to all but named readers stands there alone.
    """
    with override(lead.speaks if lead else "en"):
        told = {"name": survey.person.name, "score": survey.score, "comment": survey.comment}
        if not survey.comment or survey.support_request.is_restricted:
            words = _("Talk to %(name)s: satisfied %(score)s of 5") % told
        else:
            words = _("Talk to %(name)s: satisfied %(score)s of 5, “%(comment)s”") % told
    return one_line(words, LONGEST_TITLE)


def _show(survey: Survey) -> None:
    """Let the open page of the request draw anew what stands beside it."""
    add_news([f"request-{survey.support_request_id}"])
