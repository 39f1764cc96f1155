"""A new service as its request's page shows it: where it stands, what is known, what comes next."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoc.audit.activities import label
from spoc.kit import nouns
from spoc.people.models import Person
from spoc.requests import proposal_access as may
from spoc.requests.models import NewServiceProposal, ServiceMatch, SupportRequest
from spoc.requests.rules.proposal import CRITERIA, verdict

STRONG, FAIR = 0.7, 0.45
WAY = ("screening", "justifying", "filtered", "assessing", "decided")
PLACE = {state: place for place, state in enumerate(WAY)}


@dataclass(frozen=True, slots=True)
class MatchShown:
    """Something that may do already: what, how likely, why, and what was said of it."""

    pk: int
    name: str
    address: str
    degree: int
    why: str
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step somebody may take now: its noun, its words, and whether it is the one to take."""

    noun: str
    title: str | Promise
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One of the five marks: what for, how many of five, and its weight."""

    title: str
    mark: int
    weight: int


@dataclass(frozen=True, slots=True)
class ProposalShown:
    """All of it that a page shows."""

    row: NewServiceProposal
    place: int
    matches: list[MatchShown] = field(default_factory=list)
    steps: list[NextStep] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    verdict: str = ""
    screens: bool = False
    service_address: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """A step of the desk: from which state, who may take it, and when besides."""

    noun: str
    title: str | Promise
    states: tuple[str, ...]
    may: Callable[[Person, SupportRequest], bool]
    fits: Callable[[NewServiceProposal], bool] = lambda _proposal: True
    is_next: bool = True


def _verdict(row: NewServiceProposal) -> str:
    if row.score is None:
        return ""
    return verdict(row.score, row.weighed_by, is_legal_duty=row.is_legal_duty)


STEPS = (
    Offered(
        "proposal-question",
        gettext_lazy("Ask for the justification"),
        ("screening", "lapsed"),
        may.may_screen,
    ),
    Offered(
        "proposal-answers",
        gettext_lazy("Write down their answers"),
        ("justifying",),
        may.may_justify,
        is_next=False,
    ),
    Offered(
        "proposal-score",
        gettext_lazy("Score it"),
        ("filtered",),
        may.may_filter,
        lambda row: row.score is None,
    ),
    Offered(
        "proposal-passing",
        gettext_lazy("Let it pass"),
        ("filtered",),
        may.may_filter,
        lambda row: _verdict(row) in ("pass", "reason"),
    ),
    Offered(
        "proposal-decline",
        gettext_lazy("Decline it"),
        ("filtered",),
        may.may_filter,
        lambda row: _verdict(row) in ("reason", "stop"),
    ),
    Offered(
        "proposal-score",
        gettext_lazy("Score it anew"),
        ("filtered",),
        may.may_filter,
        lambda row: row.score is not None,
        is_next=False,
    ),
    Offered(
        "proposal-assessment",
        gettext_lazy("Assess it"),
        ("assessing",),
        may.may_assess,
        lambda row: not all(row.assessment.values()),
    ),
    Offered(
        "proposal-assessment",
        gettext_lazy("Change the assessment"),
        ("assessing",),
        may.may_assess,
        lambda row: all(row.assessment.values()),
        is_next=False,
    ),
    Offered(
        "proposal-approval",
        gettext_lazy("Approve it"),
        ("assessing",),
        may.may_decide,
        lambda row: all(row.assessment.values()) and row.budget in ("", "approved"),
    ),
    Offered(
        "proposal-deferral",
        gettext_lazy("Defer it"),
        ("assessing",),
        may.may_decide,
        lambda row: all(row.assessment.values()),
        is_next=False,
    ),
    Offered(
        "proposal-refusal",
        gettext_lazy("Decline it"),
        ("assessing",),
        may.may_decide,
        lambda row: all(row.assessment.values()),
        is_next=False,
    ),
    Offered(
        "proposal-budget",
        gettext_lazy("Ask for the money"),
        ("assessing",),
        may.may_decide,
        lambda row: row.budget in ("", "denied"),
        is_next=False,
    ),
)


def proposal_shown(support_request: SupportRequest, person: Person) -> ProposalShown | None:
    """Return how it stands with the new service that a request asks for; None where with none."""
    # it comes with the request where that was read whole
    row: NewServiceProposal | None = getattr(support_request, "proposal", None)
    if support_request.type != "new_service" or row is None:
        return None
    matches = [match_shown(each) for each in may.matches_visible_to(person, support_request)]
    is_undecided = any(each.state == "suggested" for each in matches)
    steps = steps_for(support_request, row, person)
    return ProposalShown(
        row=row,
        place=PLACE.get(row.state, len(WAY) - 1),
        matches=matches,
        # what there is already is decided on first
        steps=[each for each in steps if not (is_undecided and each.noun == "proposal-question")],
        marks=_marks(row),
        verdict=_verdict(row),
        screens=support_request.is_open
        and row.state == "screening"
        and may.may_screen(person, support_request),
        service_address=nouns.noun_of(row.service).address(row.service) if row.service else "",
    )


def steps_for(
    support_request: SupportRequest, row: NewServiceProposal, person: Person
) -> list[NextStep]:
    """Return the steps somebody may take with it now."""
    if not support_request.is_open:
        return []
    return [
        NextStep(each.noun, each.title, each.is_next)
        for each in STEPS
        if row.state in each.states and each.fits(row) and each.may(person, support_request)
    ]


def match_shown(match: ServiceMatch) -> MatchShown:
    """Return something that may do already as a page shows it."""
    subject = match.offering or match.service
    degree = 3 if match.score >= STRONG else 2 if match.score >= FAIR else 1
    return MatchShown(
        pk=match.pk,
        name=str(subject),
        address=nouns.noun_of(subject).address(subject),
        degree=degree,
        why=_why(match),
        state=match.state,
        reason=match.reason,
    )


def _why(match: ServiceMatch) -> str:
    said = []
    if match.words:
        said.append(_("Both say: %(words)s.") % {"words": ", ".join(match.words)})
    if match.is_same_category:
        said.append(_("It is of the same sort."))
    return " ".join(said)


def _marks(row: NewServiceProposal) -> list[Mark]:
    if row.score is None:
        return []
    weights = row.weighed_by.weights
    return [
        Mark(label("criterion", name), int(row.marks.get(name, 0)), weights[name])
        for name in CRITERIA
    ]
