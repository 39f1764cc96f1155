"""C.3: a major incident is proposed, decided, led, told of, restored, reviewed and closed."""

from datetime import timedelta

import pytest
from tests.floor.majors import SAID

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.activities.major import Action, Declaration, Review, Word
from spoc.requests.models import MajorIncident, MajorTerms, SupportRequest
from spoc.requests.queries.major import coordinator_for, terms

WHOLE = Review("The archive stopped.", "08:10 stop", "A full disk", "Watch it", "Sofia, Henrik")


def kinds(request):
    return [fact.kind for fact in story(request)]


def test_a_total_loss_of_a_most_critical_service_is_proposed_by_the_rule(people, incident, work):
    request = incident()
    do.describe_type(request, by=people["Elin Sand"], fields={"degree": "total"})
    work()
    major = MajorIncident.objects.get(pk=request.pk)
    assert (major.state, major.criteria) == ("proposed", ["total_loss"])
    assert major.proposed_by == system()
    assert "major.proposed" in kinds(request)


@pytest.mark.parametrize("flag", ["security", "safety", "legal"])
def test_what_concerns_security_safety_or_the_law_is_proposed(people, incident, work, flag):
    request = incident()
    do.describe_type(request, by=people["Elin Sand"], fields={f"is_{flag}": True})
    work()
    assert MajorIncident.objects.get(pk=request.pk).criteria == [flag]


@pytest.mark.parametrize("flag", ["security", "safety", "legal"])
def test_an_agent_says_on_the_page_what_it_concerns(client_of, incident, flag):
    request, elin = incident(), client_of("Elin Sand")
    address = f"/requests/{request.pk}/type-fields"
    assert f'name="is_{flag}"' in elin.get(address).content.decode()
    elin.post(address, {f"has_is_{flag}": "1", f"is_{flag}": "on"})
    request.incident.refresh_from_db()
    assert getattr(request.incident, f"is_{flag}") is True
    elin.post(address, {f"has_is_{flag}": "1"})
    request.incident.refresh_from_db()
    assert getattr(request.incident, f"is_{flag}") is False


def test_an_incident_that_meets_nothing_is_not_proposed(incident, work):
    incident()
    work()
    assert not MajorIncident.objects.exists()


def test_the_eighth_incident_of_a_service_in_half_an_hour_is_proposed_and_no_further_one(
    incident, work
):
    for _n in range(9):
        incident()
    work()
    assert MajorIncident.objects.get().criteria == ["alike"]


def test_what_was_declined_is_not_proposed_again_for_the_same_reason(people, incident, work):
    request = incident()
    do.describe_type(request, by=people["Elin Sand"], fields={"is_security": True})
    work()
    do.decline_major(request, by=people["Sofia Berg"], reason="A lost badge.")
    do.describe_type(request, by=people["Elin Sand"], fields={"degree": "partial"})
    work()
    assert MajorIncident.objects.get().state == "declined"
    do.describe_type(request, by=people["Elin Sand"], fields={"users_affected": 150})
    work()
    assert MajorIncident.objects.get().state == "proposed", "a further criterion is a new question"


def test_a_decision_needs_a_reason(people, incident):
    request = incident()
    do.propose_major(request, by=people["Elin Sand"], reason="The whole house calls.")
    for refused in (
        lambda: do.decline_major(request, by=people["Sofia Berg"], reason=" "),
        lambda: do.declare_major(
            request, by=people["Sofia Berg"], declaration=Declaration(reason="")
        ),
    ):
        with pytest.raises(NotPossible) as refusal:
            refused()
        assert "reason" in refusal.value.fields


@pytest.mark.parametrize(
    ("name", "may_propose", "may_declare"),
    [
        ("Elin Sand", True, False),
        ("Maja Lindqvist", True, False),
        ("Sofia Berg", True, True),
        ("Henrik Vall", True, True),
        ("Lena Falk", False, False),
        ("Åsa Ekman", False, False),
        ("Karin Holm", False, False),
    ],
)
def test_who_proposes_and_who_declares(people, incident, name, may_propose, may_declare):
    by = people[name]
    steps = (
        (may_propose, lambda r: do.propose_major(r, by=by, reason="Many call.")),
        (
            may_declare,
            lambda r: do.declare_major(
                r, by=by, declaration=Declaration("Many call.", people["Sofia Berg"])
            ),
        ),
    )
    for may, step in steps:
        if may:
            step(incident())
        else:
            with pytest.raises(NotAllowed):
                step(incident())


