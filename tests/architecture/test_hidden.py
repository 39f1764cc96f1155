"""Whoever may not see a request learns nothing of it, at any address, by any method."""

from dataclasses import dataclass, field

import pytest
from django.test import Client
from tests.floor.addresses import filled, has_number, routes

from spoc.audit.queries import story
from spoc.channels.models import Letter
from spoc.intake.activities import receive_letter
from spoc.records.activities import Upload, attach, link, watch
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest
from spoc.requests.pages.steps import STEPS
from spoc.requests.tracking import word_for
from spoc.work.activities import ApprovalQuestion, ask_approval

# what the hidden request says, each said in one place only
SECRETS = ["Quokka", "Wombat", "numbat", "bilby", "Possum", "Echidna", "Bandicoot", "Potoroo"]
# a word all of it has in common, to look for it by
ASKED = "marsupial"
QUERY = "&".join(f"{name}={ASKED}" for name in ("q", "words", "who", "need", "text"))
NO_SUCH = 999_999_999
# they know nothing of requests
DOORS = ("/sign-", "/password/", "/health/", "/brand/", "/welcome/", "/demo/", "/gallery")
SAID_TO_ALL = (*DOORS, "/about", "/metrics", "/inactive/", "/api/v1/docs", "/api/v1/openapi.json")
# all steps go through one view: some of them stand for all
SOME_STEPS = sorted(STEPS)[::6]
RARE = ("PATCH", "DELETE")  # methods of machines
QUEUES = ("all", "new", "mine", "snoozed", "watching", "service-desk", "applications")
LISTS = ("/queues/<slug:key>", "/queues/<slug:key>/rows", "/queues/<slug:key>/next")
WHY = (
    "Rows come from access.visible_to(person), also behind a number in an address: what somebody"
    " may not see is not found (404), whatever the method."
)


@dataclass
class Hidden:
    """A request with everything a request can have, and the numbers of all of it."""

    request: SupportRequest
    numbers: list[int] = field(default_factory=list)

    def state(self):
        """Everything a visitor could have changed."""
        self.request.refresh_from_db()
        return self.request.version, self.request.status, story(self.request).count()


@pytest.fixture
def hidden(people, letter, found, register_request, work):
    """A request of Karin Holm that the applications team works on."""
    elin = people["Elin Sand"]
    receipt = receive_letter(letter(subject=f"Quokka {ASKED}", text=f"The {ASKED} is gone."))
    request = SupportRequest.objects.get(pk=int(receipt.request[2:]))
    do.classify(request, by=elin, classification=found("incident"))
    do.assign(request, by=elin, assignee=people["Maja Lindqvist"])
    do.start(request, by=people["Maja Lindqvist"])
    do.note(request, by=elin, text=f"Wombat {ASKED}")
    entry = do.reply(request, by=elin, text=f"Possum {ASKED}")
    do.diagnose(request, by=elin, hypothesis=f"Bandicoot {ASKED}")
    upload = Upload("numbat.txt", "text/plain", b"bilby bilby")
    file = attach(request, by=elin, upload=upload, part_id=entry.pk)
    other = register_request(words=f"Echidna {ASKED}")
    do.merge(register_request(words=f"Echidna {ASKED} again"), by=elin, into=other)
    linked = link(request, by=elin, relation="related_to", other=other)
    watch(request, by=elin, person=people["Sanna Kivi"])
    question = ApprovalQuestion(f"Potoroo {ASKED}", (people["Karin Holm"],))
    asked = ask_approval(request, by=elin, question=question).approvals.get()
    work()
    letters = Letter.objects.order_by("pk").values_list("pk", flat=True)
    numbers = [request.pk, file.pk, linked.pk, people["Karin Holm"].pk, asked.pk, *letters[:2]]
    return Hidden(request, list(dict.fromkeys(numbers)))


def wordings(route, number, hidden, word):
    """Return the words to put into a route; every step is taken for the hidden request alone."""
    if "<step:noun>" in route and number == hidden.request.pk:
        return [{"noun": noun} for noun in SOME_STEPS]
    if "<slug:key>" in route:
        # the rest is the same whichever queue it is called from
        return [{"key": key} for key in (QUEUES if route in LISTS else QUEUES[:1])]
    return [{"word": word, "noun": "resolution"}]


