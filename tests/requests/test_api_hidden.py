"""What the API does not show: others' requests, internal words, and that there are any."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.floor.machine import READ_AND_WRITE, V1, Machine
from tests.floor.notes import SAID

from spoc.catalogue.models import Category, Service
from spoc.people.models import Team
from spoc.records.activities import Upload, attach, link, watch
from spoc.requests import activities as do

SECRET = "zirconium"
# of those about handovers, tags and macros
OF_OTHERS = {
    "write_handover": {"supplier": 1, "title": "Mend it", "task": "Mend it."},
    "change_handover": {"supplier": 1, "title": "Mend it", "task": "Mend it."},
    "acknowledge_handover": {"their_reference": "4711"},
    "ask_about_handover": {"text": "Which?"},
    "answer_handover": {"text": "Mended."},
    "return_handover": {"reason": "Not mended."},
    "withdraw_handover": {"reason": "Not needed."},
    "write_to_supplier": {"text": "Hello"},
    "note_handover": {"text": "Hello"},
    "set_tags": {"tags": ["Monday"]},
    "run_macro": {"macro": 1},
    "judge_request_articles": {"uses": []},
    "describe_request_type": {"cause": "Dust"},
    "diagnose_request": {"hypothesis": "Dust"},
    "restrict_request": {"readers": []},
    "answer_guided_questions": {"answers": [{"question": 1}]},
    "keep_draft": {"text": "Hello"},
    "exempt_request_clock": {"reason": "Closed."},
    "propose_exemption": {"reason": "Closed."},
    "decline_exemption": {"reason": "We knew."},
    "move_planned_reply": {"send_at": "2100-01-01T08:00:00Z"},
}
FOUND = dict.fromkeys(("happened", "timeline", "cause", "learnt", "attended"), "A disk")
# of major incidents, and of what is part of them
OF_MAJORS = {
    "propose_major": {"reason": "Many call."},
    "decline_major": {"reason": "Few call."},
    "restore_major": {"words": {"en": "Back"}, "verification": "user"},
    "downgrade_major": {"reason": "Few call."},
    "review_major": FOUND,
    "link_to_major": {"major": 1},
}


def of_proposals(person: int) -> dict[str, object]:
    """What each step of a new service, and of a question, takes."""
    marks = dict.fromkeys(("fit", "benefit", "reach", "urgency", "cost_risk"), 3)
    answers = {"need": "A", "affected_process": "B", "benefit": "C", "beneficiaries": 1}
    return {
        "dismiss_match": {"match": 1, "reason": "No"},
        "accept_match": {"match": 1},
        "ask_justification": {},
        "justify": answers,
        "score_proposal": marks,
        "pass_filter": {"sponsor": person},
        "filter_out": {"reason": "No"},
        "appeal": {"words": "Yes"},
        "assess_proposal": {"demand": "Many"},
        "ask_budget": {"approver": person},
        "approve_proposal": {"reason": "Yes"},
        "defer_proposal": {"reason": "Later", "until": "2099-01-01"},
        "decline_proposal": {"reason": "No"},
        "send_request_articles": {"articles": [{"article": 1}]},
        "verify_request_receipt": {"receipt": "yes"},
    }


@pytest.fixture
def bodies(people, db) -> dict[str, object]:
    """A body that is in order for each operation that takes one."""
    rune, team = people["Rune Dahl"].pk, Team.objects.get(key="applications").pk
    service, category = Service.objects.get(key="mail").pk, Category.objects.get(key="fault").pk
    return {
        "describe_request": {"title": "Mine"},
        "fill_in_custom_fields": {"values": {}},
        "classify_request": {"type": "incident", "service": service, "category": category},
        "decline_request": {"reason": "No", "referral": "Nobody"},
        "override_request_priority": {"priority": 1, "reason": "I want it"},
        "assign_request": {"team": team},
        "take_request": {"had": rune},
        "give_request_back": {"team": team},
        "own_request": {"owner": rune},
        "coordinate_major": {"coordinator": rune},
        "escalate_request": {"team": team, **SAID},
        "ask_request_coordinator": {"team": team, **SAID},
        "keep_request_here": {"reason": "No"},
        "pause_request": {"reason": "customer", "question": "?"},
        "confirm_request": {"is_verified": True},
        "reopen_request": {"reason": "Broken"},
        "ask_for_attention_to_request": {"reason": "Too long."},
        "cancel_request": {"reason": "withdrawn"},
        "merge_request": {"into": 1},
        "split_request": {"entry": 1},
        "add_entry": {"text": "Hello"},
        "forward_request": {"to": ["anna@partner.example"]},
        "plan_reply": {"text": "Hello", "send_at": "2100-01-01T08:00:00Z"},
        "resolve_request": {"text": "Done", "method": "fix", "closure_code": "solved"},
        "log_request_work": {"minutes": 5},
        "add_request_task": {"title": "Call them"},
        "deliver_order": {"text": "There"},
        "reject_order": {"reason": "Broken"},
        "note_item": {"item": 1},
        **of_proposals(rune),
        "remind_me_of_request": {"at": "2099-01-01T08:00:00Z"},
        "correct_request_work": {"minutes": 6},
        "link_request": {"relation": "related_to", "id": 1},
        "add_watcher": {"person": rune},
        "declare_major": {"reason": "Many call."},
        "update_major": {"words": {"en": "Hello"}},
        **OF_OTHERS,
        **OF_MAJORS,
    }


@pytest.mark.parametrize("name", ["Rune Dahl", "Åsa Ekman"])
def test_another_organisations_person_finds_no_operation_on_a_request(
    token_of, at_status, bodies, name
):
    request, machine = at_status("in_progress"), Machine(token_of(name, READ_AND_WRITE))
    paths = Client().get(f"{V1}/openapi.json").json()["paths"]
    asked = 0
    for path, operations in paths.items():
        if "{number}" not in path:
            continue
        at = path.replace("{number}", str(request.pk)).removeprefix(V1).replace("{link}", "1")
        at = (
            at.replace("{attachment}", "1")
            .replace("{log}", "1")
            .replace("{planned}", "1")
            .replace("{handover}", "1")
            .replace("{entry}", "1")
            .replace("{clock}", "1")
            .replace("{exemption}", "1")
            .replace("{draft}", "1")
            .replace("{run}", "1")
            .replace("{person}", str(request.requester_id))
        )
        for method, operation in operations.items():
            which = operation["operationId"]
            if which == "attach_file":
                answer = machine.upload(at, file=SimpleUploadedFile("a.txt", b"a"))
            else:
                takes = "requestBody" in operation
                answer = machine.send(method.upper(), at, bodies[which] if takes else None)
            assert (which, answer.status_code) == (which, 404)
            asked += 1
    assert asked > 25
    assert machine.get("/requests").json()["items"] == []


def test_a_request_that_is_not_theirs_is_as_one_that_is_not(token_of, register_request):
    request, rune = register_request(), Machine(token_of("Rune Dahl"))
    other, none = rune.get(f"/requests/{request.pk}"), rune.get("/requests/99999999")
    assert (other.status_code, other.content) == (none.status_code, none.content)


@pytest.fixture
def noted(people, register_request, work):
    """A request of Karin's with a secret in each inner place."""
    elin, request = people["Elin Sand"], register_request()
    do.note(request, by=elin, text=f"Looks like {SECRET} in the archive.")
    do.reply(request, by=elin, text="We look at it.")
    attach(
        request,
        by=elin,
        upload=Upload(f"{SECRET}.txt", "text/plain", b"inner"),
        is_internal=True,
    )
    watch(request, by=elin, person=people["Daniel Okoro"])
    other = register_request("Rune Dahl", f"The {SECRET} of another")
    link(request, by=elin, relation="related_to", other=other)
    work()
    return request


