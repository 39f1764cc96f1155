"""R13: work is handed on with a note; to and fro, the incident coordinator decides."""

from email import message_from_bytes
from email.policy import default

import pytest
from tests.floor.notes import SAID, note

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.models import Team
from spoc.people.queries import first_mail
from spoc.requests import activities as do
from spoc.requests.models import Handoff
from spoc.requests.queries.handoffs import pending_of
from spoc.requests.rules.hops import Hop, asks_coordinator


def team(key):
    return Team.objects.get(key=key)


@pytest.fixture
def handed(people, at_status):
    """A request that went from Applications to Infrastructure, where Amir has it."""
    request, amir = at_status("in_progress", "incident"), people["Amir Haddad"]
    do.escalate(request, by=people["Elin Sand"], team=team("infrastructure"), note=note())
    do.assign(request, by=amir, assignee=amir)
    return request


@pytest.fixture
def waiting(people, handed):
    """The same, that Amir asks to hand back."""
    do.ask_coordinator(handed, by=people["Amir Haddad"], team=team("applications"), note=note())
    return handed


@pytest.mark.parametrize(
    ("hops", "left", "to", "why"),
    [
        (0, (), 2, ""),
        (1, (1,), 3, ""),
        (1, (1,), 1, "returns"),
        (2, (1, 2), 3, "third"),
        (2, (1, 2), 2, "returns"),
        (7, (1, 2), 9, "third"),
    ],
)
def test_the_third_hop_and_a_return_are_the_coordinators(hops, left, to, why):
    assert asks_coordinator(Hop(hops, left, to)) == why


@pytest.mark.parametrize("status", ["in_progress", "pending"])
def test_work_is_handed_to_a_team_with_more_skill(people, at_status, status):
    request = at_status(status)
    owner = request.owner
    do.escalate(request, by=people["Elin Sand"], team=team("infrastructure"), note=note())
    request.refresh_from_db()
    assert (request.status, request.team.key) == ("assigned", "infrastructure")
    assert (request.assignee, request.owner) == (None, owner)
    assert (request.hop_count, request.tier_max) == (1, 3)
    assert (request.pending_reason, request.wake_at) == ("", None)


def test_the_note_is_kept_and_stands_in_the_fact(people, handed):
    kept = handed.handoffs.get()
    assert {part: getattr(kept, part) for part in SAID} == SAID
    assert (kept.state, kept.from_team.key, kept.from_tier) == ("made", "applications", 2)
    assert (kept.to_team.key, kept.to_tier) == ("infrastructure", 3)
    assert kept.by == people["Elin Sand"]
    fact = story(handed).get(kind="request.escalated")
    changes = fact.particulars.values["changes"]
    assert changes == {
        "team": ["Applications", "Infrastructure"],
        **{part: ["", words] for part, words in SAID.items()},
    }


def test_nothing_of_the_note_may_be_left_out_and_all_that_lacks_is_named(people, at_status):
    request = at_status("in_progress")
    lacking = note(tried=" ", found="", told="\n")
    with pytest.raises(NotPossible) as refused:
        do.escalate(request, by=people["Elin Sand"], team=team("workplace"), note=lacking)
    assert set(refused.value.fields) == {"tried", "found", "told"}
    request.refresh_from_db()
    assert (request.status, request.handoffs.count()) == ("in_progress", 0)


def test_a_note_longer_than_anybody_reads_is_refused(people, at_status):
    endless = note(found="x" * 10_001)
    with pytest.raises(NotPossible) as refused:
        do.escalate(
            at_status("in_progress"), by=people["Elin Sand"], team=team("workplace"), note=endless
        )
    assert set(refused.value.fields) == {"found"}


def test_it_is_not_handed_to_the_team_that_has_it_or_to_one_that_is_gone(people, at_status):
    request, gone = at_status("in_progress"), team("workplace")
    gone.is_active = False
    gone.save()
    for wrong in (request.team, gone):
        with pytest.raises(NotPossible):
            do.escalate(request, by=people["Elin Sand"], team=wrong, note=note())


@pytest.mark.parametrize(
    "status",
    ["new", "classified", "assigned", "resolved", "closed", "rejected", "cancelled", "merged"],
)
def test_only_work_in_progress_is_handed_on(people, at_status, status):
    with pytest.raises(NotPossible):
        do.escalate(
            at_status(status), by=people["Elin Sand"], team=team("infrastructure"), note=note()
        )


def test_who_may_not_work_on_it_hands_nothing_on(people, at_status):
    for act in (do.escalate, do.ask_coordinator):
        with pytest.raises(NotAllowed):
            act(
                at_status("in_progress"),
                by=people["Karin Holm"],
                team=team("workplace"),
                note=note(),
            )


