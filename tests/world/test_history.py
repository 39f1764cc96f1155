"""A small history, made once for this file: thirty requests, lived as the two thousand are."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.db.models import OuterRef
from tests.floor.jobs import jobs_waiting

from spoc.audit.models import Fact
from spoc.audit.queries import broken_links
from spoc.channels.models import Interaction, Letter
from spoc.kit.time import now
from spoc.requests.models import Escalation, SupportRequest
from spoc.requests.rules import MOVES
from spoc.service_levels.models import Clock
from spoc.world.crowd import crowd
from spoc.world.history.cast import assembled
from spoc.world.history.make import BATCH, LANES, keep_numbers, lanes, make, make_batch, older
from spoc.world.history.plan import LENGTH

COUNT = 30
MANY = 1_900


@pytest.fixture(scope="module")
def history(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Thirty requests up to now, taken back when the file is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        make(now(), COUNT)
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("history")
def test_there_are_as_many_requests_as_asked_for():
    assert SupportRequest.objects.count() == COUNT


@pytest.mark.usefixtures("history")
def test_every_step_is_one_the_table_of_moves_allows():
    lawful = {(str(source), move.target.value) for move in MOVES for source in move.sources}
    facts = Fact.objects.filter(noun="request", particulars__values__changes__has_key="status")
    steps = [fact.particulars.values["changes"]["status"] for fact in facts]
    assert steps
    assert {tuple(step) for step in steps} <= lawful


@pytest.mark.usefixtures("history")
def test_requests_stand_in_many_places():
    standing = set(SupportRequest.objects.values_list("status", flat=True))
    assert standing >= {"new", "classified", "assigned", "in_progress", "pending", "resolved"}
    assert "closed" in standing


@pytest.mark.usefixtures("history")
def test_the_chain_of_facts_is_whole():
    assert broken_links() == []


@pytest.mark.usefixtures("history")
def test_time_never_runs_backwards_in_one_story_and_never_ahead_of_us():
    facts = Fact.objects.order_by("noun", "subject_id", "seq")
    for one, next_one in pairwise(facts.values_list("noun", "subject_id", "at")):
        assert one[:2] != next_one[:2] or one[2] <= next_one[2]
    assert not facts.filter(at__gt=now()).exists()


@pytest.mark.usefixtures("history")
def test_a_later_request_has_a_higher_number():
    moments = list(SupportRequest.objects.order_by("pk").values_list("created_at", flat=True))
    assert moments == sorted(moments)


@pytest.mark.usefixtures("history")
def test_no_letter_waits_and_none_was_handed_to_a_server():
    written = Letter.objects.filter(is_incoming=False)
    assert written.exists()
    assert set(written.values_list("state", "digest", "next_try_at")) == {("sent", "", None)}


@pytest.mark.usefixtures("history")
def test_every_warning_was_given_when_it_was_due_and_none_is_left_to_give():
    before = Fact.objects.filter(
        noun=OuterRef("noun"), subject_id=OuterRef("subject_id"), seq=OuterRef("seq") - 1
    )
    warned = Fact.objects.filter(kind="clock.warned").annotate(since=before.values("at"))
    late = [
        fact.at - max(fact.since, datetime.fromisoformat(fact.particulars.values["due"]))
        for fact in warned.select_related("particulars")
    ]
    assert late
    assert max(late) < timedelta(seconds=1)
    ended = max(Fact.objects.values_list("at", flat=True))
    assert not Clock.objects.filter(next_mark_at__lt=ended).exists()


@pytest.mark.usefixtures("history")
def test_who_heard_of_a_warning_was_written_to_then_and_answered_in_time():
    raised = Escalation.objects.exclude(state="closed")
    assert Escalation.objects.exists()
    ended = max(Fact.objects.values_list("at", flat=True))
    assert not raised.filter(answer_by__lt=ended).exists()
    told = Letter.objects.filter(noun="person", marks__concerns__isnull=False)
    assert told.exists()
    moments = set(Escalation.objects.values_list("raised_at", flat=True))
    assert set(told.values_list("at", flat=True)) <= moments


@pytest.mark.usefixtures("history")
def test_no_job_is_left_for_what_is_past():
    waiting = [(name, words.get("noun")) for name, words in jobs_waiting()]
    assert ("search.jobs.index", "request") not in waiting
    assert {name for name, _noun in waiting} <= {"search.jobs.index"}


@pytest.mark.usefixtures("history")
def test_both_languages_are_spoken():
    spoken = set(SupportRequest.objects.values_list("language", flat=True))
    assert spoken == {"en", "sv"}


@pytest.mark.usefixtures("history")
def test_every_request_began_with_a_contact():
    assert not SupportRequest.objects.filter(contacts=None).exclude(status="merged").exists()
    channels = set(Interaction.objects.values_list("channel", flat=True))
    assert channels == {"email", "phone", "portal"}


@pytest.mark.usefixtures("history")
def test_a_batch_made_again_adds_nothing():
    first = min(SupportRequest.objects.values_list("pk", flat=True))
    until = max(SupportRequest.objects.values_list("created_at", flat=True))
    facts = Fact.objects.count()
    assert make_batch(until, first, older(COUNT), COUNT) == 0
    assert Fact.objects.count() == facts


def test_the_lanes_together_leave_nothing_out_and_do_nothing_twice():
    taken = []
    for left in lanes(MANY):
        while left > 0:
            taken += range(max(0, left - BATCH), left)
            left -= LANES * BATCH
    assert sorted(taken) == list(range(older(MANY)))


def test_whom_another_lane_has_met_meanwhile_is_not_written_down_again(db):
    since = now() - LENGTH
    one, other = assembled(since), assembled(since)
    who = crowd("hospital")[0]
    assert other.person(who) == one.person(who)


def test_numbers_are_kept_for_what_is_made_later(db, register_request):
    first = keep_numbers(COUNT)
    assert register_request().pk == first + older(COUNT)
