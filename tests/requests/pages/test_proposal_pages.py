"""A new service on the desk's pages: the panel, each step, and the terms of the filter."""

from html import unescape

import pytest
from tests.floor.proposals import DECIDES, DESK, FILTERS, POOR, SPONSOR, judged

from spoc.requests import activities as do
from spoc.requests.activities import proposals
from spoc.requests.models import NewServiceProposal, ProposalTerms, ServiceMatch
from spoc.requests.rules.proposal import CRITERIA

SIGNING = "We want to print from our phones on the printers: printing at the ward."
MARKS = dict.fromkeys(CRITERIA, "4")


def text(answer):
    """What a page says."""
    return unescape(answer.content.decode())


def row_of(request):
    return NewServiceProposal.objects.get(pk=request.pk)


def test_the_page_offers_each_the_step_that_is_theirs(proposed, client_of):
    request = proposed("filtered")
    at = f"/requests/{request.pk}"
    elin, henrik = client_of(DESK), client_of(FILTERS)
    assert "proposal-score" not in text(elin.get(at))
    assert f"{at}/proposal-score" in text(henrik.get(at))


def test_what_is_there_already_is_shown_with_its_reason(people, proposed, client_of):
    request = proposed(words=SIGNING)
    proposals.match_services(request, by=people[DESK])
    shown = text(client_of(DESK).get(f"/requests/{request.pk}"))
    assert "What there is already" in shown
    assert "Both say: " in shown
    assert "This meets it" in shown
    assert "Will not do" in shown


def test_a_match_is_dismissed_on_its_page(people, proposed, client_of):
    request = proposed(words=SIGNING)
    match = proposals.match_services(request, by=people[DESK])[0]
    at, elin = f"/requests/{request.pk}/proposal-dismissal", client_of(DESK)
    assert str(match) in text(elin.get(f"{at}?match={match.pk}"))
    refused = elin.post(at, {"match": match.pk, "reason": ""})
    assert refused.status_code == 422
    assert "Say why it will not do." in text(refused)
    assert elin.post(at, {"match": match.pk, "reason": "Not on the move."}).status_code == 302
    match.refresh_from_db()
    assert match.state == "dismissed"


def test_a_match_that_will_do_makes_it_an_order(people, proposed, client_of):
    request = proposed(words=SIGNING)
    match = proposals.match_services(request, by=people[DESK])[0]
    at = f"/requests/{request.pk}/proposal-match"
    assert client_of(DESK).post(at, {"match": match.pk}).status_code == 302
    request.refresh_from_db()
    assert request.type == "fulfilment"


def test_a_match_there_is_not_is_not_found(proposed, client_of):
    at = f"/requests/{proposed().pk}/proposal-match"
    assert client_of(DESK).post(at, {"match": "999999"}).status_code == 404


def test_from_the_question_to_the_portfolio_step_by_step(people, proposed, client_of):
    request = proposed()
    at = f"/requests/{request.pk}"
    elin, henrik, peter = client_of(DESK), client_of(FILTERS), client_of(DECIDES)
    assert "five questions" in text(elin.get(f"{at}/proposal-question"))
    steps = [
        (elin, "question", {"words": ""}),
        (
            elin,
            "answers",
            {
                "need": "A menu",
                "affected_process": "Meals",
                "benefit": "Time",
                "beneficiaries": "40",
                "deadline_on": "2030-01-31",
            },
        ),
        (henrik, "score", MARKS),
        (henrik, "passing", {"sponsor": str(people[SPONSOR].pk)}),
        (henrik, "assessment", {"demand": "a", "resources": "b", "benefits": "c"}),
        (peter, "approval", {"reason": "Good.", "name": "Menus"}),
    ]
    for browser, noun, given in steps:
        form = browser.get(f"{at}/proposal-{noun}")
        answer = browser.post(f"{at}/proposal-{noun}", given)
        assert (noun, form.status_code, answer.status_code) == (noun, 200, 302)
    row = row_of(request)
    assert (row.state, str(row.service), row.deadline_on.isoformat()) == (
        "approved",
        "Menus",
        "2030-01-31",
    )
    shown = text(elin.get(at))
    assert "Score 80.0 of 100" in shown
    assert f"/portfolio/{row.service_id}" in shown


@pytest.mark.parametrize(
    ("state", "who", "noun", "words"),
    [
        ("justifying", DESK, "answers", "Say what you need."),
        ("filtered", FILTERS, "score", "Choose a mark from 1 to 5."),
        ("scored", FILTERS, "passing", "Name who stands for it"),
        ("assessing", FILTERS, "assessment", "Write what you know of demand"),
        ("assessed", DECIDES, "approval", "Say why it was decided so."),
        ("assessed", DECIDES, "deferral", "Choose a day still to come."),
        ("assessed", DECIDES, "refusal", "Say why it was decided so."),
        ("assessed", DECIDES, "budget", "Choose who decides on the money"),
    ],
)
def test_what_is_refused_comes_back_with_its_words(proposed, client_of, state, who, noun, words):
    at = f"/requests/{proposed(state).pk}/proposal-{noun}"
    answer = client_of(who).post(at, {})
    assert answer.status_code == 422
    assert words in text(answer)


