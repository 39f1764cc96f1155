"""Agreements: drafted, sent, signed, in force, reviewed, ended, and what keeps them from it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from spoc.audit.queries import story
from spoc.catalogue.models import Service
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.people.queries import system
from spoc.service_levels import activities as do
from spoc.service_levels.activities import Promises, terms_of
from spoc.service_levels.queries.agreements import faults_of, rivals_of

DAY = timedelta(days=1)
JOB = "service_levels.jobs.keep_agreements"


@pytest.fixture
def sent(draft, lena):
    """The same, in review."""
    return do.send_agreement(draft, by=lena, accepted_gap="Nothing else can be had.")


@pytest.fixture
def active(sent, lena):
    """The same, in force."""
    return do.sign_agreement(sent, by=lena, for_party="Mona Salih", valid_from=now())


def kinds(agreement):
    """Return the kinds of facts of an agreement, in order."""
    return [fact.kind for fact in story(agreement)]


def test_an_agreement_goes_from_draft_to_force_and_every_step_is_on_record(active):
    assert (active.state, active.signed_for_party) == ("active", "Mona Salih")
    assert kinds(active) == [
        "agreement.drafted",
        "agreement.sent",
        "agreement.signed",
        "agreement.activated",
    ]


def test_what_it_says_is_what_was_written(draft, terms):
    assert (draft.key, draft.version) == ("city", 1)
    assert terms_of(draft) == replace(terms, pause_reasons=("customer", "scheduled"))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"party_noun": "team", "party_id": 1}, "party"),
        ({"party_noun": "organisation", "party_id": 0}, "party"),
        ({"party_noun": "organisation", "party_id": None}, "party"),
        ({"goal": 0}, "goal"),
        ({"goal": 101}, "goal"),
        ({"availability": 101}, "availability"),
        ({"pause_reasons": ("holiday",)}, "pause_reasons"),
        ({"targets": (Promises("work", 60),)}, "targets"),
        ({"targets": (Promises("response", 0),)}, "targets"),
        ({"targets": (Promises("response", 60), Promises("response", 30))}, "targets"),
        ({"targets": (Promises("response", 60, "wish"),)}, "targets"),
        ({"targets": (Promises("response", 60, "", 6),)}, "targets"),
    ],
)
def test_what_cannot_be_agreed_is_refused_at_its_field(draft, lena, terms, wrong, field):
    with pytest.raises(NotPossible) as refusal:
        do.change_agreement(draft, by=lena, terms=replace(terms, **wrong))
    assert list(refusal.value.fields) == [field]


@pytest.mark.parametrize("kind", ["ola", "uc"])
def test_only_customers_may_be_everybody(lena, terms, kind):
    with pytest.raises(NotPossible):
        nobody = replace(terms, party_noun="", party_id=None, targets=())
        do.draft_agreement(system(), by=lena, kind=kind, terms=nobody)


@pytest.mark.parametrize(
    ("name", "kind", "may"),
    [("Lena Falk", "sla", True), ("Henrik Vall", "sla", False), ("Elin Sand", "ola", False)],
)
def test_who_drafts(people, terms, name, kind, may):
    if may:
        assert (
            do.draft_agreement(system(), by=people[name], kind=kind, terms=terms).state == "draft"
        )
        return
    with pytest.raises(NotAllowed):
        do.draft_agreement(system(), by=people[name], kind=kind, terms=terms)


def test_an_agent_does_not_sign_and_the_service_manager_signs_for_teams_alone(people, sent):
    for name in ("Elin Sand", "Henrik Vall"):
        with pytest.raises(NotAllowed):
            do.sign_agreement(sent, by=people[name], for_party="Mona Salih", valid_from=now())


def test_a_draft_with_faults_is_not_sent_and_says_all_of_them(lena, draft, terms):
    clash = (*terms.targets, Promises("response", 30, "incident"), Promises("response", 15, "", 1))
    do.change_agreement(draft, by=lena, terms=replace(terms, targets=clash))
    with pytest.raises(NotPossible, match="“Incident” and “any type, priority 1” fit the same"):
        do.send_agreement(draft, by=lena)
    do.change_agreement(draft, by=lena, terms=replace(terms, targets=()))
    assert faults_of(draft) == ["It promises nothing yet: add a target."]


def test_a_promise_to_everybody_leaves_no_gap(lena, draft, terms):
    some = (Promises("response", 60), Promises("resolution", 480, "incident", 1))
    everybody = replace(terms, party_noun="", party_id=None, targets=some)
    do.change_agreement(draft, by=lena, terms=everybody)
    assert faults_of(draft) == [
        "Solution: nothing is promised for “Incident” of priority P2, P3, P4, P5.",
        "Solution: nothing is promised for “Information” of priority P1, P2, P3, P4, P5.",
        "Solution: nothing is promised for “New service” of priority P1, P2, P3, P4, P5.",
        "Delivery: nothing is promised for “Service fulfilment” of priority P1, P2, P3, P4, P5.",
    ]
    do.change_agreement(draft, by=lena, terms=replace(terms, targets=some))
    assert faults_of(draft) == [], "with one party, what is not said stays as for everybody"


def test_a_calendar_out_of_use_is_a_fault(draft):
    draft.calendar.is_active = False
    assert faults_of(draft) == ["The calendar Office hours is out of use: choose another."]


def test_what_was_sent_is_not_changed_and_what_is_signed_not_signed_again(lena, sent, terms):
    with pytest.raises(NotPossible):
        do.change_agreement(sent, by=lena, terms=terms)
    do.sign_agreement(sent, by=lena, for_party="Mona Salih", valid_from=now() + DAY)
    with pytest.raises(NotPossible, match="signed already"):
        do.sign_agreement(sent, by=lena, for_party="Rune Dahl", valid_from=now())


def test_returned_it_is_a_draft_again_and_a_signature_is_void(lena, sent):
    do.sign_agreement(sent, by=lena, for_party="Mona Salih", valid_from=now() + DAY)
    with pytest.raises(NotPossible):
        do.return_agreement(sent, by=lena, reason=" ")
    do.return_agreement(sent, by=lena, reason="Two hours are too long.")
    assert (sent.state, sent.signed_at, sent.signed_for_party, sent.valid_from) == (
        *("draft", None, "", None),
    )


def test_signing_wants_the_other_side_and_an_end_after_the_beginning(lena, sent):
    with pytest.raises(NotPossible) as refusal:
        do.sign_agreement(sent, by=lena, for_party=" ", valid_from=now())
    assert list(refusal.value.fields) == ["for_party"]
    with pytest.raises(NotPossible) as refusal:
        do.sign_agreement(sent, by=lena, for_party="M", valid_from=now() + DAY, valid_to=now())
    assert list(refusal.value.fields) == ["valid_to"]


def test_it_begins_on_its_day_and_ends_when_its_time_is_over(lena, sent, run_job):
    begins, ends = now() + DAY, now() + 10 * DAY
    do.sign_agreement(sent, by=lena, for_party="Mona Salih", valid_from=begins, valid_to=ends)
    states = []
    for moment in (begins - DAY / 2, begins, ends - DAY, ends + DAY, ends + 2 * DAY):
        with at(moment):
            run_job(JOB, timestamp=0)
        sent.refresh_from_db()
        states.append(sent.state)
    assert states == ["in_review", "active", "active", "ended", "ended"]
    assert sent.valid_to == ends, "however late the worker was"
    assert kinds(sent)[3:] == ["agreement.activated", "agreement.ended"]


def test_the_version_before_ends_the_instant_the_next_begins(lena, active, terms, run_job):
    tighter = replace(terms, targets=(Promises("response", 30), *terms.targets[1:]))
    newer = do.draft_agreement(system(), by=lena, kind="sla", key=active.key, terms=tighter)
    assert newer.version == 2
    do.send_agreement(newer, by=lena, accepted_gap="So it is.")
    begins = now() + DAY
    do.sign_agreement(newer, by=lena, for_party="Mona Salih", valid_from=begins)
    with at(begins + timedelta(seconds=40)):
        run_job(JOB, timestamp=0)
    active.refresh_from_db()
    newer.refresh_from_db()
    assert (active.state, active.valid_to, newer.state) == ("ended", begins, "active")


def test_one_version_is_written_at_a_time(lena, draft, terms):
    with pytest.raises(NotPossible):
        do.draft_agreement(system(), by=lena, kind="sla", key=draft.key, terms=terms)
    with pytest.raises(NotPossible):
        do.draft_agreement(system(), by=lena, kind="uc", key=draft.key, terms=terms)


def test_two_do_not_promise_the_same_and_the_second_waits(lena, active, terms, run_job):
    other = do.draft_agreement(system(), by=lena, kind="sla", terms=replace(terms, name="Twin"))
    do.send_agreement(other, by=lena, accepted_gap="So it is.")
    with pytest.raises(NotPossible, match="City promises the same already"):
        do.sign_agreement(other, by=lena, for_party="Mona Salih", valid_from=now())
    other.refresh_from_db()
    assert other.signed_at is None, "all or nothing"
    do.sign_agreement(other, by=lena, for_party="Mona Salih", valid_from=now() + DAY)
    with at(now() + 2 * DAY):
        run_job(JOB, timestamp=0)
        other.refresh_from_db()
        assert (other.state, rivals_of(other)) == ("in_review", [active])
        do.end_agreement(active, by=lena, reason="The twin takes over.")
        run_job(JOB, timestamp=0)
    other.refresh_from_db()
    assert other.state == "active"


def test_an_agreement_for_one_service_stands_beside_the_one_for_all(lena, active, terms):
    mail = Service.objects.get(key="mail")
    narrow = replace(terms, name="Mail", services=(mail,))
    other = do.draft_agreement(system(), by=lena, kind="sla", terms=narrow)
    assert rivals_of(other) == []


def test_a_review_is_asked_for_once_and_kept_with_what_was_said(lena, draft, terms, run_job):
    due = date(2026, 3, 10)
    do.change_agreement(draft, by=lena, terms=replace(terms, review_on=due))
    do.send_agreement(draft, by=lena, accepted_gap="So it is.")
    with at(datetime(2026, 3, 1, tzinfo=UTC)):
        do.sign_agreement(draft, by=lena, for_party="Mona Salih", valid_from=now())
    for day in (9, 10, 11):
        with at(datetime(2026, 3, day, 12, tzinfo=UTC)):
            run_job(JOB, timestamp=0)
    assert kinds(draft).count("agreement.overdue") == 1
    with at(datetime(2026, 3, 11, 13, tzinfo=UTC)):
        for wrong in ({"minutes": " "}, {"next_on": due}):
            with pytest.raises(NotPossible) as refusal:
                do.review_agreement(
                    draft, by=lena, **{"minutes": "Good.", "next_on": date(2026, 9, 1), **wrong}
                )
            assert list(refusal.value.fields) == list(wrong)
        do.review_agreement(draft, by=lena, minutes="Good.", next_on=date(2026, 9, 1))
    with at(datetime(2026, 9, 1, 12, tzinfo=UTC)):
        run_job(JOB, timestamp=0)
    assert kinds(draft).count("agreement.overdue") == 2


def test_ending_wants_a_reason_and_ends_now(lena, active):
    with pytest.raises(NotPossible):
        do.end_agreement(active, by=lena, reason="")
    do.end_agreement(active, by=lena, reason="The city has its own desk.")
    assert (active.state, active.valid_to <= now()) == ("ended", True)
    with pytest.raises(NotPossible):
        do.end_agreement(active, by=lena, reason="Again.")
