"""What waits for one's approval, in the portal: the list, one question, and deputies."""

import pytest
from tests.requests.portal.asking import outcome
from tests.requests.portal.words import words_of

from spoc.work.activities import decide
from spoc.work.models import Approval

BUDGET = 16


def test_the_portal_lists_what_waits(people, asked, client_of):
    asked()
    page = client_of("Karin Holm").get("/approvals")
    assert "A licence for Johan" in words_of(page)
    assert "for Johan Strand" in words_of(page)
    assert 'class="portal"' in page.content.decode()
    assert "Nothing waits" in words_of(client_of("Sanna Kivi").get("/approvals"))


def test_one_question_shows_what_is_asked_and_nothing_of_the_request(asked, client_of):
    approval = asked()
    page = words_of(client_of("Karin Holm").get(f"/approvals/{approval.pk}"))
    assert "One year" in page
    assert "secret rash" not in page
    assert approval.round.reference not in page


def test_it_is_approved_on_its_page(asked, client_of):
    approval, karin = asked(), client_of("Karin Holm")
    karin.post(f"/approvals/{approval.pk}", {"answer": "yes"})
    assert outcome(approval)[0] == "approved"
    assert approval.through == "portal"
    assert "A licence for Johan" in words_of(karin.get("/approvals?show=decided"))


def test_a_denial_on_its_page_needs_a_reason(asked, client_of):
    approval, karin = asked(), client_of("Karin Holm")
    assert karin.post(f"/approvals/{approval.pk}", {"answer": "no"}).status_code == 422
    karin.post(f"/approvals/{approval.pk}", {"answer": "no", "reason": "Too dear."})
    assert outcome(approval)[0] == "denied"


def test_who_was_not_asked_finds_nothing(asked, client_of):
    approval, sanna = asked(), client_of("Sanna Kivi")
    for path in ("", "/delegation"):
        assert sanna.get(f"/approvals/{approval.pk}{path}").status_code == 404
    answer = sanna.post(f"/approvals/{approval.pk}", {"answer": "yes"})
    assert answer.status_code == 404
    assert outcome(approval)[0] == "requested"


def test_a_colleague_is_handed_the_decision_by_their_address(people, asked, client_of):
    approval, karin = asked(), client_of("Karin Holm")
    address = f"/approvals/{approval.pk}/delegation"
    strange = karin.post(address, {"mail": "oskar.nyman@norrvikskolor.example"})
    nobody = karin.post(address, {"mail": "nobody@nowhere.example"})
    assert strange.status_code == nobody.status_code == 422
    assert "We know no colleague" in words_of(strange)
    assert "We know no colleague" in words_of(nobody)
    karin.post(address, {"mail": "sanna.kivi@norrvikhospital.example"})
    approval.refresh_from_db()
    assert approval.delegate == people["Sanna Kivi"]


def test_a_deputy_is_named_and_ended(people, client_of):
    karin = client_of("Karin Holm")
    mail = "sanna.kivi@norrvikhospital.example"
    karin.post("/approvals/deputies", {"mail": mail, "until": ""})
    assert "Sanna Kivi" in words_of(karin.get("/approvals/deputies"))
    [row] = people["Karin Holm"].deputies.all()
    assert client_of("Sanna Kivi").post(f"/approvals/deputies/{row.pk}/removal").status_code == 404
    karin.post(f"/approvals/deputies/{row.pk}/removal")
    assert not people["Karin Holm"].deputies.exists()


def test_a_deputy_until_yesterday_is_refused_and_nothing_is_lost(client_of):
    mail = "sanna.kivi@norrvikhospital.example"
    answer = client_of("Karin Holm").post(
        "/approvals/deputies", {"mail": mail, "until": "2020-01-01"}
    )
    assert answer.status_code == 422
    assert mail in answer.content.decode()


@pytest.mark.parametrize("path", ["/approvals", "/approvals/rows", "/approvals/{pk}"])
def test_the_pages_keep_to_their_budget(asked, client_of, django_assert_max_num_queries, path):
    approvals = [asked() for _each in range(3)]
    karin = client_of("Karin Holm")
    address = path.format(pk=approvals[0].pk)
    karin.get(address)
    with django_assert_max_num_queries(BUDGET):
        karin.get(address)


def test_settled_elsewhere_is_told_to_the_other_approver(people, asked, client_of):
    approval = asked("Karin Holm", "Sanna Kivi", rule="any")
    decide(approval, by=people["Karin Holm"], is_approved=True)
    other = Approval.objects.get(round=approval.round, approver=people["Sanna Kivi"])
    page = words_of(client_of("Sanna Kivi").get(f"/approvals/{other.pk}"))
    assert "Others decided before you: approved" in page
