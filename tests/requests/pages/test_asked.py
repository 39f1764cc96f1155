"""Two questions suggest impact and urgency when a request is classified."""

import pytest

KNOWN = {"type": "incident", "service": "radiology", "category": "fault"}
KNOWN |= {"supportability": "supported", "read_impact": "3", "read_urgency": "2"}


@pytest.fixture
def request_(register_request):
    return register_request()


@pytest.mark.parametrize(
    ("given", "impact", "urgency"),
    [
        ({"affected": "1", "lost": "nothing"}, 3, 3),
        ({"affected": "12", "lost": "some"}, 2, 2),
        ({"affected": "12", "lost": "all"}, 1, 1),  # all of a most critical service: one higher
        ({"affected": "50"}, 1, 2),
        ({"lost": "all"}, 3, 1),
        ({"affected": "12", "lost": "all", "impact": "2", "urgency": "3"}, 2, 3),  # chosen by hand
    ],
)
def test_the_answers_suggest_and_the_hand_decides(client_of, request_, given, impact, urgency):
    form = {**KNOWN, "impact": "3", "urgency": "2", **given}
    client_of("Elin Sand").post(f"/requests/{request_.pk}/classification", form)
    request_.refresh_from_db()
    assert (request_.impact, request_.urgency) == (impact, urgency)
    assert request_.priority == impact + urgency - 1


def test_the_reason_is_shown_and_the_number_kept(client_of, request_):
    elin, form = client_of("Elin Sand"), {**KNOWN, "impact": "3", "urgency": "2"}
    form |= {"affected": "12", "lost": "some"}
    page = elin.post(f"/requests/{request_.pk}/classification", form, follow=True)
    assert "Impact: Department, since 12 are affected." in page.content.decode()
    request_.refresh_from_db()
    assert request_.incident.users_affected == 12


@pytest.mark.parametrize("affected", ["many", "-3", "9999999"])
def test_a_number_nobody_can_mean_is_given_back(client_of, request_, affected):
    form = {**KNOWN, "impact": "3", "urgency": "2", "affected": affected}
    answer = client_of("Elin Sand").post(f"/requests/{request_.pk}/classification", form)
    assert answer.status_code == 422
    assert "Enter how many people are affected as a number." in answer.content.decode()
    request_.refresh_from_db()
    assert request_.status == "new"
