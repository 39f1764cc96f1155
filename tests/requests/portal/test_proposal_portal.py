"""A new service as whoever asked for it follows it: in plain words, and what is theirs to do."""

from html import unescape

import pytest
from django.test import Client
from tests.floor.proposals import DECIDES, DESK, FILTERS, POOR

from spoc.requests import activities as do
from spoc.requests.activities import proposals
from spoc.requests.activities.proposals.decide import Decision
from spoc.requests.models import NewServiceProposal
from spoc.requests.tracking import word_for

SIGNING = "We want to print from our phones on the printers: printing at the ward."
ANSWERS = {
    "need": "A menu for the patients",
    "affected_process": "Meals",
    "benefit": "Half an hour a day",
    "beneficiaries": "40",
    "deadline_on": "2030-01-31",
}


def text(answer):
    """What a page says."""
    return unescape(answer.content.decode())


def row_of(request):
    return NewServiceProposal.objects.get(pk=request.pk)


@pytest.fixture
def declined(people, proposed):
    request = proposed("scored", marks=POOR)
    said = {"reason": "Too few gain.", "would_change": "Forty wards."}
    proposals.filter_out(request, by=people[FILTERS], **said)
    return request


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("screening", "We look whether something we have already will do."),
        ("justifying", "We need your answers."),
        ("filtered", "judge whether it is worth going on with"),
        ("assessing", "Then a service owner decides."),
    ],
)
def test_each_stage_is_told_in_plain_words(proposed, client_of, state, words):
    request = proposed(state)
    assert words in text(client_of("Karin Holm").get(f"/help/requests/{request.pk}"))


def test_what_is_there_already_may_be_taken_instead(people, proposed, client_of):
    request = proposed(words=SIGNING)
    match = proposals.match_services(request, by=people[DESK])[0]
    at, karin = f"/help/requests/{request.pk}", client_of("Karin Holm")
    assert "Would something we have already do?" in text(karin.get(at))
    assert karin.post(f"{at}/existing", {"match": match.pk}).status_code == 302
    request.refresh_from_db()
    assert (request.type, request.service) == ("fulfilment", match.service)


def test_what_is_dismissed_is_not_offered(people, proposed, client_of):
    request = proposed(words=SIGNING)
    matches = proposals.match_services(request, by=people[DESK])
    for match in matches:
        proposals.dismiss_match(request, by=people[DESK], match=match, reason="Not it.")
    at, karin = f"/help/requests/{request.pk}", client_of("Karin Holm")
    assert "Would something we have already do?" not in text(karin.get(at))
    assert karin.post(f"{at}/existing", {"match": matches[0].pk}).status_code == 404


def test_five_questions_are_answered_on_a_page(proposed, client_of):
    request = proposed("justifying")
    at, karin = f"/help/requests/{request.pk}/justification", client_of("Karin Holm")
    assert "What do you need the new service for?" in text(karin.get(at))
    refused = karin.post(at, ANSWERS | {"beneficiaries": "", "need": ""})
    assert refused.status_code == 422
    assert "Say how many would use it" in text(refused)
    assert "Half an hour a day" in text(refused)
    assert karin.post(at, ANSWERS).status_code == 302
    row = row_of(request)
    assert (row.state, row.beneficiaries, str(row.deadline_on)) == ("filtered", 40, "2030-01-31")
    assert karin.get(at).status_code == 422


def test_the_link_in_the_letter_is_enough(proposed):
    request = proposed("justifying")
    at = f"/follow/{word_for(request, request.requester)}"
    assert "Answer the questions" in text(Client().get(at))
    assert Client().post(f"{at}/justification", ANSWERS).status_code == 302
    assert row_of(request).state == "filtered"


def test_in_swedish_for_whoever_reads_swedish(people, register_request, found, client_of):
    request = register_request("Oskar Nyman", "Vi behöver skyltar i matsalen.")
    do.classify(request, by=people[DESK], classification=found("new_service"))
    proposals.ask_justification(request, by=people[DESK])
    oskar = client_of("Oskar Nyman")
    assert "Vi behöver dina svar." in text(oskar.get(f"/help/requests/{request.pk}"))
    page = text(oskar.get(f"/help/requests/{request.pk}/justification"))
    assert "Hur många skulle använda den?" in page


@pytest.mark.parametrize("name", ["Johan Strand", "Oskar Nyman", "Birgitta Ahl"])
@pytest.mark.parametrize("step", ["justification", "appeal", "existing", "receipt"])
def test_nobody_else_answers_for_them(proposed, client_of, name, step):
    at = f"/help/requests/{proposed('justifying').pk}/{step}"
    assert client_of(name).post(at, ANSWERS).status_code == 404


def test_what_was_declined_is_judged_once_more(declined, client_of):
    at, karin = f"/help/requests/{declined.pk}", client_of("Karin Holm")
    shown = text(karin.get(at))
    assert "Too few gain." in shown
    assert "Forty wards." in shown
    assert "We believe this is solved" not in shown
    assert "Have it judged once more" in text(karin.get(f"{at}/appeal"))
    assert karin.post(f"{at}/appeal", {"words": " "}).status_code == 422
    answer = karin.post(f"{at}/appeal", {"words": "It is forty wards."})
    assert answer["Location"].endswith("/justification")
    assert "What would change our decision" in text(karin.get(answer["Location"]))
    assert row_of(declined).state == "justifying"


def test_the_decision_is_read_and_the_request_closed(declined, client_of):
    at, karin = f"/help/requests/{declined.pk}", client_of("Karin Holm")
    assert karin.post(f"{at}/confirmation").status_code == 302
    shown = text(karin.get(at))
    assert "Too few gain." in shown
    assert "Have it judged once more" not in shown


def test_approved_its_progress_stays_to_be_seen(people, proposed, client_of):
    request = proposed("assessed")
    decision = Decision("Many need it.", name="Menu screens")
    proposals.approve_proposal(request, by=people[DECIDES], decision=decision)
    do.confirm(request, by=people["Karin Holm"])
    karin = client_of("Karin Holm")
    assert "It waits in our portfolio" in text(karin.get(f"/help/requests/{request.pk}"))
    row = row_of(request)
    row.service.state = "design"
    row.service.save(update_fields=["state"])
    assert "It is being designed." in text(karin.get(f"/help/requests/{request.pk}"))


def test_what_is_judged_inside_stays_inside(proposed, client_of):
    request = proposed("assessed")
    shown = text(client_of("Karin Holm").get(f"/help/requests/{request.pk}"))
    assert "67.0" not in shown
    assert "20 000 a year" not in shown
