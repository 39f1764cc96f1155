"""Visits to self-help: what is kept of them, how they end, and who may read of them."""

from datetime import timedelta

import pytest

from spoc.audit.models import Fact
from spoc.intake.activities import Question, ask
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.knowledge import help_access, help_jobs
from spoc.knowledge.activities.help import (
    Visitor,
    ask_after_help,
    draft_in_help,
    end_help,
    judge_help,
    keep_draft,
    known_session,
    read_in_help,
    session_of,
    walk_in_help,
)
from spoc.knowledge.models import HelpReading, HelpSession, Use
from spoc.people.queries import system

STEPS = [
    {
        "key": "card",
        "text": "Is your card in the reader?",
        "options": [{"label": "Yes", "to": "again"}, {"label": "No, now it is", "to": "solved"}],
    },
    {
        "key": "again",
        "text": "Sign in again.",
        "options": [{"label": "It works", "to": "solved"}, {"label": "No", "to": "ask"}],
    },
]


@pytest.fixture
def karin(people) -> Visitor:
    """Karin Holm, signed in."""
    return Visitor(people["Karin Holm"], "", people["Karin Holm"].community)


@pytest.fixture
def article(validated):
    """A guide in steps for customers."""
    return validated("customer", steps=STEPS)


@pytest.fixture
def session(karin) -> HelpSession:
    """A visit of Karin Holm."""
    return session_of(karin)


def kinds_of(session: HelpSession) -> list[str]:
    facts = Fact.objects.filter(noun="help_session", subject_id=session.pk)
    return list(facts.order_by("id").values_list("kind", flat=True))


def test_somebody_is_on_one_visit_at_a_time(karin, session):
    assert session_of(karin) == session
    assert kinds_of(session) == ["help_session.begun"]


def test_a_stranger_is_a_digest(db):
    stranger = session_of(Visitor(mark="a" * 64))
    assert (stranger.person, stranger.visitor) == (None, "a" * 64)
    assert session_of(Visitor(mark="b" * 64)) != stranger


def test_a_stranger_who_signs_in_goes_on_with_the_same_visit(people, article):
    stranger = session_of(Visitor(mark="a" * 64))
    karin = people["Karin Holm"]
    assert known_session(Visitor(karin, "a" * 64)) == stranger
    stranger.refresh_from_db()
    assert (stranger.person, stranger.visitor) == (karin, "")


def test_who_has_a_visit_of_their_own_keeps_it(people, karin, session):
    session_of(Visitor(mark="a" * 64))
    assert known_session(Visitor(karin.person, "a" * 64)) == session


def test_what_is_read_and_written_is_kept(people, session, article):
    by = people["Karin Holm"]
    draft_in_help(session, by=by, words="No images since this morning")
    read_in_help(session, by=by, article=article)
    read_in_help(session, by=by, article=article)
    session.refresh_from_db()
    assert session.words == "No images since this morning"
    assert session.drafted_at <= session.read_at
    assert session.readings.count() == 1


def test_a_draft_is_kept_once_a_minute_not_with_every_key(karin, session):
    keep_draft(karin, "No images")
    keep_draft(karin, "No images at all")
    session.refresh_from_db()
    assert session.words == "No images"


def test_the_steps_walked_are_kept_and_what_is_not_there_is_not(people, session, article):
    by = people["Karin Holm"]
    reading = walk_in_help(session, by=by, article=article, answers=[0, 1])
    assert (reading.walked, reading.walk_ended) == ("0.1", "ask")
    reading = walk_in_help(session, by=by, article=article, answers=[0, 7])
    assert (reading.walked, reading.walk_ended) == ("0", "")


def test_reaching_the_last_step_solves_nothing_until_somebody_says_so(people, session, article):
    by = people["Karin Holm"]
    walk_in_help(session, by=by, article=article, answers=[1])
    session.refresh_from_db()
    assert session.outcome == "open"


def test_it_is_solved_when_they_say_so(people, session, article):
    judge_help(session, by=people["Karin Holm"], article=article, is_solved=True)
    session.refresh_from_db()
    assert (session.outcome, session.article) == ("solved", article)
    assert session.ended_at is not None
    assert kinds_of(session)[-1] == "help_session.solved"