def test_what_scores_too_little_is_declined_with_what_would_change_it(people, proposed, client_of):
    request = proposed("scored", marks=POOR)
    at, henrik = f"/requests/{request.pk}", client_of(FILTERS)
    assert "proposal-passing" not in text(henrik.get(at))
    given = {"reason": "Too few.", "would_change": "More wards."}
    assert henrik.post(f"{at}/proposal-decline", given).status_code == 302
    assert row_of(request).state == "declined"
    shown = text(henrik.get(at))
    assert "Too few." in shown
    assert "More wards." in shown


def test_put_off_and_declined_by_the_owner(people, proposed, client_of):
    later, never, peter = proposed("assessed"), proposed("assessed"), client_of(DECIDES)
    given = {"until": "2040-05-02", "reason": "Not now."}
    assert peter.post(f"/requests/{later.pk}/proposal-deferral", given).status_code == 302
    answer = peter.post(f"/requests/{never.pk}/proposal-refusal", {"reason": "Too dear."})
    assert answer.status_code == 302
    assert (row_of(later).state, row_of(never).state) == ("deferred", "declined")
    assert "It goes on" in text(peter.get(f"/requests/{later.pk}"))


@pytest.mark.parametrize(
    ("noun", "who"),
    [("score", DESK), ("approval", FILTERS), ("question", "Ylva Öberg")],
)
def test_a_step_that_is_not_theirs_is_refused(proposed, client_of, noun, who):
    state = {"score": "filtered", "approval": "assessed", "question": "screening"}[noun]
    at = f"/requests/{proposed(state).pk}/proposal-{noun}"
    assert client_of(who).post(at, {**MARKS, "reason": "Good."}).status_code == 403


def test_an_owner_of_services_reads_new_services_and_nothing_else(
    people, proposed, register_request, client_of, found
):
    request, other = proposed(), register_request(words="PACS is down.")
    service = found("incident", service="mail")
    do.classify(other, by=people[DESK], classification=service)
    peter = client_of(DECIDES)
    assert peter.get(f"/requests/{request.pk}").status_code == 200
    assert peter.get(f"/requests/{other.pk}").status_code == 404


def test_the_page_asks_no_more_for_more_matches(
    people, proposed, client_of, django_assert_max_num_queries
):
    request, elin = proposed(words=SIGNING), client_of(DESK)
    proposals.match_services(request, by=people[DESK])
    elin.get(f"/requests/{request.pk}")
    with django_assert_max_num_queries(75):
        elin.get(f"/requests/{request.pk}")
    assert ServiceMatch.objects.filter(support_request=request).exists()


def test_the_terms_are_set_by_who_manages_the_service(client_of):
    henrik, whole = client_of(FILTERS), {"threshold": "70", "margin": "5", "answer_weekdays": "10"}
    weights = {"fit": "40", "benefit": "20", "reach": "20", "urgency": "10", "cost_risk": "10"}
    wrong = henrik.post("/settings/proposals", {**whole, **weights, "fit": "41"})
    assert wrong.status_code == 422
    assert "100 together" in text(wrong)
    assert henrik.post("/settings/proposals", whole | weights).status_code == 302
    assert ProposalTerms.objects.get().threshold == 70
    assert 'value="40"' in text(henrik.get("/settings/proposals"))
    assert client_of(DESK).get("/settings/proposals").status_code == 403


def test_a_score_keeps_the_weights_it_was_made_by(people, proposed, client_of):
    request = proposed("scored")
    ProposalTerms.objects.create(fit=0, benefit=0, reach=0, urgency=100, cost_risk=0)
    assert str(row_of(request).score) == "67.0"
    assert row_of(request).weighed_by.fit == 30
    proposals.score_proposal(request, by=people[FILTERS], judgement=judged())
    assert str(row_of(request).score) == "40.0"


def test_the_question_is_offered_once_all_there_is_was_decided_on(people, proposed, client_of):
    request, elin = proposed(words=SIGNING), client_of(DESK)
    at = f"/requests/{request.pk}"
    matches = proposals.match_services(request, by=people[DESK])
    assert "proposal-question" not in text(elin.get(at))
    for match in matches:
        proposals.dismiss_match(request, by=people[DESK], match=match, reason="Not it.")
    assert f"{at}/proposal-question" in text(elin.get(at))