def test_an_agent_does_not_hand_it_back_but_may_ask(people, handed):
    with pytest.raises(NotPossible) as refused:
        do.escalate(handed, by=people["Amir Haddad"], team=team("applications"), note=note())
    assert set(refused.value.fields) == {"ask"}
    assert "the incident coordinator decides" in refused.value.sentence
    handed.refresh_from_db()
    assert (handed.team.key, handed.hop_count) == ("infrastructure", 1)


def test_what_is_asked_waits_with_its_note_and_nothing_moves(people, waiting):
    waiting.refresh_from_db()
    assert (waiting.status, waiting.team.key) == ("in_progress", "infrastructure")
    asked = pending_of(waiting)
    assert (asked.state, asked.to_team.key, asked.by) == (
        "asked",
        "applications",
        people["Amir Haddad"],
    )
    fact = story(waiting).last()
    assert (fact.kind, fact.particulars.values["why"]) == ("request.coordinator_asked", "returns")


def test_the_coordinators_get_a_letter_with_the_note(people, waiting, work, mailoutbox):
    work()
    address = first_mail(people["Sofia Berg"])
    [letter] = [each for each in mailoutbox if address in each.to]
    words = " ".join(str(message_from_bytes(letter.raw, policy=default).get_body()).split())
    assert "Amir Haddad" in words
    assert SAID["next_step"] in words


def test_asked_anew_the_newest_note_waits_alone(people, waiting):
    words = note(next_step="Restart the reading rooms.")
    do.ask_coordinator(waiting, by=people["Amir Haddad"], team=team("applications"), note=words)
    assert waiting.handoffs.asked().get().next_step == "Restart the reading rooms."


def test_nobody_is_asked_where_nobody_needs_to_decide(people, at_status):
    with pytest.raises(NotPossible):
        do.ask_coordinator(
            at_status("in_progress"), by=people["Elin Sand"], team=team("workplace"), note=note()
        )


@pytest.mark.parametrize("name", ["Sofia Berg", "Henrik Vall"])
def test_the_coordinator_lets_it_go_on_and_says_why(people, waiting, name):
    with pytest.raises(NotPossible) as refused:
        do.escalate(waiting, by=people[name], team=team("applications"), note=note())
    assert set(refused.value.fields) == {"reason"}
    do.escalate(
        waiting, by=people[name], team=team("applications"), note=note(), reason="They mend it."
    )
    waiting.refresh_from_db()
    assert (waiting.team.key, waiting.hop_count, waiting.tier_max) == ("applications", 2, 3)
    kept = waiting.handoffs.order_by("id").last()
    assert (kept.state, kept.by, kept.decided_by, kept.reason) == (
        "made",
        people["Amir Haddad"],
        people[name],
        "They mend it.",
    )
    assert pending_of(waiting) is None


def test_the_coordinator_lets_it_stay_and_says_why(people, waiting):
    with pytest.raises(NotAllowed):
        do.keep_here(waiting, by=people["Amir Haddad"], reason="No.")
    with pytest.raises(NotPossible):
        do.keep_here(waiting, by=people["Sofia Berg"], reason=" ")
    do.keep_here(waiting, by=people["Sofia Berg"], reason="It is the disk.")
    assert waiting.handoffs.get(state="dropped").reason == "It is the disk."
    assert story(waiting).last().kind == "request.kept"
    with pytest.raises(NotPossible):
        do.keep_here(waiting, by=people["Sofia Berg"], reason="Again.")


def test_another_way_that_nobody_decides_on_takes_the_note_along(people, waiting):
    do.escalate(waiting, by=people["Amir Haddad"], team=team("workplace"), note=note())
    assert list(waiting.handoffs.order_by("id").values_list("state", flat=True)) == ["made"] * 2
    assert Handoff.objects.get(to_team__key="workplace").decided_by is None


def test_what_is_resolved_asks_the_coordinator_no_longer(people, waiting, solved):
    do.resolve(waiting, by=people["Amir Haddad"], resolution=solved("incident"))
    kept = waiting.handoffs.get(to_team__key="applications")
    assert (kept.state, kept.decided_by) == ("dropped", None)
    fact = story(waiting).get(kind="request.question_withdrawn")
    assert fact.particulars.values == {"to": "Applications", "handoff": kept.pk}
    do.reopen(waiting, by=people["Karin Holm"], reason="Still dark.")
    assert pending_of(waiting) is None
    with pytest.raises(NotPossible):
        do.keep_here(waiting, by=people["Sofia Berg"], reason="It stays.")