def test_declaring_puts_it_first_and_promises_word(declared, register_request, incident):
    incident()
    major = declared()
    request = SupportRequest.objects.order_by(*SupportRequest.TRIAGE).first()
    assert request.pk == major.pk
    assert (request.priority, request.is_major, major.state) == (1, True, "active")
    assert now() < major.next_update_at <= now() + timedelta(minutes=30)
    assert "major.declared" in kinds(request)


def test_whoever_solves_it_does_not_lead_it(people, incident):
    request = incident()
    do.assign(request, by=people["Sofia Berg"], assignee=people["Sofia Berg"])
    declaration = Declaration("Many call.", people["Sofia Berg"])
    with pytest.raises(NotPossible) as refusal:
        do.declare_major(request, by=people["Henrik Vall"], declaration=declaration)
    assert "coordinator" in refusal.value.fields
    assert coordinator_for(request, now()) != people["Sofia Berg"]


def test_a_coordinator_on_duty_leads_where_nobody_is_named(people, incident):
    request = incident()
    declaration = Declaration(reason="Many call.")
    major = do.declare_major(request, by=people["Henrik Vall"], declaration=declaration)
    assert major.coordinator == people["Sofia Berg"]
    do.coordinate_major(request, by=people["Sofia Berg"], coordinator=people["Henrik Vall"])
    assert MajorIncident.objects.get().coordinator == people["Henrik Vall"]


def test_only_the_service_manager_downgrades_and_the_matrix_counts_again(people, declared):
    request = declared().support_request
    with pytest.raises(NotAllowed):
        do.downgrade_major(request, by=people["Sofia Berg"], reason="One ward only.")
    do.downgrade_major(request, by=people["Henrik Vall"], reason="One ward only.")
    request.refresh_from_db()
    assert (request.is_major, request.priority) == (False, request.matrix_priority)


def test_word_that_is_late_is_noted_once(declared, run_job):
    request = declared().support_request
    with at(now() + timedelta(hours=2)):
        run_job("requests.jobs.miss_updates", timestamp=0)
        run_job("requests.jobs.miss_updates", timestamp=0)
    assert kinds(request).count("major.update_missed") == 1


def test_word_is_promised_anew_when_it_is_given(people, declared):
    major = declared()
    with at(now() + timedelta(minutes=20)):
        do.update_major(major.support_request, by=people["Sofia Berg"], word=Word(public=SAID))
        major.refresh_from_db()
        assert major.next_update_at > now() + timedelta(minutes=15)


def test_it_is_closed_only_after_its_review(people, declared, restored, work):
    request = declared().support_request
    restored(request)
    work()
    request.refresh_from_db()
    assert request.status == "resolved"
    with pytest.raises(NotPossible):
        do.close_major(request, by=people["Sofia Berg"])
    with pytest.raises(NotPossible):
        do.confirm(request, by=people["Karin Holm"])
    action = Action("Watch the disk", people["Maja Lindqvist"], now().date())
    do.review_major(request, by=people["Sofia Berg"], review=WHOLE, actions=[action])
    do.close_major(request, by=people["Sofia Berg"])
    do.confirm(request, by=people["Karin Holm"])
    assert (MajorIncident.objects.get().state, request.status) == ("closed", "closed")


def test_a_review_that_leaves_something_out_is_refused_field_by_field(people, declared, restored):
    request = declared().support_request
    restored(request)
    half = Review(happened="It stopped.", learnt="Nothing")
    action = Action("Watch", None, None)
    with pytest.raises(NotPossible) as refusal:
        do.review_major(request, by=people["Sofia Berg"], review=half, actions=[action])
    assert set(refusal.value.fields) == {"timeline", "cause", "attended", "action_0"}


def test_terms_are_changed_by_those_who_answer_for_them(people):
    with pytest.raises(NotAllowed):
        do.change_major_terms(terms(), by=people["Elin Sand"], numbers={"people": 10})
    do.change_major_terms(terms(), by=people["Lena Falk"], numbers={"people": 10})
    assert terms().people == 10
    with pytest.raises(NotPossible) as refusal:
        do.change_major_terms(terms(), by=people["Lena Falk"], numbers={"share": 0})
    assert set(refusal.value.fields) == {"share"}
    assert MajorTerms.objects.count() == 1