def test_a_requesters_machine_reads_public_words_alone(noted, token_of):
    karin = Machine(token_of("Karin Holm"))
    entries = karin.get(f"/requests/{noted.pk}/entries").json()["items"]
    assert [entry["is_internal"] for entry in entries] == [False, False]
    for part in ("", "/entries", "/facts", "/links", "/attachments", "/watchers"):
        answer = karin.get(f"/requests/{noted.pk}{part}")
        assert (part, answer.status_code) == (part, 200)
        assert SECRET not in answer.content.decode(), part
        assert "Daniel Okoro" not in answer.content.decode(), part
    assert karin.get(f"/requests/{noted.pk}/work-logs").status_code == 403


def test_an_agents_machine_reads_all_of_it(noted, token_of):
    elin = Machine(token_of("Elin Sand"))
    for part in ("/entries", "/links", "/attachments"):
        assert SECRET in elin.get(f"/requests/{noted.pk}{part}").content.decode(), part
    kinds = [fact["kind"] for fact in elin.get(f"/requests/{noted.pk}/facts").json()["items"]]
    assert {"request.registered", "request.noted", "file.attached", "link.made"} <= set(kinds)


def test_internal_words_find_nothing_for_a_requester(noted, token_of):
    karin, elin = Machine(token_of("Karin Holm")), Machine(token_of("Elin Sand"))
    assert karin.get("/requests", q=SECRET).json()["items"] == []
    assert noted.pk in [row["number"] for row in elin.get("/requests", q=SECRET).json()["items"]]


def test_an_inner_file_is_not_handed_out_to_a_requester(noted, token_of):
    elin, karin = Machine(token_of("Elin Sand")), Machine(token_of("Karin Holm"))
    (file,) = elin.get(f"/requests/{noted.pk}/attachments").json()["items"]
    at = f"/requests/{noted.pk}/attachments/{file['id']}"
    assert b"".join(elin.get(at).streaming_content) == b"inner"
    assert karin.get(at).status_code == 404


def test_a_requester_writes_no_note(noted, token_of):
    karin = Machine(token_of("Karin Holm", READ_AND_WRITE))
    answer = karin.post(f"/requests/{noted.pk}/entries", {"kind": "note", "text": "Hidden?"})
    assert answer.status_code == 403


def test_a_restricted_request_is_not_there_for_other_agents(people, token_of, register_request):
    request = register_request()
    do.restrict(request, by=people["Elin Sand"], readers=[people["Elin Sand"]])
    assert Machine(token_of("Elin Sand")).get(f"/requests/{request.pk}").status_code == 200
    assert Machine(token_of("Daniel Okoro")).get(f"/requests/{request.pk}").status_code == 404
