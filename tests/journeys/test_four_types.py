"""One journey for each of the four types, in both languages: asked, worked on and confirmed."""

import re

import pytest

from spoc.catalogue.models import Service
from spoc.catalogue.queries import unknown_service
from spoc.kit.time import now
from spoc.people.activities import grant_role
from spoc.requests.models import SupportRequest
from spoc.requests.rules.proposal import CRITERIA
from tests.floor.proposals import DECIDES, DESK, FILTERS
from tests.requests.portal.words import words_of

ENGLISH = {
    "language": "en",
    "requester": "Karin Holm",
    "service": "radiology",
    "number": r"We have it\. Its number is R-(\d+)",
    "incident": "The viewer shows no images in reading room A.",
    "information": "How do I read my mail at home?",
    "fulfilment": "I would like a second screen.",
    "new_service": "We need the cafeteria menu on the screens of the wards.",
    "believed": "We believe this is solved.",
    "done": "This is done.",
    "questions": "Answer the questions",
    "approved": "It is approved and goes into our portfolio of services.",
    "portfolio": "It waits in our portfolio to be designed.",
}
SWEDISH = {
    "language": "sv",
    "requester": "Oskar Nyman",
    "service": "school-platform",
    "number": r"Vi har fått ditt ärende\. Det har nummer R-(\d+)",
    "incident": "Lärplattformen visar inga bilder.",
    "information": "Hur läser jag min mejl hemma?",
    "fulfilment": "Jag skulle vilja ha en skärm till.",
    "new_service": "Vi behöver matsedeln på skärmar i matsalen.",
    "believed": "Vi tror att det här är löst.",
    "done": "Det här är klart.",
    "questions": "Svara på frågorna",
    "approved": "Förslaget är godkänt och tas in i vår tjänsteportfölj.",
    "portfolio": "Den väntar i vår portfölj på att utformas.",
}
both = pytest.mark.parametrize("words", [ENGLISH, SWEDISH], ids=["English", "Swedish"])


class Journey:
    """A request from the portal to its end, over HTTP alone."""

    def __init__(self, client_of, words, kind):
        self.words, self.client_of = words, client_of
        self.requester = client_of(words["requester"])
        page = self.requester.post("/help/ask", {"words": words[kind]}, follow=True)
        assert page["Content-Language"] == words["language"]
        self.number = int(re.search(words["number"], words_of(page))[1])
        self.place = f"/help/requests/{self.number}"

    @property
    def request(self):
        return SupportRequest.objects.get(pk=self.number)

    def step(self, noun, who=DESK, **given):
        """Take a step at the desk; whatever is refused fails with its words."""
        answer = self.client_of(who).post(f"/requests/{self.number}/{noun}", given)
        assert answer.status_code == 302, words_of(answer)

    def classified(self, kind, service=None):
        """Say what it is, and take it."""
        key = service or self.words["service"]
        found = {"service": key, "category": "fault", "impact": "3", "urgency": "3"}
        self.step("classification", type=kind, **found)
        self.step("taking")
        if self.request.status == "assigned":
            self.step("start")

    def resolved(self, **given):
        """Say how it was met."""
        whole = {"resolution": "Done.", "method": "usual", "closure_code": "usual", "minutes": "5"}
        usual = {"method": "fix", "closure_code": "solved"}
        self.step("resolution", **{**whole, **usual, **given})

    def confirmed(self):
        """Let the requester read that it is solved, and say so."""
        assert self.words["believed"] in words_of(self.requester.get(self.place))
        self.closed()

    def closed(self):
        """Let the requester close it."""
        assert self.requester.post(f"{self.place}/confirmation").status_code == 302
        assert self.request.status == "closed"
        assert self.words["done"] in words_of(self.requester.get(self.place))


@both
def test_an_incident_is_restored_and_confirmed(client_of, words):
    journey = Journey(client_of, words, "incident")
    journey.classified("incident")
    moment = now().strftime("%Y-%m-%dT%H:%M")
    journey.resolved(restored_at=moment, verification="test")
    journey.confirmed()


@both
def test_a_question_is_answered_and_its_gap_becomes_an_article(client_of, words, work):
    journey = Journey(client_of, words, "information")
    journey.classified("information")
    journey.resolved(method="advice", closure_code="answered", is_gap="on")
    work()
    shown = words_of(client_of(DESK).get(f"/requests/{journey.number}"))
    assert re.search(r"K-\d+", shown)
    journey.confirmed()


@both
def test_what_is_wanted_is_delivered_and_accepted(client_of, words):
    journey = Journey(client_of, words, "fulfilment")
    journey.classified("fulfilment")
    moment = now().strftime("%Y-%m-%dT%H:%M")
    journey.resolved(method="fulfilled", closure_code="delivered", delivered_at=moment)
    journey.confirmed()
    assert journey.request.fulfilment.accepted_at


@both
def test_a_new_service_goes_from_the_idea_into_the_portfolio(client_of, people, words, work):
    journey = Journey(client_of, words, "new_service")
    journey.classified("new_service", unknown_service().key)
    work()
    for match in journey.request.service_matches.all():
        journey.step("proposal-dismissal", match=match.pk, reason="It does another thing.")
    journey.step("proposal-question")
    assert words["questions"] in words_of(journey.requester.get(journey.place))
    answers = {"need": "A", "affected_process": "B", "benefit": "C", "beneficiaries": "40"}
    at = f"{journey.place}/justification"
    assert journey.requester.post(at, answers).status_code == 302
    journey.step("proposal-score", FILTERS, **dict.fromkeys(CRITERIA, "4"))
    journey.step("proposal-passing", FILTERS, sponsor=sponsor_of(journey, people))
    assessed = dict.fromkeys(("demand", "resources", "benefits"), "Told.")
    journey.step("proposal-assessment", FILTERS, **assessed)
    journey.step("proposal-approval", DECIDES, name="Menus", reason="Many need it.")
    page = words_of(journey.requester.get(journey.place))
    assert words["approved"] in page
    assert words["portfolio"] in page
    journey.closed()
    assert Service.objects.get(name="Menus").state == "proposed"


def sponsor_of(journey, people):
    """Return somebody who answers for the organisation that asks; the schools name one first."""
    name = {"en": "Birgitta Ahl", "sv": "Ärla Zetterberg"}[journey.words["language"]]
    if journey.words["language"] == "sv":
        grant_role(people[name], by=people["Åsa Ekman"], role="CU")
    return people[name].pk