def addresses(hidden, numbers, word, method):
    """Yield every address with each number and word in it, and the like for a number there is not.

    The second is empty where the number is not that of the hidden request.
    """
    for route in routes():
        is_for_machines = route.startswith(("/api/", "/tmf-api/"))
        if route.startswith(SAID_TO_ALL) or (method in RARE and not is_for_machines):
            continue
        is_of_requests = "requests/<int:number>" in route
        for number in numbers if has_number(route) else [0]:
            if is_of_requests and number != hidden.request.pk:
                continue
            # what is set there has numbers of its own; letters alone tell of requests
            if (
                route.startswith("/settings/")
                and number not in (0, numbers[0])
                and ("letters" not in route)
            ):
                continue
            is_its_own = is_of_requests and number == hidden.request.pk
            for words in wordings(route, number, hidden, word):
                like = filled(route, NO_SUCH, words) if is_its_own else ""
                yield filled(route, number, words), like


def leaks(browser: Client, hidden: Hidden, numbers, word, method="GET"):
    """Yield every answer that gives something away, and what it gives away.

    A page is the same whoever asks; a refusal says the same without the whole page around it.
    """
    headers = {"HX-Request": "true"}
    for address, like in addresses(hidden, numbers, word, method):
        answer = browser.generic(method, f"{address}?{QUERY}", headers=headers)
        body = b"".join(answer) if answer.streaming else answer.content
        told = [secret for secret in SECRETS if secret.encode() in body]
        if told or answer.status_code >= 500:
            yield method, address, answer.status_code, told
        elif like:
            nothing = browser.generic(method, f"{like}?{QUERY}", headers=headers)
            if nothing.status_code != answer.status_code:
                yield method, address, answer.status_code, ["that there is one"]


@pytest.fixture(autouse=True)
def as_often_as_asked(monkeypatch):
    """Let a walk over all there is not end where a browser has called often enough."""
    monkeypatch.setattr("spoc.site.tokens.CALLS_PER_MINUTE", 1_000_000)


@pytest.fixture
def oskars(register_request):
    """A request of somebody in another organisation, and the link to it in a letter."""
    request = register_request("Oskar Nyman", "Lärplattformen är nere.")
    return word_for(request, request.requester)


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
def test_a_requester_elsewhere_learns_and_changes_nothing(hidden, oskars, client_of, method):
    before = hidden.state()
    numbers = hidden.numbers if method == "GET" else hidden.numbers[:1]
    assert [*leaks(client_of("Oskar Nyman"), hidden, numbers, oskars, method)] == [], WHY
    assert hidden.state() == before


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("name", ["Priya Nair", "Åsa Ekman"])
def test_another_team_and_an_administrator_learn_and_change_nothing(
    hidden, oskars, client_of, name, method
):
    before = hidden.state()
    assert [*leaks(client_of(name), hidden, hidden.numbers[:1], oskars, method)] == [], WHY
    assert hidden.state() == before


def test_a_restricted_request_is_hidden_from_the_desk_as_well(hidden, oskars, people, client_of):
    sofia = people["Sofia Berg"]
    for request in SupportRequest.objects.exclude(requester__name="Oskar Nyman"):
        do.restrict(request, by=sofia, readers=[sofia])
    assert [*leaks(client_of("Elin Sand"), hidden, hidden.numbers, oskars)] == [], WHY


def test_whoever_may_see_it_does(hidden, oskars, client_of):
    told = set()
    for *_answer, secrets in leaks(client_of("Elin Sand"), hidden, hidden.numbers[:1], oskars):
        told |= {*secrets}
        if {"Quokka", "Wombat"} <= told:
            break
    assert {"Quokka", "Wombat"} <= told, "the test itself must be able to find something"


def test_the_requester_learns_what_was_said_to_them_and_no_note(hidden, oskars, client_of):
    found = leaks(client_of("Karin Holm"), hidden, hidden.numbers[:1], oskars)
    told = {secret for *_answer, secrets in found for secret in secrets}
    assert "Quokka" in told
    assert "Wombat" not in told
