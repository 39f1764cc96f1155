"""Approvals of a request: at the desk, after its end, and whom they are hidden from."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.requests.portal.words import words_of

from spoc.audit.queries import story
from spoc.channels.models import Letter, Notice
from spoc.kit.time import now
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.approval_jobs import tell
from spoc.rota.activities import Leave, note_absence
from spoc.work import approval_access as access
from spoc.work.activities import ApprovalQuestion, ask_approval, decide
from spoc.work.models import Approval

TABLES = ["requests_supportrequest", "work_approval", "work_approvalround"]


@pytest.fixture
def request_(register_request):
    return register_request("Johan Strand", "The scanner is old")


@pytest.fixture
def asked(people, request_, work):
    """Ask somebody about the request of Johan Strand."""

    def made(*names: str, **further: object) -> Approval:
        approvers = tuple(people[name] for name in names or ("Karin Holm",))
        question = ApprovalQuestion("A licence for Johan", approvers, **further)
        round_ = ask_approval(request_, by=system(), question=question)
        work()
        return round_.approvals.get(order=0)

    return made


def test_the_request_shows_who_was_asked_and_what_they_said(asked, request_, client_of):
    approval, elin = asked(), client_of("Elin Sand")
    page = words_of(elin.get(f"/requests/{request_.pk}"))
    assert "A licence for Johan waits for decisions" in page.replace("Waits", "waits")
    assert "Karin Holm" in page
    client_of("Karin Holm").post(f"/approvals/{approval.pk}", {"answer": "no", "reason": "Dear."})
    page = words_of(elin.get(f"/requests/{request_.pk}"))
    assert "Not approved" in page
    assert "Dear." in page


def test_a_request_without_approvals_shows_none(request_, client_of):
    page = client_of("Elin Sand").get(f"/requests/{request_.pk}").content.decode()
    assert 'id="approvals"' not in page


def test_the_desk_reminds_and_takes_back_from_the_request(asked, request_, client_of, work):
    approval, elin = asked(), client_of("Elin Sand")
    given = {"request": request_.pk}
    answer = elin.post(f"/approvals/{approval.pk}/reminder", given)
    assert answer.headers["Location"] == f"/requests/{request_.pk}"
    work()
    assert Letter.objects.filter(noun="approval").count() == 2
    elin.post(f"/approvals/{approval.pk}/withdrawal", given)
    approval.refresh_from_db()
    assert approval.state == "withdrawn"


def test_an_approver_neither_reminds_nor_takes_back(asked, client_of):
    approval, karin = asked(), client_of("Karin Holm")
    for step in ("reminder", "withdrawal"):
        assert karin.post(f"/approvals/{approval.pk}/{step}").status_code == 403


def test_the_desk_decides_nothing_it_was_not_asked(asked, client_of):
    approval, elin = asked(), client_of("Elin Sand")
    assert elin.post(f"/approvals/{approval.pk}", {"answer": "yes"}).status_code == 403
    approval.refresh_from_db()
    assert approval.state == "requested"


def test_somebody_at_the_desk_who_is_asked_finds_a_notice(people, asked, client_of):
    approval = asked("Lena Falk")
    notice = Notice.objects.get(person=people["Lena Falk"], noun="approval")
    assert (notice.event, notice.subject_id) == ("approval_asked", approval.pk)
    client_of("Lena Falk").get("/notices")
    page = client_of("Lena Falk").get(f"/approvals/{approval.pk}")
    assert 'class="desk"' in page.content.decode()
    notice.refresh_from_db()
    assert notice.seen_at is not None


def test_the_deputy_of_who_is_away_by_the_rota_decides(people, asked):
    lena, maja = people["Lena Falk"], people["Maja Lindqvist"]
    leave = Leave(now(), now().replace(year=now().year + 1), deputy=maja)
    approval = asked("Lena Falk")
    assert not access.may_decide(maja, approval)
    note_absence(lena, by=lena, leave=leave)
    assert access.may_decide(maja, approval)
    assert approval in access.approvals_for(maja)


def test_what_is_asked_ends_with_the_request(people, asked, request_, work):
    approval = asked()
    do.cancel(request_, by=people["Johan Strand"], reason="withdrawn")
    work()
    approval.refresh_from_db()
    assert approval.state == "withdrawn"


def test_a_restricted_request_keeps_its_approvals_to_itself(people, asked, request_, client_of):
    approval = asked()
    lena = client_of("Lena Falk")
    assert lena.get(f"/approvals/{approval.pk}").status_code == 200
    do.restrict(request_, by=people["Elin Sand"], readers=[people["Elin Sand"]])
    assert lena.get(f"/approvals/{approval.pk}").status_code == 404
    assert client_of("Karin Holm").get(f"/approvals/{approval.pk}").status_code == 200


def test_a_letter_of_an_approval_is_no_letter_of_the_desk(people, asked, client_of):
    asked()
    page = client_of("Åsa Ekman").get("/settings/letters")
    assert "A licence for Johan" not in page.content.decode()


def test_the_letters_of_an_approval_go_once(people, asked, work):
    approval = asked()
    fact = story(approval.round.subject).get(kind="approval.requested")
    for _each in range(2):
        tell(fact=fact.pk, approval=approval.pk)
    assert Letter.objects.filter(noun="approval", subject_id=approval.pk).count() == 1


def test_of_what_is_decided_the_record_is_locked_first(people, asked, request_):
    approval = asked()
    with CaptureQueriesContext(connection) as queries:
        decide(approval, by=people["Karin Holm"], is_approved=True)
    locked = [query["sql"] for query in queries if "FOR NO KEY UPDATE" in query["sql"]]
    assert [table for sql in locked for table in TABLES if f'FROM "{table}"' in sql] == TABLES


def test_people_are_told_before_anything_of_an_approval_is_locked(people, asked):
    approval = asked("Lena Falk")
    Letter.objects.filter(noun="approval").update(subject_id=0)
    fact = story(approval.round.subject).get(kind="approval.requested")
    with CaptureQueriesContext(connection) as queries:
        tell(fact=fact.pk, approval=approval.pk)
    locked = [query["sql"] for query in queries if "FOR NO KEY UPDATE" in query["sql"]]
    places = [
        [place for place, sql in enumerate(locked) if f'FROM "{table}"' in sql]
        for table in ("people_person", "work_approval")
    ]
    assert max(places[0]) < min(places[1])