def test_not_solved_leaves_the_visit_open(people, session, article):
    judge_help(session, by=people["Karin Holm"], article=article, is_solved=False)
    session.refresh_from_db()
    assert session.outcome == "open"
    assert HelpReading.objects.get().verdict == "not_solved"


def test_a_visit_that_is_over_is_gone_on_with_no_more(people, session, article):
    by = people["Karin Holm"]
    judge_help(session, by=by, article=article, is_solved=True)
    with pytest.raises(NotPossible):
        read_in_help(session, by=by, article=article)


def test_nobody_goes_on_with_the_visit_of_another(people, session, article):
    with pytest.raises(NotAllowed):
        read_in_help(session, by=people["Elin Sand"], article=article)
    with pytest.raises(NotAllowed):
        end_help(session, by=people["Elin Sand"])


def test_whoever_asks_in_the_portal_ends_the_visit_and_brings_what_they_tried(
    people, session, article, validated, work
):
    by = people["Karin Holm"]
    only_opened = validated("customer", title="Images from another hospital")
    read_in_help(session, by=by, article=only_opened)
    walk_in_help(session, by=by, article=article, answers=[0, 1])
    judge_help(session, by=by, article=article, is_solved=False)
    asked = ask(by, by=by, question=Question(words="The viewer shows no images"))
    work()
    session.refresh_from_db()
    assert (session.outcome, session.support_request) == ("asked", asked)
    use = Use.objects.get(support_request=asked)
    assert (use.article, use.way, use.outcome) == (article, "self_help", "")


def test_asking_twice_ends_a_visit_once(people, session, article, at_status):
    by, first = people["Karin Holm"], at_status("new")
    ask_after_help(session, by=by, support_request=first)
    ended = HelpSession.objects.get(pk=session.pk).ended_at
    ask_after_help(session, by=by, support_request=first)
    assert HelpSession.objects.get(pk=session.pk).ended_at == ended


@pytest.mark.parametrize(
    ("reads", "says_no", "is_abandoned"),
    [(True, False, True), (False, False, False), (True, True, False)],
)
def test_after_a_day_of_silence_a_visit_was_left(
    people, session, article, reads, says_no, is_abandoned
):
    by = people["Karin Holm"]
    draft_in_help(session, by=by, words="No images")
    if reads:
        read_in_help(session, by=by, article=article)
    if says_no:
        judge_help(session, by=by, article=article, is_solved=False)
    with at(now() + timedelta(hours=25)):
        help_jobs.end_visits(0)
        help_jobs.end_visits(0)
    session.refresh_from_db()
    assert (session.outcome, session.is_abandoned) == ("left", is_abandoned)
    assert kinds_of(session).count("help_session.left") == 1


def test_a_visit_goes_on_within_the_day(session):
    with at(now() + timedelta(hours=23)):
        help_jobs.end_visits(0)
    session.refresh_from_db()
    assert session.is_open


def test_who_called_within_the_day_was_not_helped(people, session, article, at_status):
    by = people["Karin Holm"]
    draft_in_help(session, by=by, words="No images")
    read_in_help(session, by=by, article=article)
    called = at_status("new")
    assert called.requester == by
    with at(now() + timedelta(hours=25)):
        end_help(session, by=system())
    session.refresh_from_db()
    assert (session.outcome, session.support_request_id) == ("asked", called.pk)


@pytest.mark.parametrize(
    ("name", "sees"),
    [("Karin Holm", True), ("Elin Sand", False), ("Åsa Ekman", False), ("Henrik Vall", True)],
)
def test_a_visit_is_read_by_who_was_on_it_and_who_answers_for_self_help(
    people, session, name, sees
):
    assert help_access.sessions_visible_to(people[name]).filter(pk=session.pk).exists() is sees


@pytest.mark.parametrize(
    ("name", "may"), [("Karin Holm", False), ("Elin Sand", False), ("Henrik Vall", True)]
)
def test_the_figures_are_for_who_answers_for_self_help(people, name, may):
    assert help_access.may_open(people[name]) is may
