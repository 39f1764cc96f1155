"""New services in the demonstration: one screened, one to be judged, one assessed, one declined."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from spoc.catalogue.models import Category
from spoc.catalogue.queries import unknown_service
from spoc.kit.time import at
from spoc.people.models import Person, Team
from spoc.requests.activities import Classification, Registration, assign, classify, register
from spoc.requests.activities.proposals import (
    Assessment,
    Judgement,
    Justification,
    ask_justification,
    assess_proposal,
    dismiss_match,
    filter_out,
    justify,
    match_services,
    pass_filter,
    score_proposal,
)
from spoc.requests.models import SupportRequest
from spoc.requests.rules.proposal import CRITERIA

DESK, FILTERS, SPONSOR = "Elin Sand", "Henrik Vall", "Birgitta Ahl"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A new service: who asks for it how many days ago, what for, and how far it comes."""

    days: int
    who: str
    title: str
    words: str
    steps: int
    justification: Justification | None = None
    marks: tuple[int, ...] = ()


WANTED = (
    Wanted(
        1,
        "Johan Strand",
        "Read letters from phones on the ward",
        "We would like our mail and calendar on the phones we carry on the ward.",
        1,
    ),
    Wanted(
        6,
        "Oskar Nyman",
        "Digitala skyltar i matsalen",
        "Vi vill visa matsedel och allergier på skärmar i matsalen.",
        3,
        Justification(
            "Eleverna frågar vad maten innehåller, och lapparna stämmer inte.",
            "Måltider",
            "En halv timme om dagen i varje skolkök",
            420,
        ),
    ),
    Wanted(
        24,
        "Karin Holm",
        "Translated summaries for patients",
        "Patients leave with a summary they cannot read. We want it in their language.",
        6,
        Justification(
            "A summary in the language of the patient, checked by staff.",
            "Discharge from the ward",
            "Fewer calls after discharge: about sixty hours a month",
            900,
        ),
        (4, 3, 4, 2, 3),
    ),
    Wanted(
        17,
        "Johan Strand",
        "A wall of photographs in the corridor",
        "Screens with photographs from the region in every corridor.",
        5,
        Justification("Something nice to look at.", "Waiting", "A better mood", 40),
        (2, 1, 3, 2, 2),
    ),
)


def ask_for_new_services(until: datetime) -> None:
    """Let people ask for new services, and let each come as far as it has."""
    for wanted in WANTED:
        _lived(wanted, until)


def _lived(wanted: Wanted, until: datetime) -> None:
    people = {name: Person.objects.get(name=name) for name in (wanted.who, *STAFF)}
    begun = until - timedelta(days=wanted.days)
    with at(begun):
        request = _asked(people[wanted.who], wanted)
    for nth, step in enumerate(STEPS[: wanted.steps], 1):
        with at(begun + timedelta(hours=7 * nth)):
            step(request, people, wanted)


def _asked(person: Person, wanted: Wanted) -> SupportRequest:
    said = Registration(description=wanted.words, channel="portal", title=wanted.title)
    return register(person, by=person, registration=said)


People = dict[str, Person]


def _screen(request: SupportRequest, people: People, wanted: Wanted) -> None:
    category = Category.objects.get(key="idea")
    found = Classification("new_service", unknown_service(), category, 2, 3)
    classify(request, by=people[DESK], classification=found)
    match_services(request, by=people[DESK])
    if wanted.steps == 1:
        assign(request, by=people[DESK], team=Team.objects.get(key="service-desk"))


def _ask(request: SupportRequest, people: People, wanted: Wanted) -> None:
    for match in request.service_matches.filter(state="suggested"):
        dismiss_match(request, by=people[DESK], match=match, reason="It does another thing.")
    ask_justification(request, by=people[DESK])


def _justify(request: SupportRequest, people: People, wanted: Wanted) -> None:
    if wanted.justification is not None:
        justify(request, by=people[wanted.who], justification=wanted.justification)


def _score(request: SupportRequest, people: People, wanted: Wanted) -> None:
    marks = dict(zip(CRITERIA, wanted.marks, strict=True))
    score_proposal(request, by=people[FILTERS], judgement=Judgement(marks))


def _judge(request: SupportRequest, people: People, wanted: Wanted) -> None:
    henrik = people[FILTERS]
    if wanted.marks[0] > 3:
        pass_filter(request, by=henrik, sponsor=people[SPONSOR])
    else:
        filter_out(
            request,
            by=henrik,
            reason="It saves nobody time, and the screens cost more than it gives.",
            would_change="A ward that pays for its own screens and looks after them.",
        )


def _assess(request: SupportRequest, people: People, wanted: Wanted) -> None:
    assessment = Assessment(
        "Twelve wards, about nine hundred summaries a month.",
        "Six weeks to begin with; then 40 000 a year for the translations.",
        "Sixty hours of calls a month, and fewer mistakes with medicines at home.",
    )
    assess_proposal(request, by=people[FILTERS], assessment=assessment)


STAFF = (DESK, FILTERS, SPONSOR)
STEPS: tuple[Callable[[SupportRequest, People, Wanted], None], ...] = (
    *(_screen, _ask, _justify, _score, _judge, _assess),
)
