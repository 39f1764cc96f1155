"""New services brought to where a test begins, by the people of the world."""

from collections.abc import Callable

import pytest

from spoc.audit.queries import story
from spoc.channels.models import Letter
from spoc.people.models import Person
from spoc.requests import activities as do
from spoc.requests.activities import proposals
from spoc.requests.activities.proposals import Assessment, Judgement, Justification
from spoc.requests.models import NewServiceProposal, ServiceMatch, SupportRequest
from spoc.requests.rules.proposal import CRITERIA

DESK, FILTERS, DECIDES, SPONSOR = "Elin Sand", "Henrik Vall", "Peter Rask", "Birgitta Ahl"
# something the world has already: printing
PRINTING = "We want to print from our phones on the printers: printing at the ward."
WORDS = "We need the cafeteria menu on the screens of the wards."
ANSWERS = Justification(
    need="Patients ask for the menu all day.",
    affected_process="Meals on the ward",
    benefit="Half an hour a ward and day",
    beneficiaries=120,
)
GOOD, FAIR, POOR = (4, 3, 4, 2, 3), (3, 3, 2, 3, 2), (2, 1, 3, 2, 2)
ASSESSED = Assessment("Twelve wards.", "Two weeks, 20 000 a year.", "Sixty hours a month.")


def judged(marks: tuple[int, ...] = GOOD, **further: bool) -> Judgement:
    """Five marks in their order."""
    return Judgement(dict(zip(CRITERIA, marks, strict=True)), **further)


def fresh(request: SupportRequest) -> NewServiceProposal:
    """Read a request and its proposal afresh."""
    request.refresh_from_db()
    return NewServiceProposal.objects.get(pk=request.pk)


def letters(request: SupportRequest) -> list[str]:
    """Return the words of the letters about a request, oldest first."""
    rows = Letter.objects.filter(noun="request", subject_id=request.pk, is_incoming=False)
    return list(rows.order_by("pk").values_list("text", flat=True))


def matched(request: SupportRequest, by: Person) -> list[ServiceMatch]:
    """Look for what there is already, and return it, the likeliest first."""
    proposals.match_services(request, by=by)
    return list(ServiceMatch.objects.filter(support_request=request).order_by("-score"))


def kinds(request: SupportRequest) -> list[str]:
    """Return the kinds of the facts of a request."""
    return list(story(request).values_list("kind", flat=True))


@pytest.fixture
def proposed(people, register_request, found) -> Callable[..., SupportRequest]:
    """A new service of Karin Holm, brought to a state: `proposed("filtered")`."""

    def brought(state: str = "screening", words: str = WORDS, marks=GOOD) -> SupportRequest:
        request = register_request(words=words)
        elin, henrik = people[DESK], people[FILTERS]
        do.classify(request, by=elin, classification=found("new_service"))
        steps = {
            "justifying": lambda: proposals.ask_justification(request, by=elin),
            "filtered": lambda: proposals.justify(
                request, by=people["Karin Holm"], justification=ANSWERS
            ),
            "scored": lambda: proposals.score_proposal(request, by=henrik, judgement=judged(marks)),
            "assessing": lambda: proposals.pass_filter(
                request, by=henrik, sponsor=people[SPONSOR], reason="A pilot."
            ),
            "assessed": lambda: proposals.assess_proposal(request, by=henrik, assessment=ASSESSED),
        }
        for step, take in steps.items():
            if state == "screening":
                break
            take()
            if step == state:
                break
        return request

    return brought
