"""The terms of major incidents and of new services, for whoever decides them."""

from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from spoc.people.access import demand, may_work_at_desk
from spoc.people.models import Person
from spoc.requests import access, activities, proposal_access
from spoc.requests.activities.proposals.terms import change_proposal_terms
from spoc.requests.models import MajorTerms, ProposalTerms
from spoc.requests.queries.major import terms as major_terms
from spoc.requests.queries.proposals import terms as proposal_terms
from spoc.site.machines import Whole, answers
from spoc.site.tokens import caller

router = Router()

Number = Annotated[Whole, Field(ge=0, le=1_000_000)]


class MajorTermsIn(Schema):
    """From where on an incident is proposed, and how a major one is run; what is left out stays.

    `share` and `time_used` are of a hundred; `alike` so many within `alike_minutes`.
    """

    people: Number | None = None
    share: Number | None = None
    alike: Number | None = None
    alike_minutes: Number | None = None
    time_used: Number | None = None
    cadence_minutes: Number | None = None
    review_weekdays: Number | None = None


class MajorTermsOut(MajorTermsIn):
    """The terms of major incidents."""


class ProposalTermsIn(Schema):
    """What the filter of new services weighs, and lets pass; what is left out stays.

    The five weights are 100 together; a score of `threshold` passes, less the `margin` with a word.
    """

    fit: Number | None = None
    benefit: Number | None = None
    reach: Number | None = None
    urgency: Number | None = None
    cost_risk: Number | None = None
    threshold: Number | None = None
    margin: Number | None = None
    answer_weekdays: Number | None = None


class ProposalTermsOut(ProposalTermsIn):
    """The terms of new services."""


@router.get("/settings/major-terms", response=answers(MajorTermsOut))
def read_major_terms(request: HttpRequest) -> MajorTermsOut:
    """Read from where on an incident is proposed, and how a major one is run."""
    _decides_majors(request)
    return _majors(major_terms())


@router.patch("/settings/major-terms", response=answers(MajorTermsOut))
def change_major_terms(request: HttpRequest, asked: MajorTermsIn) -> MajorTermsOut:
    """Set from where on an incident is proposed, and how a major one is run."""
    by, numbers = _decides_majors(request), asked.dict(exclude_unset=True)
    return _majors(activities.change_major_terms(major_terms(), by=by, numbers=numbers))


@router.get("/settings/proposal-terms", response=answers(ProposalTermsOut))
def read_proposal_terms(request: HttpRequest) -> ProposalTermsOut:
    """Read what the filter of new services weighs, and lets pass."""
    _decides_proposals(request)
    return _proposals(proposal_terms())


@router.patch("/settings/proposal-terms", response=answers(ProposalTermsOut))
def set_proposal_terms(request: HttpRequest, asked: ProposalTermsIn) -> ProposalTermsOut:
    """Set what the filter of new services weighs, and lets pass."""
    by, numbers = _decides_proposals(request), asked.dict(exclude_unset=True)
    return _proposals(change_proposal_terms(proposal_terms(), by=by, numbers=numbers))


def _decides_majors(request: HttpRequest) -> Person:
    by = caller(request)
    words = _("The service manager and the coordinators decide this: ask them.")
    demand(may_work_at_desk(by) and access.may_shape_majors(by), words)
    return by


def _decides_proposals(request: HttpRequest) -> Person:
    by = caller(request)
    words = _("These terms are set by whoever manages the service.")
    demand(proposal_access.may_keep_proposals(by), words)
    return by


def _majors(row: MajorTerms) -> MajorTermsOut:
    return MajorTermsOut(**{name: getattr(row, name) for name in MajorTermsIn.model_fields})


def _proposals(row: ProposalTerms) -> ProposalTermsOut:
    return ProposalTermsOut(**{name: getattr(row, name) for name in ProposalTermsIn.model_fields})
