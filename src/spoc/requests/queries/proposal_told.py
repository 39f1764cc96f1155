"""A new service as whoever asked for it follows it: in plain words, to the end."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from spoc.catalogue.access import offerings_visible_to
from spoc.catalogue.access import visible_to as services_visible_to
from spoc.kit.time import add_weekdays
from spoc.people.models import Person
from spoc.requests.models import NewServiceProposal, ServiceMatch, SupportRequest
from spoc.requests.proposal_access import is_own
from spoc.requests.proposal_words import PROPOSAL_FOR_REQUESTER, SERVICE_FOR_REQUESTER
from spoc.requests.queries.proposal_shown import PLACE, MatchShown, match_shown
from spoc.requests.queries.proposals import proposal_of, terms
from spoc.requests.queries.standing import Stage
from spoc.requests.rules.proposal import State
from spoc.ui.environment import when

LAST = 4


@dataclass(frozen=True, slots=True)
class ProposalTold:
    """How it stands, what may do already, and what whoever asked can do now."""

    row: NewServiceProposal
    words: str
    stages: list[Stage]
    matches: list[MatchShown] = field(default_factory=list)
    answer_by: datetime | None = None
    may_justify: bool = False
    may_appeal: bool = False
    becomes: str = ""


def proposal_told(support_request: SupportRequest, person: Person) -> ProposalTold | None:
    """Return how a person follows a new service; None where the request asks for none."""
    row = proposal_of(support_request)
    if row is None:
        return None
    own = is_own(person, support_request) and support_request.is_open
    is_asked = row.state == State.JUSTIFYING
    return ProposalTold(
        row=row,
        words=str(PROPOSAL_FOR_REQUESTER.get(row.state, "")),
        stages=stages_of(support_request, row),
        matches=_matches(support_request, person) if own and row.state == State.SCREENING else [],
        answer_by=_answer_by(row) if is_asked else None,
        may_justify=own and is_asked,
        may_appeal=own and row.may_be_appealed,
        becomes=str(SERVICE_FOR_REQUESTER.get(row.service.state, "")) if row.service else "",
    )


def stages_of(support_request: SupportRequest, row: NewServiceProposal) -> list[Stage]:
    """Return the way from the question to the decision, with where it is now."""
    if support_request.status in ("cancelled", "merged", "rejected"):
        return []
    way = [
        (_("Received"), when(support_request.created_at)),
        (_("Your answers"), when(row.justified_at) if row.justified_at else ""),
        (_("We judge it"), ""),
        (_("We assess it"), ""),
        (_("Decided"), when(row.decided_at) if row.decided_at else ""),
    ]
    here = PLACE.get(row.state, LAST)
    return [
        Stage(label, small, "past" if place < here else "at" if place == here else "")
        for place, (label, small) in enumerate(way)
    ]


def _answer_by(row: NewServiceProposal) -> datetime | None:
    return add_weekdays(row.asked_at, terms().answer_weekdays) if row.asked_at else None


def _matches(support_request: SupportRequest, person: Person) -> list[MatchShown]:
    """Return what may do already, of what the person may have."""
    rows = ServiceMatch.objects.filter(support_request=support_request, state="suggested")
    rows = rows.filter(service__in=services_visible_to(person).values("pk"))
    known = set(offerings_visible_to(person).values_list("pk", flat=True)[:500])
    shown = rows.select_related("service", "offering").order_by("-score", "id")
    return [match_shown(each) for each in shown if each.offering_id in (None, *known)]
