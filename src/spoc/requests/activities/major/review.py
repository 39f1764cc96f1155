"""The end of a major incident: it is looked back at, and only then it is over."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import MajorIncident, MajorReview, SupportRequest
from spoc.requests.queries.major import major_of

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do from now on: what, by whom, until when."""

    words: str
    owner: Person | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Review:
    """What was found when those who were there looked back."""

    happened: str = ""
    timeline: str = ""
    cause: str = ""
    learnt: str = ""
    attended: str = ""


@activity
def review_major(
    support_request: SupportRequest,
    *,
    by: Person,
    review: Review,
    actions: Sequence[Action] = (),
) -> MajorReview:
    """Keep what happened, why, what was learnt, what is done about it, and who was there."""
    demand(access.may_run_major(by, support_request))
    major = _major(support_request)
    _check(review, actions)
    major.move_to("review", _("It is reviewed once, after the service is back."))
    major.save()
    said = {each.name: tidy(getattr(review, each.name)).strip() for each in fields(Review)}
    said["attended"] = one_line(said["attended"], 600)
    made = MajorReview.objects.create(major=major, by=by, at=now(), **said)
    for action in actions:
        if action.owner and action.due_on:  # as was checked
            words = one_line(action.words, 300)
            made.actions.create(words=words, owner=action.owner, due_on=action.due_on)
    record("major.reviewed", support_request, by=by, actions=len(actions))
    return made


@activity
def close_major(support_request: SupportRequest, *, by: Person) -> MajorIncident:
    """End a major incident that was reviewed."""
    demand(access.may_run_major(by, support_request))
    major = _major(support_request)
    major.move_to("close", _("Hold its review first: only then it is over."))
    major.closed_at = now()
    major.save()
    record("major.closed", support_request, by=by)
    return major


def _major(support_request: SupportRequest) -> MajorIncident:
    major = major_of(support_request)
    if major is None:
        raise NotPossible(_("This is no major incident."))
    return major


def _check(review: Review, actions: Sequence[Action]) -> None:
    """Refuse a review that leaves something out, field by field."""
    wrong = {
        each.name: _("Fill this in.")
        for each in fields(Review)
        if not getattr(review, each.name).strip()
    }
    if any(len(getattr(review, each.name)) > LONGEST for each in fields(Review)):
        raise NotPossible(_("This is longer than a review may be."))
    for place, action in enumerate(actions):
        if not (action.words.strip() and action.owner and action.due_on):
            wrong[f"action_{place}"] = _("Say what is to be done, by whom, and until when.")
    if wrong:
        words = _("Some of the review is missing: fill in what is marked.")
        raise NotPossible(words, fields=wrong)
