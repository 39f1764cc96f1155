"""R2, R3 and R14: what it is, that it is not ours, that it is something else."""

import pytest

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.requests import activities as do
from spoc.requests.models import Fulfilment, Incident


def test_a_request_said_to_be_something_whole_is_classified(people, register_request, found):
    request = register_request()
    do.classify(request, by=people["Elin Sand"], classification=found("incident", urgency=1))
    request.refresh_from_db()
    assert (request.status, request.type) == ("classified", "incident")
    assert (request.priority, request.matrix_priority) == (3, 3)
    assert request.team.key == "applications", "the team of the service works on it"
    assert request.incident.occurred_at


@pytest.mark.parametrize(
    "missing",
    [
        {"type": "unclassified"},
        {"service": None},
        {"category": None},
        {"impact": None},
        {"urgency": None},
        {"supportability": "undecided"},
    ],
    ids=lambda missing: next(iter(missing)),
)
def test_what_is_half_said_is_kept_and_stays_new(people, register_request, found, missing):
    request = register_request()
    do.classify(request, by=people["Elin Sand"], classification=found(**missing))
    request.refresh_from_db()
    assert request.status == "new"
    assert story(request).last().kind == "request.classified"


def test_a_charge_is_support_too(people, register_request, found):
    request = register_request()
    classification = found(supportability="chargeable")
    do.classify(request, by=people["Elin Sand"], classification=classification)
    assert request.status == "classified"


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "wish"},
        {"impact": 4},
        {"urgency": 0},
        {"supportability": "unsupported"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_there_is_not_is_refused(people, register_request, found, wrong):
    request = register_request()
    with pytest.raises(NotPossible):
        do.classify(request, by=people["Elin Sand"], classification=found(**wrong))
    request.refresh_from_db()
    assert request.type == "unclassified"


@pytest.mark.parametrize("name", ["Karin Holm", "Ylva Öberg", "Åsa Ekman", "Maja Lindqvist"])
def test_who_does_not_dispatch_does_not_classify(people, register_request, found, name):
    request = register_request()
    with pytest.raises(NotAllowed):
        do.classify(request, by=people[name], classification=found())


def test_the_same_again_leaves_no_fact(people, at_status, found):
    request = at_status("classified")
    facts = story(request).count()
    do.classify(request, by=people["Elin Sand"], classification=found())
    assert story(request).count() == facts


def test_another_type_wants_a_reason(people, at_status, found):
    request = at_status("in_progress")
    with pytest.raises(NotPossible) as refused:
        do.classify(request, by=people["Elin Sand"], classification=found("incident"))
    assert "reason" in refused.value.fields


def test_another_type_replaces_what_only_the_old_one_had(people, at_status, found):
    request = at_status("in_progress", "fulfilment")
    do.describe_type(request, by=people["Elin Sand"], fields={"wanted": "A bigger screen"})
    anew = found("incident", reason="The old screen is broken.")
    do.classify(request, by=people["Elin Sand"], classification=anew)
    request.refresh_from_db()
    assert Incident.objects.filter(pk=request.pk).exists()
    assert not Fulfilment.objects.filter(pk=request.pk).exists()
    fact = story(request).filter(kind="request.reclassified").get()
    kept = fact.particulars.values
    assert kept["reason"] == "The old screen is broken."
    assert kept["changes"]["type"] == ["fulfilment", "incident"]
    assert kept["changes"]["fulfilment_was"][0]["wanted"] == "A bigger screen"


def test_more_urgency_needs_no_reason_and_moves_the_priority(people, at_status, found):
    request = at_status("in_progress")
    do.classify(request, by=people["Elin Sand"], classification=found(impact=1, urgency=1))
    assert (request.priority, request.status) == (1, "in_progress")


@pytest.mark.parametrize("status", ["closed", "rejected", "cancelled", "merged"])
def test_what_is_over_is_not_classified_anew(people, at_status, found, status):
    request = at_status(status)
    with pytest.raises(NotPossible):
        do.classify(
            request, by=people["Elin Sand"], classification=found("fulfilment", reason="Late.")
        )


def test_a_service_takes_no_work_away_from_whoever_has_it(people, at_status, found):
    request = at_status("in_progress")
    team = request.team
    anew = found(service="print", reason="It is the printer.")
    do.classify(request, by=people["Elin Sand"], classification=anew)
    assert request.team == team


def test_what_is_not_ours_is_declined_with_who_can_help(people, register_request, work, mailoutbox):
    request = register_request()
    work()
    do.decline(
        request, by=people["Elin Sand"], reason="A private phone.", referral="Your operator."
    )
    work()
    request.refresh_from_db()
    assert (request.status, request.supportability) == ("rejected", "unsupported")
    told = mailoutbox[-1].raw.decode()
    assert "A private phone." in told
    assert "Your operator." in told


@pytest.mark.parametrize(("reason", "referral"), [("", "The shop."), ("Private.", " \n")])
def test_a_refusal_says_why_and_who_can_help(people, register_request, reason, referral):
    with pytest.raises(NotPossible):
        do.decline(register_request(), by=people["Elin Sand"], reason=reason, referral=referral)


@pytest.mark.parametrize("status", ["classified", "in_progress", "resolved", "closed"])
def test_only_what_is_new_is_declined(people, at_status, status):
    with pytest.raises(NotPossible):
        do.decline(at_status(status), by=people["Elin Sand"], reason="x", referral="y")


@pytest.mark.parametrize("name", ["Sofia Berg", "Henrik Vall"])
def test_a_coordinator_sets_the_priority_by_hand_and_back(people, at_status, name):
    request = at_status("classified")
    do.override_priority(request, by=people[name], priority=1, reason="The board waits.")
    assert (request.priority, request.matrix_priority, request.is_overridden) == (1, 4, True)
    do.override_priority(request, by=people[name], priority=None)
    assert (request.priority, request.priority_reason, request.is_overridden) == (4, "", False)


def test_a_priority_set_by_hand_stays_when_impact_changes(people, at_status, found):
    request = at_status("classified")
    do.override_priority(request, by=people["Sofia Berg"], priority=1, reason="The board.")
    do.classify(request, by=people["Elin Sand"], classification=found(urgency=3))
    assert (request.priority, request.matrix_priority) == (1, 5)


@pytest.mark.parametrize("name", ["Elin Sand", "Karin Holm", "Ylva Öberg"])
def test_others_propose_but_do_not_override(people, at_status, name):
    with pytest.raises(NotAllowed):
        do.override_priority(at_status("classified"), by=people[name], priority=1, reason="x")


@pytest.mark.parametrize(("priority", "reason"), [(0, "x"), (6, "x"), (2, " ")])
def test_an_override_is_within_the_matrix_and_has_a_reason(people, at_status, priority, reason):
    with pytest.raises(NotPossible):
        do.override_priority(
            at_status("classified"), by=people["Sofia Berg"], priority=priority, reason=reason
        )


def test_there_is_nothing_to_override_before_impact_and_urgency(people, register_request):
    with pytest.raises(NotPossible):
        do.override_priority(register_request(), by=people["Sofia Berg"], priority=1, reason="x")


@pytest.mark.parametrize("status", ["assigned", "in_progress", "pending"])
def test_found_to_be_something_else_it_is_dispatched_anew(people, at_status, found, status):
    request = at_status(status)
    anew = found("incident", reason="The archive is down.")
    do.classify(request, by=people["Elin Sand"], classification=anew)
    request.refresh_from_db()
    assert request.status == "assigned", "Maja has it still, and begins again"
    assert request.pending_reason == ""
    fact = story(request).filter(kind="request.reclassified").get()
    assert fact.particulars.values["changes"]["status"] == [status, "classified"]


def test_what_is_solved_is_reopened_before_it_is_something_else(people, at_status, found):
    request = at_status("resolved")
    with pytest.raises(NotPossible):
        do.classify(request, by=people["Elin Sand"], classification=found("incident", reason="No."))
